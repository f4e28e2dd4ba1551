/**
 * Any program that has no guide of its own: what the values are called elsewhere, and which mistakes look like what.
 * @see RFC 8314 (TLS for mail), RFC 4954 (log-in for sending); client guides in this folder, for the words
 * @module
 */
import { type ClientGuide, choice, field, line, password } from "../../guide.ts";

export const other: ClientGuide = {
  verdict: "Any mail program that speaks {in.protocol} can be set up with the values on this page.",
  recognise: [
    {
      text: "Look at the title bar, or under “About” in the menu, for the program's name. If it is <guide:outlook-windows-classic|Outlook>, <guide:thunderbird-desktop|Thunderbird>, <guide:apple-mail-ios|Mail on iPhone>, <guide:gmail-android|Gmail> or another that has a guide, use that guide: it has the words of your program.",
    },
    {
      text: "Betterbird goes like <guide:thunderbird-desktop|Thunderbird>. Claws Mail, Sylpheed, SeaMonkey, Vivaldi, mutt and aerc take the values on this page. Mimestream does not: it works with Google's accounts only.",
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
              line(field("Server", "{in.host}"), field("Port", "{in.port}")),
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
              line(field("Server", "{smtp.host}"), field("Port", "{smtp.port}")),
              choice("Encryption", "{smtp.security}"),
              choice("Log-in", "{smtp.authentication}"),
              field("User name", "{smtp.user}"),
              password("Password"),
            ],
          },
        },
        {
          only: "pop3",
          text: "If you read this mailbox on other devices too, look for a box that leaves a copy of messages on the server, and tick it. If a number of days stands beside it, switch that off, or messages vanish later.",
        },
        { text: "Save, and let the program test the account if it offers to." },
      ],
    },
    {
      isRare: true,
      title: "What your program may call it",
      intro: "Programs have many words for the same thing.",
      steps: [
        {
          when: ["tls-in"],
          text: "Encryption for receiving: {in.security}. Other words for it are “SSL”, “TLS”, “implicit TLS”, “SSL on a special port” or a box “Use SSL”.",
        },
        {
          when: ["starttls-in"],
          text: "Encryption for receiving: {in.security}. Other words for it are “TLS”, “STARTTLS required” or “explicit TLS”; leave “if available” alone, which may go without. Where there is only a box “Use SSL”, tick it: the port decides.",
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
          text: "Server: other words for it are “host”, “host name”, “mail server”, “incoming server” and “outgoing server”. User name: “account name”, “login” or “log-in name”. Type {user} there, even if the program proposes another one.",
        },
        {
          text: "No field for the port? Look for “Advanced”, “More settings” or “Custom”. Some programs take the port behind the server's name: `{in.host}:{in.port}`.",
        },
        {
          text: "No field for encryption? Then the port decides: type {in.port} for receiving and {smtp.port} for sending. “Automatic” will do as well; “None” will not.",
        },
        {
          text: "No field for a log-in when sending? Look for a box such as “My server requires authentication” or “Use the same settings as for incoming mail”, and tick it.",
        },
        {
          text: "None of it in your program, or no kind of encryption at all? It is too old for today's servers: use another one, such as <guide:thunderbird-desktop|Thunderbird>.",
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
      text: "Calendars are at {caldav.url} (CalDAV), with the user name {caldav.user} and the same password.",
    },
    {
      when: ["contacts"],
      text: "Contacts are at {carddav.url} (CardDAV), with the user name {carddav.user} and the same password.",
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
      cause: "The program begins with encryption (SSL/TLS), on a port that begins without and changes over (STARTTLS).",
      cure: "Set port and encryption together. Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "A long wait, and then a time-out",
      exact: false,
      codes: ["time-out", "timeout"],
      cause:
        "The program has STARTTLS or no encryption, on a port that begins with encryption: it waits for a greeting, and the server waits for encryption. Or a firewall, a router or a virus scanner lets nothing through.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}. If they are right, try another network, such as your phone's.",
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
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Type {in.host} and {smtp.host} exactly. Do not accept the certificate; if the names are right, contact {support}.",
    },
    {
      message: "A warning of an unknown issuer, on this device and not on others",
      exact: false,
      codes: ["unknown issuer", "self-signed certificate in chain", "unable to get local issuer certificate"],
      cause:
        "The server does not send the whole chain of its certificate, the program's own list of issuers is old, or a virus scanner puts itself between.",
      cure: "Update the program, and pause the scanning of mail for a try (switch it back on afterwards). If the warning stays, do not accept the certificate, and tell {support}.",
    },
    {
      message: "The user name or the password is wrong",
      exact: false,
      codes: ["535", "AUTHENTICATIONFAILED"],
      cause: "A part of the user name is missing, a space was pasted with the password, or an app password is needed.",
      cure: "The user name is {user}. Type the password by hand. With two-step log-in, type an app password.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      codes: ["530", "550", "relay"],
      cause: "The program does not log in when it sends.",
      cure: "Give the user name {smtp.user} and the password for the outgoing server too.",
    },
  ],
  privacy: [
    {
      text: "Many programs talk straight to your mail servers. Some, above all on phones, hand your password and your mail to servers of their makers: look for that in the program's rules on privacy before you type your password.",
    },
  ],
};
