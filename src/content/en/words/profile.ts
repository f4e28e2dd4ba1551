/** What an Apple profile says of itself on the device, before it is installed. */
export const profileWords = {
  title: "{provider} ({accounts})",
  titleOfSeveral: "{provider} (several accounts)",
  description: "Sets up {parts} for {accounts}. It doesn't contain your password: the device will ask for it.",
  consent:
    "This profile is from {provider}. It sets up {parts} for {accounts} and changes nothing else. It doesn't contain your password: the device will ask for it. If you remove the profile in Settings, everything it set up is removed too.",
  help: "Help: {support}",
  /** Within a sentence. */
  parts: { mail: "mail", calendars: "calendars", contacts: "contacts", activesync: "Exchange ActiveSync" },
  names: { mail: "Mail", calendars: "Calendars", contacts: "Contacts", activesync: "Exchange ActiveSync" },
};
