/** The welcome mail. It never holds a password. */
export const welcomeWords = {
  title: "Welcome mail · {domain}",
  subject: "Your mailbox {address} is ready",
  /** As long as nobody is named. */
  subjectDomain: "Your mailbox at {domain} is ready",
  greeting: "Hello,",
  ready: "your mailbox {address} at {provider} is ready. You can read and write mail with it now.",
  readyDomain: "your mailbox at {domain} is ready, with {provider}. You can read and write mail with it now.",
  quick: {
    heading: "The quick way",
    page: "Open your set-up page on the device where you want your mail. It has your settings filled in, and the steps for your program.",
    button: "Set up your mailbox",
    code: "Reading this on a computer? Scan the code with your phone's camera to open the page there.",
    codeImage: "Code that opens your set-up page",
    profile: "On an iPhone, iPad or Mac, this profile sets everything up but the password:",
    noPassword: "The page asks for no password. Type yours in your mail program or in webmail only.",
  },
  settings: {
    heading: "Your settings",
    intro: "For a program that asks for them.",
    /** Beside IMAP. */
    pop3: "For a program that knows only POP3: {host}, port {port}, {security}. Mail is then kept on one device.",
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
  /** The page on which support takes the mail. */
  page: {
    heading: "Welcome mail",
    lead: "For whoever gets a new mailbox at {domain}: where everything is, and no password. Send it as it is, or change it first.",
    label: "Address of the new mailbox",
    submit: "Fill it in",
    hint: "The mail is then addressed to it. The address is neither stored nor logged.",
    take: "Take it",
    html: "See it as HTML",
    text: "Plain text",
    message: "Open as a draft (.eml)",
    messageHint: "Your mail program opens the draft, ready to be read again and sent.",
    subject: "Subject",
    copy: "Text to copy",
    copyName: "Welcome mail",
  },
};
