/** What every page has, the start page, and the field for an address. */
export const frameWords = {
  /** What every page has. */
  frame: {
    site: "Mail set-up",
    footer: "This page never asks for your password, loads nothing from other sites, and doesn't keep your address.",
    skip: "Skip to the content",
    copy: "Copy",
    copied: "Copied",
    filled: "Filled in for",
    selected: "Selected and ready to copy",
    language: "Language",
  },
  start: {
    heading: "Set up your mail",
    lead: "Enter your email address to see your mailbox settings, ready for any mail program, phone or computer.",
    problemTitle: "Please check the address",
    filledIn: { heading: "Filled in for you", text: "Every value as your program needs it, ready to copy." },
    kept: { heading: "Your address stays yours", text: "We use it to answer you and don't keep it." },
    password: { heading: "No password", text: "You enter it in your mail program, never on these pages." },
    /** To whoever runs a service that has no domain yet. */
    empty: {
      heading: "No domain is set up here yet",
      text: "If you run this service, add a provider and its domains: to a settings file, or to the directory. README.md explains both.",
    },
  },
  problem: {
    /** Before the address, or its domain, as a link. */
    meant: "Did you mean this?",
    ask: "If you are not sure, ask whoever gave you the mailbox: often that is the company that hosts your website or shop.",
    again: "Start with your address",
    /** A link to the pages of whoever has the mail now. */
    placeHelp: "Set up mail with {place}",
  },
  address: {
    label: "Your email address",
    /** In the empty field. */
    example: "name@{domain}",
    submit: "Show my settings",
    change: "Change",
    changeAddress: "Change the address",
    hint: "We don't store or log it, and we never ask for your password here.",
    full: "your full email address",
    localPart: "the part of your address before the @",
    /** Where it need not be made of the address. */
    logIn: "your mailbox's user name",
    /** Within a quotation, or a user name that is made of an address in another way. */
    inside: "‹{words}›",
  },
  /** While a change of servers is near. */
  serversChange: {
    heading: "The mail servers are changing soon",
    text: "The mail servers change on {date} at {time} UTC. Programs that you set up before then will need the new settings, which will appear on the set-up pages at that time.",
  },
};
