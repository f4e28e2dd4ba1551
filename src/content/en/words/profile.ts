/** What an Apple profile says of itself on the device, before it is installed. */
export const profileWords = {
  title: "{provider} ({accounts})",
  titleOfSeveral: "{provider} (several accounts)",
  description: "Sets up {parts} for {accounts}. It holds no password: the device asks for it.",
  consent:
    "This profile is from {provider}. It sets up {parts} for {accounts} and changes nothing else. It holds no password: the device asks for it. When you remove the profile in Settings, what it set up goes with it.",
  help: "Help: {support}",
  /** Within a sentence. */
  parts: { mail: "mail", calendars: "calendars", contacts: "contacts", activesync: "Exchange ActiveSync" },
  names: { mail: "Mail", calendars: "Calendars", contacts: "Contacts", activesync: "Exchange ActiveSync" },
};
