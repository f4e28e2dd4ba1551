/** The index of error texts. */
export const errorsWords = {
  title: "Error texts · {domain}",
  heading: "What does this error mean?",
  lead: "Error texts of mail programs, why they appear, and what to do about them here.",
  label: "What happened?",
  placeholder: "Outlook keeps asking for my password",
  submit: "Look it up",
  hint: "Describe it in your own words, type a code, or paste the whole message. It is not kept.",
  hits: { one: "{count} entry fits", other: "{count} entries fit" },
  found: "What fits best",
  nearest: "Nothing fits exactly. These come nearest",
  all: "All error texts",
  asText: "All of them as text",
  contents: "By program",
  several: "In several programs",
  webmail: "In webmail",
  guide: "Guide to {client}",
  /** Before the cause, in text: which guides it belongs to. */
  programs: "{programs}:",
  nothing: {
    heading: "Not what you are looking for?",
    shorter: "Try its code alone, or two or three of its words.",
    webmail: "See whether webmail takes your address and password: if it does, the fault is in the program's settings.",
    settings: "Compare the program with your settings",
    support:
      "Send {support} the text of the error, the name of the program, and when it happened. Never your password.",
  },
};
