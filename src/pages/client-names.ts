import type { ClientId } from "../model/client-id.ts";

/** Mail clients by the names that people know them by. */
export const CLIENT_NAMES: Readonly<Record<ClientId, string>> = {
  "outlook-windows-classic": "Outlook (classic) for Windows",
  "outlook-windows-new": "Outlook (new) for Windows",
  "outlook-mac": "Outlook for Mac",
  "outlook-ios": "Outlook for iPhone and iPad",
  "outlook-android": "Outlook for Android",
  "apple-mail-ios": "Mail on iPhone and iPad",
  "apple-mail-macos": "Mail on Mac",
  "apple-calendar-contacts": "Calendar and Contacts on iPhone, iPad and Mac",
  "thunderbird-desktop": "Thunderbird",
  "thunderbird-android": "Thunderbird for Android",
  "gmail-android": "Gmail for Android",
  "samsung-email": "Samsung Email",
  fairemail: "FairEmail",
  emclient: "eM Client",
  evolution: "Evolution",
  kmail: "KMail",
  geary: "Geary",
  mailspring: "Mailspring",
  spark: "Spark",
  thebat: "The Bat!",
  "windows-mail": "Windows Mail",
  deltachat: "Delta Chat",
  davx5: "DAVx⁵",
  other: "Any other program",
};
