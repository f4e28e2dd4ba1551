/** The email guide: everything about a domain's mail on one page, in the order in which a new customer needs it. */
export const emailGuideWords = {
  title: "Email guide for {domain}",
  lead: "All about mail at {domain} on one page: to read through, to keep, or to print.",
  /** The link to it. */
  link: "The email guide",
  linkText: "Everything on one page, to read through or to print.",
  linkName: "Read or print it",
  ways: {
    heading: "Two ways to your mail",
    intro: "Both show the same mailbox, and you can use both.",
    webmail:
      "Webmail opens in your browser, at {url}. There is nothing to set up. It suits whoever reads mail now and then, is on somebody else's computer, or manages the mailboxes of {domain}.",
    program:
      "A program or app, such as Outlook, Thunderbird or the Mail app of a phone, is set up once. It suits whoever works with mail every day, wants to be told of new mail, or has several mailboxes.",
    onlyProgram:
      "Mail at {domain} is read in a program or an app, such as Outlook, Thunderbird or the Mail app of a phone.",
  },
  login: {
    heading: "Your first log-in",
    beforeLaunch: "While your site is not live yet, webmail is at {url}.",
    afterLaunch: "When your site is live, webmail is at {url}.",
    launched: "Webmail is at {url}.",
    user: "You log in with your full address, such as name@{domain}, and your password.",
    password:
      "Whoever made the mailbox has given you the first password. It is in no mail of ours, and nobody at {provider} asks you for it.",
  },
  users: {
    heading: "Mailboxes for your people",
    quota:
      "All mailboxes of {domain} together have {quota}. Share it out: when it is used up, nobody receives mail any more.",
  },
  aliases: { heading: "Aliases" },
  migration: { heading: "Your old mail" },
  programs: {
    heading: "Set up a program or a phone",
    intro: "Each of these has a guide of its own with every step, filled in for {domain}.",
    page: "All of them stand on one page too, with the quickest way for the device in your hand:",
    elsewhere: "Websites, printers and services",
  },
  values: {
    heading: "Servers and ports",
    intro:
      "For a program that asks for them. The user name is the same in both places, and sending needs the password too.",
    imap: "IMAP keeps your mail on the server, the same on all your devices. Choose it where you can.",
    pop3: "POP3 fetches your mail to one device. Tell the program to leave copies on the server, without a limit of days.",
  },
  twoStep: {
    heading: "Two-step log-in",
    text: "Where it is switched on, programs do not take your own password: make an app password for each of them.",
  },
  trouble: {
    heading: "If something goes wrong",
    user: "Is the user name whole? It is the most common slip.",
    webmail: "Does webmail take the same address and password? If so, compare the servers and ports of your program.",
    network: "Is it the same in another network, such as your phone's? Some networks block mail.",
    certificate: "Never accept a certificate that does not fit, and never switch encryption off.",
    errors: "Every error text, with what to do about it:",
  },
  help: {
    heading: "Who helps",
    ask: "{support} is there for you:",
    clients:
      "{support} helps with {clients}. In other programs the same settings work, though nobody may be able to help there.",
    anyClient: "{support} helps you with any program.",
    documentation: "More from {provider}:",
  },
};
