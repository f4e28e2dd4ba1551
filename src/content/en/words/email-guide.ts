/** The email guide: everything about a domain's mail on one page, in the order in which a new customer needs it. */
export const emailGuideWords = {
  title: "Email guide for {domain}",
  lead: "Everything about mail at {domain} on one page, to read, keep or print.",
  /** The link to it. */
  link: "The email guide",
  linkText: "Everything on one page, to read or print.",
  linkName: "Read or print it",
  ways: {
    heading: "Two ways to read your mail",
    intro: "Both show the same mailbox, and you can use both.",
    webmail:
      "Webmail opens in your browser, at {url}. There is nothing to set up. It is best if you only read mail now and then, use someone else's computer, or manage the mailboxes at {domain}.",
    program:
      "A program or app, such as Outlook, Thunderbird or the Mail app on a phone, is set up once. It is best if you use mail every day, want to be notified of new mail, or have several mailboxes.",
    onlyProgram:
      "You read mail at {domain} in a program or app, such as Outlook, Thunderbird or the Mail app on a phone.",
  },
  login: {
    heading: "Your first login",
    beforeLaunch: "Until your site is live, webmail is at {url}.",
    afterLaunch: "Once your site is live, webmail is at {url}.",
    launched: "Webmail is at {url}.",
    user: "Log in with your full address, such as name@{domain}, and your password.",
    password:
      "The person who created the mailbox gave you the first password. We never send it by email, and nobody at {provider} will ask you for it.",
  },
  users: {
    heading: "Mailboxes for your team",
    quota:
      "All mailboxes at {domain} share {quota}. Divide it up with care: once it is full, nobody receives mail any more.",
  },
  aliases: { heading: "Aliases" },
  migration: { heading: "Your old mail" },
  programs: {
    heading: "Set up a program or a phone",
    intro: "Each of these has its own guide with every step, filled in for {domain}.",
    page: "They are all on one page too, with the quickest way for the device you are using:",
    elsewhere: "Websites, printers and services",
  },
  values: {
    heading: "Servers and ports",
    intro: "If your program asks for them, these are the values.",
    login: "The user name is the same in both places, and sending needs the password too.",
    imap: "IMAP keeps your mail on the server, so it's the same on all your devices. Choose it if you can.",
    pop3: "POP3 downloads your mail to one device. Set the program to leave copies on the server, with no time limit.",
  },
  twoStep: {
    heading: "Two-step verification",
    text: "If it is switched on, programs don't accept your normal password: create an app password for each of them.",
  },
  trouble: {
    heading: "If something goes wrong",
    user: "Is the user name complete? This is the most common mistake.",
    webmail:
      "Can you log in to webmail with the same address and password? If so, check the servers and ports in your program.",
    network: "Does it also fail on another network, such as your phone's? Some networks block mail.",
    certificate: "Never accept a certificate that doesn't match, and never switch encryption off.",
    errors: "Every error message and what to do about it:",
  },
  help: {
    heading: "Who can help",
    ask: "{support} is happy to help:",
    clients:
      "{support} can help with {clients}. The same settings work in other programs, but support may not be able to help with those.",
    anyClient: "{support} can help you with any program.",
    documentation: "More from {provider}:",
  },
};
