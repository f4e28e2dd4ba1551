/**
 * Accounts in the settings of Linux desktops, which mail programs take over.
 * @see GNOME/gnome-online-accounts, `goaimapsmtpprovider.c` (May 2026), for the labels and for where it looks
 * @module
 */
import { type ClientGuide, choice, field, heading, password, sendingPassword } from "../../../guide.ts";

export const onlineAccounts: ClientGuide = {
  verdict: "GNOME finds the settings by itself; Evolution and Geary then show the mailbox without asking again.",
  recognise: [
    { text: "For Ubuntu, Fedora, Debian and others with the GNOME desktop: “Online Accounts” in its settings." },
    {
      text: "As far as we know, KDE's “Online Accounts” have no entry for a mailbox like this one: set up <guide:kmail|KMail> itself.",
    },
  ],
  before: [
    {
      text: "This only works with IMAP. Thunderbird does not use these accounts: see <guide:thunderbird-desktop|its guide>.",
    },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open the GNOME settings, then “Online Accounts”, and choose [IMAP and SMTP]. Some versions call it [Email].",
          next: "A window [Connect to an email account] opens.",
        },
        {
          text: "Type your name, {address} and your password, and wait until the servers below say [Auto-detected].",
          screen: {
            title: "Email",
            parts: [
              field("Name", "your name"),
              field("Email", "{address}"),
              password("Password"),
              heading("IMAP Settings"),
              field("IMAP Server", "{in.host}"),
              heading("SMTP Settings"),
              field("SMTP Server", "{smtp.host}"),
            ],
          },
        },
        { when: ["short-user"], text: "Replace the address under [Username] with {user}." },
        { text: "Confirm with the button at the top right.", next: "The account is in the list." },
        { text: "Open <guide:evolution|Evolution> or <guide:geary|Geary>: the mailbox is there." },
      ],
    },
  ],
  manual: [
    {
      steps: [
        { text: "Open the GNOME settings, “Online Accounts”, and choose [IMAP and SMTP] or [Email]." },
        { text: "Type your name, {address} and your password." },
        {
          text: "Fill in the rest with the values shown, and confirm with the button at the top right.",
          screen: {
            title: "Email",
            parts: [
              heading("IMAP Settings"),
              field("IMAP Server", "{in.host}"),
              field("Username", "{user}"),
              password("Password"),
              choice("Encryption", "{in.security}"),
              heading("SMTP Settings"),
              field("SMTP Server", "{smtp.host}"),
              field("Username", "{smtp.user}"),
              sendingPassword("Password"),
              choice("Encryption", "{smtp.security}"),
            ],
          },
        },
        {
          text: "There is no field for the port: the encryption decides, {in.port} for receiving and {smtp.port} for sending. If yours are different, try typing the port after the server's name, following a colon.",
        },
      ],
    },
  ],
  check: [{ text: "Open Evolution or Geary: your folders appear. Send a message to yourself." }],
  sync: [
    {
      when: ["calendars"],
      text: "Calendars and contacts are separate accounts in the same list: CalDAV with {caldav.url}, user name {caldav.user}.",
    },
  ],
  change: [{ text: "Open the account in “Online Accounts”. It also asks there for a new password." }],
  remove: [
    {
      text: "Open the account in “Online Accounts” and remove it. Programs lose it at once; mail stays on the server.",
    },
  ],
  failures: [
    {
      message: "Unable to auto-detect IMAP and SMTP settings",
      exact: true,
      cause: "There is a typing mistake in the address, or this computer could not reach the published settings.",
      cure: "Check {address} for typing mistakes. If it is right, type the servers: {in.host} and {smtp.host}.",
    },
    {
      message: "The account asks for its password again and again",
      exact: false,
      codes: ["keyring", "credentials", "sign in again"],
      cause: "The desktop's keyring is locked, or the password was changed.",
      cure: "Unlock the keyring, open the account in “Online Accounts” and type the password. With two-step verification, an app password.",
    },
  ],
  privacy: [
    {
      text: "The password stays in the keyring on your computer. To find the settings, GNOME sends your address to {domain}.",
    },
  ],
};
