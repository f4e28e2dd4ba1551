/** Names of settings, and of what they can be. */
export const valuesWords = {
  none: "None",
  server: "Server",
  port: "Port",
  security: "Security",
  authentication: "Authentication",
  userName: "User name",
  /** Programs also call it root folder, or server directory. */
  pathPrefix: "Path prefix",
  userNameWords: {
    "{address}": "Your full email address",
    "{localPart}": "The part of your address before the @",
    logIn: "Your mailbox's user name",
  },
  unicode: "That is {name}",
  calendars: "Calendars (CalDAV)",
  contacts: "Contacts (CardDAV)",
  incoming: "Incoming mail",
  outgoing: "Outgoing mail",
  recommended: "Recommended",
  alternative: "Alternative",
  notEncrypted: "Not encrypted",
  socketType: { tls: "SSL/TLS", starttls: "STARTTLS", plain: "None (not encrypted)" },
  authentications: {
    "password-cleartext": "Normal password",
    "password-encrypted": "Encrypted password",
    OAuth2: "OAuth2 (you sign in on a web page)",
    NTLM: "NTLM",
    GSSAPI: "Kerberos / GSSAPI",
    "client-IP-address": "None (your network is known)",
    "TLS-client-cert": "TLS certificate",
    none: "None",
  },
  /** Of Outlook's box for Secure Password Authentication. */
  withoutSpa: "SPA left empty",
  or: ", or ",
  /** How a language sets a value behind its label, and what a program shows: in text, which has nothing else for either. */
  labelled: "{label}: {value}",
  quoted: "“{text}”",
  /** What words of the trade mean: in brackets behind the word, where a page has it for the first time. */
  glosses: {
    imap: "for mail that stays on the server",
    smtp: "for sending mail",
    port: { term: "port", meaning: "a number that belongs to the server" },
    profile: { term: "profile", meaning: "a file that sets up mail on the device" },
  },
};
