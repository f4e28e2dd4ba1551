/**
 * Mailbird for Windows and Mac.
 * @see Mailbird, support: IMAP support in Mailbird, and in Mailbird for Mac (read in November 2026), for what it looks up and the
 *   choice of "Other email provider". Other labels are put in quotation marks
 * @module
 */
import { type ClientGuide, choice, curedWith, field, heading, password } from "../../../guide.ts";
import { loginForReceiving } from "../../failures/server-replies.ts";

export const mailbird: ClientGuide = {
  verdict: "Mailbird looks for the servers by itself. Check what it finds, or type the values yourself.",
  recognise: [{ text: "The title bar says “Mailbird”; its icon is a white bird on blue." }],
  manual: [
    {
      steps: [
        {
          text: "Open Mailbird. If it doesn't ask for an account, open its menu at the top left, then “Settings”, “Accounts”, and add one. On a Mac choose [Other email provider].",
        },
        {
          text: "Type your name and {address}, and continue.",
          next: "Mailbird looks for the servers. What it finds may be a guess.",
        },
        {
          text: "Compare what it shows, and correct it. The user name is {user}. If you see no servers, look for “Edit server settings”.",
          screen: {
            title: "Server settings",
            parts: [
              choice("Type", "{in.protocol}"),
              heading("Incoming"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Security", "{in.security}"),
              field("User name", "{user}"),
              password("Password"),
              heading("Outgoing"),
              field("Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Security", "{smtp.security}"),
              field("User name", "{smtp.user}"),
            ],
          },
        },
        {
          text: "Type your password and continue.",
          next: "Mailbird fetches your mail. A large mailbox takes a while.",
        },
        {
          only: "pop3",
          text: "So that your other devices get your mail too, look in the account's settings for an option that leaves messages on the server. If there is a number of days beside it, switch that off.",
        },
      ],
    },
  ],
  check: [
    { text: "Your messages appear. Send one to yourself: it should arrive within a minute." },
    { text: "Leave the slider “Connections” as it is, unless {support} says otherwise." },
  ],
  aliases: [
    {
      text: "Look for “Identities” in the settings, and add the alias to the account. The server must allow you to send as that address.",
    },
  ],
  change: [
    { text: "Open the settings, choose “Accounts”, the account, and its server settings." },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer. **Save them first.**",
    },
    { text: "Open the settings, choose “Accounts”, then the account, and remove it." },
  ],
  failures: [
    {
      message: "Mailbird finds the wrong servers, or none",
      exact: false,
      codes: ["automatic detection failed", "server settings"],
      cause: "It guesses names of servers, and does not know those of {domain}.",
      cure: "Type them. Receiving: {in.host}, {in.port}, {in.security}. Sending: {smtp.host}, {smtp.port}, {smtp.security}.",
    },
    ...curedWith(
      "webmail",
      {
        message: "The login is refused",
        exact: false,
        codes: ["invalid credentials"],
        cause: "User name or password is wrong, or an app password is needed.",
        cure: "The user name is {user}. With two-step verification, type an app password. Try the password in webmail.",
      },
      loginForReceiving,
    ),
    {
      message: "Too many connections",
      exact: false,
      codes: ["[LIMIT]", "maximum number of connections", "User is authenticated but not connected"],
      cause: "Mailbird opens several connections at once, on top of those from your other devices.",
      cure: "Move the slider “Connections” in the account's server settings to the left, and restart Mailbird.",
    },
  ],
  privacy: [
    {
      text: "As far as we know, Mailbird fetches mail directly from your servers. Its source is not public, so this guide cannot say what else it tells its maker.",
    },
  ],
};
