/**
 * Everything that pages say besides the guides themselves. `{name}` is put in by whoever prints the text.
 * @module
 */
import { ADDRESS_FAULTS } from "../../model/email-address.ts";

export const words = {
  /** What every page has. */
  frame: {
    site: "Mail set-up",
    footer: "This page asks for no password, loads nothing from elsewhere, and keeps no address.",
    skip: "Skip to the content",
    copy: "Copy",
    copied: "Copied",
    selected: "Selected, ready to be copied",
    filled: "Filled in for",
    language: "Language",
  },
  start: {
    heading: "Set up your mail",
    lead: "Type your address to see the settings of your mailbox, ready for any mail program, phone or computer.",
    problemTitle: "Please check the address",
    filledIn: { heading: "Filled in for you", text: "Every value as your program wants it, ready to copy." },
    kept: { heading: "Your address stays yours", text: "It is used for the answer, and kept nowhere." },
    password: { heading: "No password", text: "You type it in your mail program, never on these pages." },
  },
  problem: {
    eyebrow: "Error {status}",
    again: "Start with your address",
  },
  address: {
    label: "Your email address",
    submit: "Show my settings",
    hint: "It is neither stored nor logged. Your password is never asked for here.",
    full: "your full email address",
    localPart: "the part of your address before the @",
    /** Where a user name is made of an address in another way. */
    fullInside: "‹your full email address›",
    localPartInside: "‹the part of your address before the @›",
  },
  guide: {
    /** Heading and title of a client's guide. */
    heading: "Set up {client}",
    title: "{client} · {domain}",
    reviewed: "Reviewed {date}",
    minutes: { one: "About a minute", other: "About {count} minutes" },
    ways: {
      automatic: "Finds the settings by itself",
      profile: "By a profile",
      manual: "You type the settings",
      none: "Not possible here",
    },
    notice: "Good to know first",
    notThis: "Not this program?",
    recognise: "Is this your program?",
    before: "Before you start",
    automatic: "The quick way",
    manual: "By hand",
    manualOnly: "Step by step",
    manualIntro: "Take this way if the quick one does not work, or if you want to see every value.",
    withProtocol: "With {protocol} instead",
    protocols: {
      imap: "IMAP keeps your mail on the server, the same on all your devices.",
      pop3: "POP3 fetches your mail to this one device.",
    },
    settings: "Your settings",
    check: "Check that it works",
    sync: "Calendars and contacts",
    aliases: "Send as an alias",
    change: "Change the settings later",
    remove: "Remove the account",
    failures: "If something goes wrong",
    privacy: "Who sees your mail",
    support: "Help",
    cause: "Why",
    cure: "What to do",
    says: "Shown as",
    moreFailures: "Look any error text up",
    screen: "Drawn, with your values in it",
    /** For those who hear the drawing. */
    screenLabel: "{title}: {parts}",
    press: "Press {label}",
    ticked: "{label}: ticked",
    unticked: "{label}: not ticked",
    on: "{label}: on",
    off: "{label}: off",
    passwordValue: "your password",
    yourPassword: "Your mailbox's password.",
    appPassword: "With two-step log-in, an app password instead: make one for this program.",
    appPasswordLink: "Make an app password",
    yourPlace: "Type your address, and this page shows your own values.",
    yourAddress: "Your email address.",
    testLogin: "To be sure of the password, log in to webmail with it.",
    webmail: "Open webmail",
    appliesNot: {
      imap: "{client} works with IMAP only, and {domain} offers POP3 only. Use another program or webmail.",
      calendars: "{client} is for calendars and contacts, and {domain} offers none. For mail use another program.",
      login:
        "{domain} wants a log-in that {client} may not offer (OAuth2, a sign-in on a web page). If the password is refused, use Thunderbird or webmail.",
      discontinued: "This program is no longer made and may not work any more. Choose one of those named below.",
    },
    supportedHere: "{support} helps you.",
    supported: "{support} helps you with this program.",
    unsupported: "{support} may not be able to help with this program. It helps with: {clients}.",
    supportContact: { email: "Email", phone: "Phone", url: "Web" },
    moreTasks: "More about webmail",
    otherPrograms: "All programs for {domain}",
    asText: "This guide as text",
    markdown: "Markdown",
    plain: "Plain text",
    phone: "On your phone",
    profile: {
      download: "Download the profile",
      signed: "Your device shows it as verified.",
      unsigned: "Your device shows it as “Not Signed”: that is so for this provider, and does no harm.",
    },
  },
  /** The page of a domain as text. */
  domainText: {
    title: "Mail set-up for {domain}",
    lead: "Everything that a mail program asks for, and a guide for each program.",
    programs: "Guides, by program",
    webmail: "Webmail",
  },
  task: {
    appliesNot: "{domain} has no webmail here, so there is nothing to do in it.",
    titles: {
      "webmail-first-login": "Log in to webmail for the first time",
      "webmail-users": "Create mailboxes",
      "webmail-aliases": "Create aliases",
      "webmail-migration": "Bring your old mail along",
      "webmail-two-step": "Two-step log-in and app passwords",
      "webmail-sync": "Sync with phones and programs",
    },
  },
  platforms: {
    windows: "Windows",
    mac: "Mac",
    linux: "Linux",
    ios: "iPhone and iPad",
    android: "Android",
  },
  qrCodes: {
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
      intro: "Delta Chat can take everything from a code, the password too. The code is drawn in your browser.",
      password: "Your mailbox's password",
      hint: "It is sent to nobody, and gone when you leave this page.",
    },
  },
  values: {
    none: "None",
    server: "Server",
    port: "Port",
    security: "Security",
    authentication: "Authentication",
    userName: "User name",
    userNameWords: {
      "{address}": "Your full email address",
      "{localPart}": "The part of your address before the @",
    },
    unicode: "This is {name}",
    calendars: "Calendars (CalDAV)",
    contacts: "Contacts (CardDAV)",
    incoming: "Incoming mail",
    outgoing: "Outgoing mail",
    recommended: "Recommended",
    alternative: "Alternative",
    notEncrypted: "Not encrypted",
    socketType: { tls: "SSL/TLS", starttls: "STARTTLS", plain: "None (not encrypted)" },
    authentications: {
      "password-cleartext": "Normal password",
      "password-encrypted": "Encrypted password",
      OAuth2: "OAuth2 (you sign in on a web page)",
      NTLM: "NTLM",
      GSSAPI: "Kerberos / GSSAPI",
      "client-IP-address": "None (your network is known)",
      "TLS-client-cert": "TLS certificate",
      none: "None",
    },
    or: ", or ",
  },
  /** The welcome mail. It never holds a password. */
  welcome: {
    title: "Welcome mail · {domain}",
    subject: "Your mailbox {address} is ready",
    /** As long as nobody is named. */
    subjectDomain: "Your mailbox at {domain} is ready",
    greeting: "Hello,",
    ready: "your mailbox {address} at {provider} is ready. You can read and write mail with it now.",
    readyDomain: "your mailbox at {domain} is ready, with {provider}. You can read and write mail with it now.",
    quick: {
      heading: "The quick way",
      page: "Open this page on the device where you want your mail. It has your settings filled in, and steps for your program:",
      profile: "On an iPhone, iPad or Mac, this profile sets everything up but the password:",
      noPassword: "The page asks for no password. Type yours in your mail program or in webmail only.",
    },
    settings: {
      heading: "Your settings",
      intro: "For a program that asks for them.",
    },
    webmail: {
      heading: "In the browser",
      launched: "Webmail is at {url}.",
      beforeLaunch: "Your site is not live yet. Until it is, webmail is at {url}.",
      afterLaunch: "When your site is live, it is at {url}.",
    },
    login: {
      heading: "Your first log-in",
      user: "Address: {address}",
      userDomain: "Address: the address that was made for you, in full",
      password: "Password: the one that you were given or have chosen. It is not in this mail.",
      change: "If somebody else chose it, take a new one in webmail first, before you set up a program.",
      guide: "The first log-in, step by step:",
    },
    quota: {
      heading: "Room for your mail",
      shared: "All mailboxes of {domain} together have {quota}.",
    },
    twoStep: {
      heading: "Two-step log-in",
      appPassword:
        "If you switch on two-step log-in, each program needs an app password in place of your own. Make one at {url}.",
    },
    support: {
      heading: "Help",
      ask: "{support} is there for you:",
      clients: "{support} helps with: {clients}.",
      errors: "Look an error text up:",
    },
    phishing:
      "We never ask for your password by mail, and never send you a link to confirm it. A message that does is a fraud, even if it carries our name.",
  },
  /** What an Apple profile says of itself on the device, before it is installed. */
  profile: {
    title: "{provider} ({accounts})",
    titleOfSeveral: "{provider} (several accounts)",
    description: "Sets up {parts} for {accounts}. It holds no password: the device asks for it.",
    consent:
      "This profile is from {provider}. It sets up {parts} for {accounts} and changes nothing else. It holds no password: the device asks for it. When you remove the profile in Settings, what it set up goes with it.",
    help: "Help: {support}",
    /** Within a sentence. */
    parts: { mail: "mail", calendars: "calendars", contacts: "contacts", activesync: "Exchange ActiveSync" },
    names: { mail: "Mail", calendars: "Calendars", contacts: "Contacts", activesync: "Exchange ActiveSync" },
  },
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
      supported: "Supported by {support}",
      counts: { one: "{count} program", other: "{count} programs" },
      calendars: "For calendars and contacts",
      imapOnly: "IMAP only, so not for {domain}",
      discontinued: "No longer made: choose another",
      guide: "Step by step",
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
        "Open [System Settings], [General], [Device Management], and double-click the profile.",
        "Click [Install...], and type your mailbox's password when you are asked.",
      ],
    },
    signed: "You will see “Verified” at the profile.",
    unsigned: "You will see “Not Signed” at the profile: that is so for this provider, and does no harm.",
    holds: "It holds: {parts}. It holds no password.",
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
  /** What is said where something cannot be had; mail clients get it in English. */
  problems: {
    addressMissing: {
      title: "No address",
      detail: "No email address was given: add one such as alice@shop.example.",
    },
    addressMalformed: { title: "Not an email address", detail: "That is not an email address: {because}." },
    domainUnknown: { title: "Domain not served here", detail: "Mail of {domain} is not set up here." },
    mailElsewhere: {
      title: "Mail is elsewhere",
      detail: "The mail of {domain} is not run by this service: ask whoever runs it now.",
    },
    hostUnknown: {
      title: "Domain not served here",
      detail: "Nothing is set up for this host name: name a domain that is served here.",
    },
    notExpressible: {
      title: "Not possible in this format",
      detail: "This format has no words for how the mail of {domain} is reached: use the page of settings.",
    },
    notADomain: {
      title: "Not a domain",
      detail: "What stands in the address bar is not a domain name such as shop.example.",
    },
    notAForm: { title: "Not a form", detail: "This page takes forms only: type your address on the start page." },
    tooLarge: { title: "Too large", detail: "That is longer than any email address." },
    wrongMethod: { title: "Wrong method", detail: "This page answers {methods}." },
    unknownGuide: {
      title: "Unknown guide",
      detail: "There is no guide of that name: the page of the domain lists them all.",
    },
    notFound: { title: "Not found", detail: "There is nothing at this address." },
  },
  /** Why a text is no address; it goes on a sentence. */
  addressFaults: ADDRESS_FAULTS,
};
