/** What is said of codes that are scanned. */
export const codesWords = {
  needsAddress: "Enter your address at the top of this page to see your code here.",
  guide: {
    title: "QR code: the set-up page for mail at {domain}",
    text: "Scan it with the phone's camera, or open this link there:",
  },
  "thunderbird-android": {
    title: "QR code: mail account, for Thunderbird on Android",
    heading: "Your account as a code",
    text: "Scan it inside the Thunderbird app, not with the phone's camera.",
    note: "It contains your address and the servers, but not your password: Thunderbird will ask for it.",
  },
  /** Where a picture holds several accounts, and they take several pictures. */
  thunderbirdPart: "QR code, {part} of {parts}: mail account, for Thunderbird on Android",
  profile: "QR code: the Apple profile for mail at {domain}",
  davx5: {
    title: "QR code: calendars and contacts, for DAVx⁵ on Android",
    heading: "Your account as a code",
    text: "With DAVx⁵ installed, scan it with the phone's camera, or open this link on the phone:",
    note: "It contains your user name and the server, but not your password: DAVx⁵ will ask for it.",
  },
  deltachat: {
    title: "QR code: login, for Delta Chat",
    heading: "Your login as a code",
    text: "Scan it in Delta Chat. Don't show it to anyone: it contains your password.",
    secret: {
      intro:
        "Delta Chat can read everything from a code, including your password. The code is created in your browser.",
      label: "Your mailbox's password",
      hint: "It isn't sent anywhere and is gone when you leave this page.",
    },
  },
};
