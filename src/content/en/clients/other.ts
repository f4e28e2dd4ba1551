/**
 * Any program that has no guide of its own: what the values are called elsewhere, and which mistakes look like what.
 * @see RFC 8314 (TLS for mail), RFC 4954 (login for sending); client guides in this folder, for the words
 * @module
 */
import { type ClientGuide, choice, field, line, password } from "../../guide.ts";
import { sendWithoutLogin } from "./without-login.ts";

const SENDING = [
  line(field("Server", "{smtp.host}"), field("Port", "{smtp.port}")),
  choice("Encryption", "{smtp.security}"),
  choice("Login", "{smtp.authentication}"),
];

export const other: ClientGuide = {
  verdict: "Any mail program that speaks {in.protocol} can be set up with the values on this page.",
  recognise: [
    {
      text: "Look at the title bar, or under “About” in the menu, to find the program's name. If it is <guide:outlook-windows-classic|Outlook>, <guide:thunderbird-desktop|Thunderbird>, <guide:apple-mail-ios|Mail on iPhone>, <guide:gmail-android|Gmail> or another one with a guide, use that guide: it uses your program's own words.",
    },
    {
      text: "Betterbird works like <guide:thunderbird-desktop|Thunderbird>. Claws Mail, Sylpheed, SeaMonkey, Vivaldi, mutt and aerc work with the values on this page. Mimestream does not: it only works with Google accounts.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open your program's settings and add an account. If it asks for the kind, choose “{in.protocol}”, “other” or “set up by hand”, not “Exchange” or a brand.",
        },
        {
          unless: ["password"],
          text: "Type your name and {address}.",
        },
        {
          when: ["password"],
          text: "Type your name, {address} and your password, and continue.",
          next: "Some programs now look for the servers. If they find something other than what the table says, correct it.",
        },
        {
          text: "Fill in the server for receiving, which may be called incoming server. The user name is {user}.",
          screen: {
            title: "Incoming mail",
            parts: [
              choice("Type", "{in.protocol}"),
              line(field("Server", "{in.host}"), field("Port", "{in.port}")),
              choice("Encryption", "{in.security}"),
              choice("Login", "{in.authentication}"),
              field("User name", "{user}"),
              { ...password("Password"), when: ["password"] },
            ],
          },
        },
        sendWithoutLogin({ title: "Outgoing mail", parts: SENDING }),
        {
          when: ["login-smtp"],
          unless: ["password"],
          text: "Fill in the server for sending, which may be called outgoing or SMTP server. The user name is {smtp.user}.",
          screen: { title: "Outgoing mail", parts: [...SENDING, field("User name", "{smtp.user}")] },
        },
        {
          when: ["login-smtp", "password"],
          text: "Fill in the server for sending, which may be called outgoing or SMTP server. Enter the user name ({smtp.user}) and the password here as well, even if the program calls them optional.",
          screen: {
            title: "Outgoing mail",
            parts: [...SENDING, field("User name", "{smtp.user}"), password("Password")],
          },
        },
        {
          only: "pop3",
          text: "If you read this mailbox on other devices too, look for a box that leaves a copy of messages on the server, and tick it. If there is a number of days beside it, switch that off, or messages will vanish later.",
        },
        { text: "Save, and let the program test the account if it offers to." },
      ],
    },
    {
      isRare: true,
      title: "What your program may call it",
      intro: "Programs use many words for the same thing.",
      steps: [
        {
          when: ["tls-in"],
          text: "Encryption for receiving: {in.security}. It may also be called “SSL”, “TLS”, “implicit TLS”, “SSL on a special port”, or be a box “Use SSL”.",
        },
        {
          when: ["starttls-in"],
          text: "Encryption for receiving: {in.security}. It may also be called “TLS”, “STARTTLS required” or “explicit TLS”. Avoid “if available”, which may do without it. If there is only a box “Use SSL”, tick it: the port decides.",
        },
        {
          when: ["tls-smtp"],
          text: "Encryption for sending: {smtp.security}. It may also be called “SSL”, “TLS” or “implicit TLS”, or be a box “Use SSL”.",
        },
        {
          when: ["starttls-smtp"],
          text: "Encryption for sending: {smtp.security}. It may also be called “TLS” or “explicit TLS”. If there is only a box “Use SSL”, tick it: the port decides.",
        },
        {
          when: ["plain-password", "encrypted"],
          text: "Login: {in.authentication}. It may also be called “password”, “plain”, “PLAIN or LOGIN” or “clear text”: the encryption keeps it safe. Leave boxes such as “SPA”, “secure authentication” or “APOP” empty.",
        },
        {
          text: "Server: it may also be called “host”, “host name”, “mail server”, “incoming server” and “outgoing server”. User name: “account name”, “login” or “login name”. Type {user} there, even if the program suggests something else.",
        },
        {
          text: "No field for the port? Look for “Advanced”, “More settings” or “Custom”. In some programs the port goes after the server's name: `{in.host}:{in.port}`.",
        },
        {
          when: ["encrypted"],
          text: "No field for encryption? Then the port decides: type {in.port} for receiving and {smtp.port} for sending. “Automatic” works too; “None” does not.",
        },
        {
          when: ["login-smtp"],
          text: "No field for a login when sending? Look for a box such as “My server requires authentication” or “Use the same settings as for incoming mail”, and tick it.",
        },
        {
          when: ["encrypted"],
          text: "Does your program have none of these, or no encryption at all? It is too old for today's servers: use another one, such as <guide:thunderbird-desktop|Thunderbird>.",
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
    { text: "The values are in the account's settings, often under “Server” or “Advanced”. Change both servers." },
    {
      text: "In most programs an account cannot be switched between IMAP and POP3: remove the account and add it again.",
    },
  ],
  remove: [
    { text: "Remove the account in the program's settings. With IMAP your mail stays on the server." },
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this device: save them first.",
    },
  ],
  failures: [
    {
      message: "An immediate error, such as “wrong version number” or “cannot connect using SSL”",
      exact: false,
      codes: ["WRONG_VERSION_NUMBER", "SSL", "handshake"],
      cause:
        "The program starts with encryption (SSL/TLS) on a port that starts without it and switches later (STARTTLS).",
      cure: "Set port and encryption together. Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "A long wait, and then a timeout",
      exact: false,
      codes: ["time-out", "timeout"],
      cause:
        "The program uses STARTTLS or no encryption on a port that starts with encryption: it waits for a greeting while the server waits for encryption. Or a firewall, a router or a virus scanner is blocking the connection.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}. If they are right, try another network, such as your phone's.",
    },
    {
      when: ["encrypted"],
      message: "The login is refused because it is not encrypted",
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
      message: "A warning about an unknown issuer, on this device but not on others",
      exact: false,
      codes: ["unknown issuer", "self-signed certificate in chain", "unable to get local issuer certificate"],
      cause:
        "The server does not send the whole chain of its certificate, the program's own list of issuers is old, or a virus scanner is interfering.",
      cure: "Update the program, and pause the scanning of mail while you test (switch it back on afterwards). If the warning stays, do not accept the certificate, and tell {support}.",
    },
    {
      message: "The user name or the password is wrong",
      exact: false,
      codes: ["535", "AUTHENTICATIONFAILED"],
      cause: "Part of the user name is missing, a space was pasted with the password, or an app password is needed.",
      cure: "The user name is {user}. Type the password by hand. With two-step verification, type an app password.",
    },
    {
      when: ["login-smtp", "password"],
      message: "You can receive mail, but not send it",
      exact: false,
      codes: ["530", "550", "relay"],
      cause: "The program does not log in when it sends.",
      cure: "Enter the user name ({smtp.user}) and the password for the outgoing server too.",
    },
  ],
  privacy: [
    {
      text: "Many programs talk directly to your mail servers. Some, especially on phones, hand your password and your mail to their makers' servers: check the program's privacy policy before you type your password.",
    },
  ],
};
