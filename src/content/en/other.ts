/**
 * Any program that has no guide of its own: what the values are called elsewhere, and which mistakes look like what.
 * @see RFC 8314 (TLS for mail), RFC 4954 (log-in for sending); client guides in this folder, for the words
 * @module
 */
import { type ClientGuide, choice, field, password } from "../guide.ts";

export const other: ClientGuide = {
  verdict: "Any mail program that speaks {in.protocol} can be set up with the values on this page.",
  recognise: [
    {
      text: "Look at the title bar, or under “About” in the menu, for the program's name. If it is in <guide:outlook-windows-classic|Outlook>, <guide:thunderbird-desktop|Thunderbird>, <guide:apple-mail-ios|Mail on iPhone>, <guide:gmail-android|Gmail> or another that has a guide, use that guide: it has the words of your program.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open your program's settings and add an account. Where it asks for the kind, choose “{in.protocol}”, “other” or “set up by hand”; not “Exchange” and no brand.",
          next: "The program asks for your name, your address and your password first.",
        },
        {
          text: "Type your name, {address} and your password, and go on.",
          next: "Some programs now look for the servers. If what they find is not what the table says, correct it.",
        },
        {
          text: "Fill in the server for receiving, which may be called incoming server. The user name is {user}.",
          screen: {
            title: "Incoming mail",
            parts: [
              choice("Type", "{in.protocol}"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Encryption", "{in.security}"),
              choice("Log-in", "{in.authentication}"),
              field("User name", "{user}"),
              password("Password"),
            ],
          },
        },
        {
          text: "Fill in the server for sending, which may be called outgoing or SMTP server. Give the user name {smtp.user} and the password here as well, also where the program calls them optional.",
          screen: {
            title: "Outgoing mail",
            parts: [
              field("Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Encryption", "{smtp.security}"),
              choice("Log-in", "{smtp.authentication}"),
              field("User name", "{smtp.user}"),
              password("Password"),
            ],
          },
        },
        {
          only: "pop3",
          text: "If you read this mailbox on other devices too, look for a box that leaves a copy of messages on the server, and tick it.",
        },
        { text: "Save, and let the program test the account if it offers to." },
      ],
    },
    {
      title: "What your program may call it",
      intro: "Programs have many words for the same thing.",
      steps: [
        {
          when: ["tls-in"],
          text: "Encryption for receiving: {in.security}. Other words for it are “SSL”, “TLS”, “implicit TLS”, “SSL on a special port” or a box “Use SSL”.",
        },
        {
          when: ["starttls-in"],
          text: "Encryption for receiving: {in.security}. Other words for it are “TLS”, “TLS if available (required)” or “explicit TLS”. Where there is only a box “Use SSL”, tick it: the port decides.",
        },
        {
          when: ["tls-smtp"],
          text: "Encryption for sending: {smtp.security}. Other words for it are “SSL”, “TLS”, “implicit TLS” or a box “Use SSL”.",
        },
        {
          when: ["starttls-smtp"],
          text: "Encryption for sending: {smtp.security}. Other words for it are “TLS” or “explicit TLS”. Where there is only a box “Use SSL”, tick it: the port decides.",
        },
        {
          text: "Log-in: {in.authentication}. Other words for it are “password”, “plain”, “PLAIN or LOGIN” or “clear text”: inside the encryption that is safe. Leave boxes such as “SPA”, “secure authentication” or “APOP” empty.",
        },
        {
          text: "No field for the port? Try the server name alone first; some programs take it behind a colon, as in `{in.host}:{in.port}`.",
        },
      ],
    },
  ],
  check: [
    { text: "Let the program fetch mail. Your folders or messages appear, and no window asks for the password again." },
    { text: "Send a message to yourself. It should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Calendars are at {caldav.url} (CalDAV), with the user name {user} and the same password.",
    },
    {
      when: ["contacts"],
      text: "Contacts are at {carddav.url} (CardDAV), with the user name {user} and the same password.",
    },
  ],
  aliases: [
    {
      text: "Look for “identities”, “aliases” or “send as” in the account's settings, and add the alias there. Keep the user name as it is. The server must allow you to send as that address.",
    },
  ],
  change: [
    { text: "The values stand in the account's settings, often under “Server” or “Advanced”. Change both servers." },
    { text: "In most programs IMAP cannot be turned into POP3, or back: remove the account and add it again." },
  ],
  remove: [
    { text: "Remove the account in the program's settings. With IMAP your mail stays on the server." },
    {
      when: ["pop3"],
      text: "With POP3, messages that were taken off the server exist only on this device: save them first.",
    },
  ],
  failures: [
    {
      message: "An error at once, such as “wrong version number” or “cannot connect using SSL”",
      exact: false,
      codes: ["WRONG_VERSION_NUMBER", "SSL", "handshake"],
      cause: "The program began with encryption on a port that switches to it later, or the other way round.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "A long wait, and then a time-out",
      exact: false,
      codes: ["time-out", "timeout"],
      cause:
        "On a port that is encrypted from the first byte, the program waits for a greeting and the server for encryption. Or a firewall, a router or a virus scanner lets nothing through.",
      cure: "Compare ports and encryption with the table. Try another network, such as your phone's.",
    },
    {
      message: "The log-in is refused because it is not encrypted",
      exact: false,
      codes: ["538", "PRIVACYREQUIRED"],
      cause: "The program tried to log in without encryption.",
      cure: "Choose {in.security} for receiving and {smtp.security} for sending.",
    },
    {
      message: "A warning that names another server or says that a certificate does not match",
      exact: false,
      codes: ["certificate", "name mismatch"],
      cause: "The server's name was typed differently from the one in its certificate.",
      cure: "Type {in.host} and {smtp.host} exactly. Do not accept the certificate; if the names are right, tell support.",
    },
    {
      message: "The user name or the password is wrong",
      exact: false,
      codes: ["535", "AUTHENTICATIONFAILED"],
      cause:
        "A part of the user name is missing, a blank came along with the pasted password, or an app password is needed.",
      cure: "The user name is {user}. Type the password by hand. With two-step log-in, type an app password.",
    },
    {
      message: "Mail arrives, but nothing can be sent",
      exact: false,
      codes: ["530", "550", "relay"],
      cause: "The program does not log in when it sends.",
      cure: "Give the user name {smtp.user} and the password for the outgoing server too.",
    },
  ],
};
