/**
 * The Bat! for Windows.
 * @see Ritlabs, help of The Bat! (undated); an older manual. Thin sources: labels may differ.
 * @module
 */
import { button, type ClientGuide, choice, chosen, field, heading, password, pressed, ticked } from "../../../guide.ts";

export const thebat: ClientGuide = {
  verdict: "The Bat! asks for the servers, and the values are below.",
  recognise: [{ text: "The title bar says “The Bat!”." }],
  manual: [
    {
      steps: [
        { text: "Choose [Account], then [New...]." },
        {
          text: "Type your name, {address} and your password, choose {in.protocol} as the protocol, and press [Next].",
          next: "The Bat! proposes servers. They may be guesses.",
          screen: {
            title: "New account",
            parts: [
              field("Your name", "your name"),
              field("E-mail address", "{address}"),
              password("Password"),
              choice("Protocol", "{in.protocol}"),
            ],
            buttons: ["Next"],
            press: "Next",
          },
        },
        {
          text: "Correct the servers, ports and kinds of connection, here or in the next step. Press [Next] until the last page, and finish there.",
        },
        {
          text: "Choose [Account], [Properties], then [Transport], and compare every value. Choosing the connection may change the port, so set the port last.",
          screen: {
            title: "Account properties",
            side: { labels: ["General", "Transport", "Mail management"], chosen: "Transport" },
            parts: [
              heading("Send mail"),
              field("SMTP server", "{smtp.host}"),
              choice("Connection", "{smtp.security}"),
              field("Port", "{smtp.port}"),
              button("Authentication..."),
              heading("Receive mail"),
              field("Mail server", "{in.host}"),
              choice("Connection", "{in.security}"),
              field("Port", "{in.port}"),
              field("User", "{user}"),
              password("Password"),
            ],
          },
        },
        {
          when: ["login-smtp"],
          text: "Press [Authentication...] beside the server for sending.",
          screen: {
            title: "Account properties",
            side: { labels: ["General", "Transport", "Mail management"], chosen: "Transport" },
            parts: [heading("Send mail"), field("SMTP server", "{smtp.host}"), pressed(button("Authentication..."))],
          },
        },
        {
          when: ["login-smtp"],
          text: "Tick the box for logging in when sending, which may be called “Perform SMTP Authentication”, and choose “Use settings of Mail Retrieval”, or type {smtp.user} and your password there.",
          screen: {
            title: "Authentication",
            parts: [ticked("Perform SMTP Authentication (RFC 2554)"), chosen("Use settings of Mail Retrieval")],
          },
        },
        {
          only: "pop3",
          text: "Choose [Account], [Properties], then [Mail management], and choose [Leave messages on server]: otherwise The Bat! deletes what it has fetched from there. If a box [Keep messages on server for] gives a number of days, untick it.",
        },
      ],
    },
  ],
  check: [{ text: "Let The Bat! fetch mail, and send a message to yourself: it should arrive within a minute." }],
  aliases: [
    {
      text: "Type the alias as the sender of a message, or set it for a folder. The server must allow you to send as that address.",
    },
  ],
  change: [{ text: "Choose [Account], [Properties], then [Transport]." }],
  remove: [
    { text: "Choose [Account], then “Delete”." },
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer: save them first.",
    },
  ],
  failures: [
    {
      message: "The certificate is not trusted",
      exact: false,
      cause: "The Bat! keeps its own list of certificate authorities, which may be out of date.",
      cure: "Compare the server's name with {in.host} first. Then look in the settings for the Windows certificates (Microsoft CryptoAPI), and use those.",
    },
    {
      message: "TLS handshake failure",
      exact: false,
      codes: ["TLS handshake failure"],
      cause: "An old version of The Bat!, or a port for another kind of encryption.",
      cure: "Update The Bat!. Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      when: ["encrypted"],
      id: "error-the-log-in-is",
      message: "The login is refused",
      exact: false,
      cause: "Wrong user name or password, or a login method such as MD5 is chosen.",
      cure: "The user name is {user}. In the window [Authentication...] choose the plain password, which may be called “Regular”: the encryption keeps it safe. In the list [Connection], “Regular” means no encryption: never choose it there. With two-step verification, type an app password.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      codes: ["530", "550", "relay"],
      cause: "The Bat! does not log in when it sends.",
      cure: "Choose [Account], [Properties], [Transport], press [Authentication...] and tick the login for sending, with {smtp.user}.",
    },
  ],
  privacy: [
    {
      text: "The Bat! runs on your computer and fetches your mail itself. Its source is not public, so this guide cannot say what else it tells its maker.",
    },
  ],
};
