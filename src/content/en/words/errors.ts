/** The index of error texts. */
export const errorsWords = {
  title: "Error texts · {domain}",
  heading: "What went wrong?",
  lead: "Errors and common problems with mail, why they happen, and what to do about them.",
  label: "What happened?",
  placeholder: "Outlook keeps asking for my password",
  submit: "Look it up",
  hint: "Describe it in your own words, enter a code, or paste the whole message. We don't keep it.",
  hits: { one: "{count} answer", other: "{count} answers" },
  found: "Best matches",
  nearest: "No exact match. These come closest",
  all: "All error texts",
  asText: "All of them as text",
  several: "In several programs",
  webmail: "In webmail",
  guide: "Guide to {client}",
  /** Before the cause, in text: which guides it belongs to. */
  programs: "{programs}:",
  nothing: {
    heading: "Not what you are looking for?",
    shorter: "Try just the error code, or two or three words of the message.",
    webmail: "Check whether you can log in to webmail. If you can, the problem is in the program's settings.",
    settings: "Compare the program with your settings",
    support:
      "Send {support} the error message, the name of the program, and when it happened. Never send your password.",
  },
};
