/** What is said of codes that are scanned. */
export const codesWords = {
  needsAddress: "Type your address at the top of this page, and your code appears here.",
  guide: {
    title: "QR code: the set-up page for mail at {domain}",
    text: "Scan it with the phone's camera, or open this link there:",
  },
  "thunderbird-android": {
    title: "QR code: mail account, for Thunderbird on Android",
    heading: "Your account as a code",
    text: "Scan it inside the Thunderbird app, not with the phone's camera.",
    note: "It holds your address and the servers, but no password: Thunderbird asks for it.",
  },
  /** Where a picture holds several accounts, and they take several pictures. */
  thunderbirdPart: "QR code, {part} of {parts}: mail account, for Thunderbird on Android",
  profile: "QR code: the Apple profile for mail at {domain}",
  davx5: {
    title: "QR code: calendars and contacts, for DAVx⁵ on Android",
    heading: "Your account as a code",
    text: "With DAVx⁵ installed, scan it with the phone's camera, or open this link on the phone:",
    note: "It holds your user name and the server, but no password: DAVx⁵ asks for it.",
  },
  deltachat: {
    title: "QR code: log-in, for Delta Chat",
    heading: "Your log-in as a code",
    text: "Scan it inside Delta Chat. Show it to nobody: it holds your password.",
    secret: {
      intro: "Delta Chat can take everything from a code, the password too. The code is drawn in your browser.",
      label: "Your mailbox's password",
      hint: "It is sent to nobody, and gone when you leave this page.",
    },
  },
};
