/** The welcome mail. It never holds a password. */
export const welcomeWords = {
  title: "Welcome mail · {domain}",
  subject: "Your mailbox {address} is ready",
  /** As long as nobody is named. */
  subjectDomain: "Your mailbox at {domain} is ready",
  greeting: "Hello,",
  ready: "your mailbox {address} at {provider} is ready to use.",
  readyDomain: "your mailbox at {domain}, with {provider}, is ready to use.",
  quick: {
    heading: "The quick way",
    page: "Open your set-up page on the device where you want your mail. Your settings are filled in, and it shows the steps for your program.",
    button: "Set up your mailbox",
    code: "Reading this on a computer? Scan the code with your phone's camera to open the page there.",
    codeImage: "Code that opens your set-up page",
    profile: "On an iPhone, iPad or Mac, this profile sets up everything except the password:",
    noPassword: "The page never asks for your password. Only enter it in your mail program or in webmail.",
    /** Where there is no webmail. */
    noPasswordProgram: "The page never asks for your password. Only enter it in your mail program.",
  },
  settings: {
    heading: "Your settings",
    intro: "If your program asks for them, these are the values.",
    /** Beside IMAP. */
    pop3: "If a program only supports POP3: {host}, port {port}, {security}. Your mail is then kept on that one device.",
  },
  webmail: {
    heading: "In the browser",
    launched: "Webmail is at {url}.",
    beforeLaunch: "Your site is not live yet. Until then, webmail is at {url}.",
    afterLaunch: "Once your site is live, it is at {url}.",
  },
  login: {
    heading: "Your first login",
    user: "Address: {address}",
    userDomain: "Address: the full address that was created for you",
    password: "Password: the one you were given or chose yourself. It is not in this email.",
    change: "If someone else chose it, change it in webmail before you set up a program.",
    guide: "The first login, step by step:",
  },
  quota: {
    heading: "Mail storage",
    shared: "All mailboxes at {domain} share {quota}.",
  },
  twoStep: {
    heading: "Two-step verification",
    appPassword:
      "If you switch on two-step verification, each program needs an app password instead of your normal one. Create one at {url}.",
  },
  support: {
    heading: "Help",
    ask: "{support} is happy to help:",
    clients: "{support} can help with: {clients}.",
    errors: "Look up an error:",
  },
  phishing:
    "We will never ask for your password by email or send you a link to confirm it. A message that does is a scam, even if it uses our name.",
  /** The page on which support takes the mail. */
  page: {
    heading: "Welcome mail",
    lead: "For anyone who gets a new mailbox at {domain}: where to find everything, without a password. Send it as it is, or edit it first.",
    label: "Address of the new mailbox",
    submit: "Fill it in",
    hint: "The email is then addressed to it. We don't store or log the address.",
    take: "Get the email",
    html: "View as HTML",
    text: "Plain text",
    message: "Open as a draft (.eml)",
    messageHint: "Your mail program opens the draft, ready to check and send.",
    subject: "Subject",
    copy: "Text to copy",
    copyName: "Welcome mail",
  },
};
