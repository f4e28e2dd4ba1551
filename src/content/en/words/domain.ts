/** The page of a domain. */
export const domainWords = {
  /** The page of a domain. */
  domain: {
    title: "Mail set-up for {domain}",
    heading: "Set up your mail at {domain}",
    lead: "Choose your program and follow the steps. Enter your address first to have every value filled in for you.",
    /** Where it is filled in. */
    leadFilled: "Choose your program and follow the steps.",
    enable: { heading: "Switch this on first", link: "Go to the page where you switch it on" },
    twoStep: {
      heading: "With two-step verification you need an app password",
      text: "If two-step verification is on, mail programs don't accept your normal password. Create an app password for each program and enter that instead.",
    },
    programs: {
      heading: "Choose your program",
      text: "The easiest come first. Every guide shows each step with the settings for {domain}.",
      best: "Best for this device",
      /** Above the programs that one may have already. */
      have: "Which one do you have?",
      supported: "Supported by {support}",
      counts: { one: "{count} program", other: "{count} programs" },
      calendars: "For calendars and contacts",
      imapOnly: "IMAP only, so not for {domain}",
      discontinued: "Discontinued: choose another",
      guide: "Step by step",
      /** What runs on no device of the reader's. */
      elsewhere: {
        heading: "Websites, printers and services",
        text: "For anything that sends or reads mail but isn't a mail program.",
        counts: { one: "{count} guide", other: "{count} guides" },
      },
      which: "Which Outlook is this?",
      unsure: {
        heading: "Not sure which program you have?",
        texts: [
          "Look under its icon, in its title bar, or under “About” in its menu.",
          "Not listed? <guide:other|The guide for any other program> has everything it will ask for.",
        ],
        webmail: "No program at all? <webmail|Webmail> opens in your browser with nothing to set up.",
      },
    },
    phone: {
      heading: "Continue on your phone",
      guide: { heading: "This page, on your phone" },
      "thunderbird-android": {
        heading: "Your account, in Thunderbird for Android",
        text: "Scan it inside the app: Settings, Import settings, Scan QR code.",
        note: "It doesn't work with the phone's own camera app. Thunderbird will ask for your password.",
      },
      davx5: {
        heading: "Calendars and contacts, in DAVx⁵ for Android",
        text: "With DAVx⁵ installed, scan it with the phone's camera, or open this link on the phone:",
        note: "DAVx⁵ asks for your password.",
      },
    },
    settings: {
      heading: "Settings for any mail program",
      imap: "IMAP keeps your mail on the server, so it's the same on all your devices.",
      pop3: "POP3 downloads your mail to one device; keep a copy on the server if you also read it on others.",
      both: "IMAP is recommended: your mail stays on the server and is the same on all your devices. POP3, further down, downloads it to one device.",
      others: "Other ways to connect",
    },
    services: {
      heading: "Calendars, contacts and more",
      text: "For programs that support them.",
      login: "The user name and password are the same as for your mailbox.",
      sync: "Calendars and contacts",
      session: "Session",
      filters: "Mail filters · ManageSieve",
    },
    webmail: {
      heading: "Webmail",
      text: "Read and write mail in your browser, with nothing to set up.",
      beforeLaunch: "This is the address until your site goes live. After that it is {url}.",
      open: "Open webmail",
    },
    help: {
      heading: "Good to know",
      supports:
        "They can help you with these programs. The settings work in any other program too, but support may not be able to help with it.",
      errors: {
        heading: "An error on your screen?",
        text: "Look up what it means and what to do.",
        link: "All error texts",
      },
      quota: { heading: "Mail storage", text: "{quota} shared by all mailboxes at {domain}." },
      documentation: "More from {provider}",
    },
    asText: "This page as text",
    forSupport: "For support staff: links and answers to paste",
  },
  /** The page of a domain as text. */
  domainText: {
    title: "Mail set-up for {domain}",
    lead: "Everything a mail program asks for, and a guide for each program.",
    programs: "Guides, by program",
    webmail: "Webmail",
  },
  platforms: {
    windows: "Windows",
    mac: "Mac",
    linux: "Linux",
    ios: "iPhone and iPad",
    android: "Android",
  },
  /** What a phone or computer can do at once; what follows is what people see next. */
  handOver: {
    ios: {
      install: "Install the profile",
      steps: [
        "Tap [Allow], then [Close].",
        "Open the app [Settings] and tap [Profile Downloaded], near the top. It stays there for 8 minutes.",
        "Tap [Install], and type your mailbox's password when you are asked.",
      ],
    },
    mac: {
      install: "Download the profile",
      steps: [
        "Open [System Settings], [General], [Device Management]; on macOS 13 and 14 [Privacy & Security], [Profiles]. Double-click the profile.",
        "Click [Install...], and type your mailbox's password when you are asked.",
      ],
    },
    signed: "The profile is shown as “Verified”.",
    unsigned: "The profile is shown as “Not Signed”. That is normal for this provider and nothing to worry about.",
    holds: "It sets up {parts} and doesn't contain a password.",
    android: {
      install: "Get Thunderbird in Google Play",
      steps: ["Open it and type {address}.", "Enter your password. The app finds the rest."],
    },
    davx5: {
      text: "Calendars and contacts come with <guide:davx5|DAVx⁵>.",
      open: "Open DAVx⁵ with your address",
      note: "Works if DAVx⁵ is installed.",
    },
  },
};
