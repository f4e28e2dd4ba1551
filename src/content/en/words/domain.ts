/** The page of a domain. */
export const domainWords = {
  /** The page of a domain. */
  domain: {
    title: "Mail set-up for {domain}",
    heading: "Set up your mail at {domain}",
    lead: "Choose your program and follow its steps. Type your address first, and every value is yours.",
    enable: { heading: "Switch this on first", link: "Go to the page where you switch it on" },
    twoStep: {
      heading: "With two-step log-in you need an app password",
      text: "Where two-step log-in is on, mail programs do not take your own password. Make one for each program and type that.",
    },
    programs: {
      heading: "Choose your program",
      text: "Best ways first. Every guide shows each step, with the values of {domain}.",
      best: "Best on this device",
      /** Above the programs that one may have already. */
      have: "Which one do you have?",
      supported: "Supported by {support}",
      counts: { one: "{count} program", other: "{count} programs" },
      calendars: "For calendars and contacts",
      imapOnly: "IMAP only, so not for {domain}",
      discontinued: "No longer made: choose another",
      guide: "Step by step",
      /** What runs on no device of the reader's. */
      elsewhere: {
        heading: "Websites, printers and services",
        text: "For what sends or reads mail without being a mail program.",
        counts: { one: "{count} guide", other: "{count} guides" },
      },
      which: "Which Outlook is this?",
      unsure: {
        heading: "Not sure which program you have?",
        texts: [
          "Its name stands under its icon, in its title bar, or under “About” in its menu.",
          "Not in these lists? <guide:other|The guide for any other program> has all that such a program asks for.",
        ],
        webmail: "No program at all? <webmail|Webmail> opens in your browser, with nothing to set up.",
      },
    },
    phone: {
      heading: "Continue on your phone",
      guide: { heading: "This page, on your phone" },
      "thunderbird-android": {
        heading: "Your account, in Thunderbird for Android",
        text: "Scan it inside the app: Settings, Import settings, Scan QR code.",
        note: "The phone's camera alone cannot use it. Thunderbird asks for your password.",
      },
      davx5: {
        heading: "Calendars and contacts, in DAVx⁵ for Android",
        text: "With DAVx⁵ installed, scan it with the phone's camera, or open this link on the phone:",
        note: "DAVx⁵ asks for your password.",
      },
    },
    settings: {
      heading: "Settings for any mail program",
      imap: "IMAP keeps your mail on the server, the same on all your devices.",
      pop3: "POP3 fetches your mail to one device; keep a copy on the server if you read it on others too.",
      both: "IMAP is recommended: your mail stays on the server, the same on all your devices. POP3, further down, fetches it to one device.",
      others: "Other ways to connect, for programs that cannot use the settings above:",
    },
    services: {
      heading: "Calendars, contacts and more",
      text: "Beside mail, for programs that can use them. User name and password are those of your mailbox.",
      sync: "Calendars and contacts",
      session: "Session",
      filters: "Mail filters · ManageSieve",
    },
    webmail: {
      heading: "Webmail",
      text: "Read and write in your browser, with nothing to set up.",
      beforeLaunch: "This is where it is until your own site is live. Then it is at {url}.",
      open: "Open webmail",
    },
    help: {
      heading: "Good to know",
      supports:
        "Helps you with these programs. The settings work in any other too, though nobody may be able to help there.",
      errors: {
        heading: "An error on your screen?",
        text: "Look its text up: what it means, and what to do.",
        link: "All error texts",
      },
      quota: { heading: "Room for mail", text: "{quota} for all mailboxes of {domain} together." },
      documentation: "More from {provider}",
    },
    asText: "This page as text",
    forSupport: "For support staff: links and answers to paste",
  },
  /** The page of a domain as text. */
  domainText: {
    title: "Mail set-up for {domain}",
    lead: "Everything that a mail program asks for, and a guide for each program.",
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
        "Open the app [Settings] and tap [Profile Downloaded], near the top. It waits there for 8 minutes.",
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
    signed: "You will see “Verified” at the profile.",
    unsigned: "You will see “Not Signed” at the profile: that is so for this provider, and does no harm.",
    holds: "It brings {parts}, and holds no password.",
    android: {
      install: "Get Thunderbird in Google Play",
      steps: ["Open it and type {address}.", "Type your password. The rest is found."],
    },
    davx5: {
      text: "Calendars and contacts come with <guide:davx5|DAVx⁵>.",
      open: "Open DAVx⁵ with your address",
      note: "Opens where DAVx⁵ is installed.",
    },
  },
};
