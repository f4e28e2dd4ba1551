/** What every page has, the start page, and the field for an address. */
export const frameWords = {
  /** What every page has. */
  frame: {
    site: "Mail set-up",
    footer: "This page asks for no password, loads nothing from elsewhere, and keeps no address.",
    skip: "Skip to the content",
    copy: "Copy",
    copied: "Copied",
    filled: "Filled in for",
    selected: "Selected, ready to be copied",
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
    change: "Change",
    changeAddress: "Change the address",
    hint: "It is neither stored nor logged. Your password is never asked for here.",
    full: "your full email address",
    localPart: "the part of your address before the @",
    /** Where it need not be made of the address. */
    logIn: "the log-in name of your mailbox",
    /** Within a quotation, or a user name that is made of an address in another way. */
    inside: "‹{words}›",
  },
  /** While a change of servers is near. */
  serversChange: {
    heading: "The mail servers change soon",
    text: "On {date} at {time} UTC the mail servers change: programs that are set up by then need the new settings, which the set-up pages have from that moment on.",
  },
};
