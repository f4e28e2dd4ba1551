/**
 * The Bat! for Windows.
 * @see Ritlabs, help of The Bat! (undated); an older manual. Thin sources: labels may differ.
 * @module
 */
import { type ClientGuide, choice, field, heading, password, ticked } from "../guide.ts";

export const thebat: ClientGuide = {
  verdict: "The Bat! asks for the servers: the values are below.",
  recognise: [{ text: "“The Bat!” stands in the title bar." }],
  manual: [
    {
      steps: [
        { text: "Choose [Account], then [New...]." },
        {
          text: "Type your name, {address} and your password, choose the type of protocol, and press [Next].",
          screen: {
            title: "Create New Account",
            parts: [
              field("Name", "your name"),
              field("Email", "{address}"),
              password("Password"),
              choice("Protocol", "{in.protocol}"),
            ],
            press: "Next",
          },
        },
        {
          text: "Fill in the servers and the kind of connection. Names may differ in your version.",
          screen: {
            title: "Servers",
            parts: [
              heading("Receive mail"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Connection", "{in.security}"),
              field("User", "{user}"),
              heading("Send mail"),
              field("SMTP server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Connection", "{smtp.security}"),
            ],
          },
        },
        {
          text: "Finish, choose [Account], then [Properties], then [Transport], press [Authentication...], and tick [Perform SMTP Authentication (RFC 2554)] with [Use settings of Mail Retrieval]. Where sending has its own user name, type {smtp.user} there.",
          screen: {
            title: "Authentication",
            parts: [
              { kind: "tick", label: "Perform SMTP Authentication (RFC 2554)", on: true, press: true },
              ticked("Use settings of Mail Retrieval"),
            ],
          },
        },
        {
          only: "pop3",
          text: "Choose [Properties], then [Mail management], and tick [Leave messages on server]: otherwise The Bat! deletes what it has fetched.",
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
      text: "With POP3, messages that were taken off the server exist only on this computer: save them first.",
    },
  ],
  failures: [
    {
      message: "The certificate is not trusted",
      exact: false,
      cause: "The Bat! keeps a list of authorities of its own, which may be old.",
      cure: "Compare the server's name with {in.host} first. Then look in the settings for the certificates of Windows (Microsoft CryptoAPI), and use those.",
    },
    {
      message: "TLS handshake failure",
      exact: false,
      codes: ["TLS handshake failure"],
      cause: "An old version of The Bat!, or a port of another kind of encryption.",
      cure: "Update The Bat!. Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "The log-in is refused",
      exact: false,
      cause: "A method such as MD5 is asked for, or the user name is not whole.",
      cure: "The user name is {user}. Choose a plain password: inside the encryption it is safe.",
    },
  ],
};
