/**
 * Mailspring for Windows, Mac and Linux.
 * @see Foundry376/Mailspring 1.23.0, strings and onboarding (August 2026): `page-account-settings.tsx` logs in at once with what
 *   it found, and `page-account-settings-imap.tsx` ties the security to the port
 * @module
 */
import {
  type ClientGuide,
  choice,
  curedWith,
  field,
  heading,
  line,
  password,
  pressed,
  row,
  sendingPassword,
  unticked,
} from "../../../guide.ts";
import { loginForReceiving } from "../../failures/server-replies.ts";

export const mailspring: ClientGuide = {
  verdict: "Mailspring finds the settings by itself: type your name, your address and your password.",
  verdictByHand: "Mailspring doesn't find these settings by itself: you type them.",
  recognise: [
    { text: "The menu bar or the list of programs says “Mailspring”; it shows mail in a wide, light window." },
  ],
  before: [
    { text: "Mailspring works with IMAP only." },
    {
      text: "On its first start it asks for a Mailspring ID. That is an account with its maker and not your mailbox; you can skip it.",
    },
  ],
  automatic: [
    {
      // It logs in at once, and tries no other login.
      when: ["usual-user"],
      steps: [
        {
          text: "Under [Connect an email account] choose [IMAP / SMTP]. If you already use Mailspring, [Add Account...] in its menu leads there.",
          screen: {
            title: "Connect an email account",
            parts: [row("Gmail"), row("Office 365"), pressed("IMAP / SMTP")],
          },
        },
        {
          text: "Type your name, {address} and your password, and press [Continue].",
          next: "Mailspring looks for the servers and logs in: [Successfully connected to IMAP!]. If the page [Set up Account] comes instead, the login failed: continue with the steps by hand.",
          screen: {
            title: "Add your IMAP account",
            parts: [field("Name", "your name"), field("Email", "{address}"), password("Password")],
            buttons: ["Continue"],
            press: "Continue",
          },
        },
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Choose [IMAP / SMTP], type your name, {address} and your password, and press [Continue].",
          next: "If Mailspring cannot log in, it shows the page [Set up Account]. It comes after a wrong password too, without saying so: type the password once more there.",
        },
        {
          when: ["starttls-in"],
          text: "Choose {in.port} as the port for incoming mail, and look at [Security] below it: Mailspring may set it to [None]. Set it to {in.security}.",
        },
        {
          text: "Correct the page as shown, first the ports and then the security, since the port changes it. For a port that is not in the list choose [Custom]. Then press [Connect Account].",
          screen: {
            title: "Set up Account",
            parts: [
              heading("Incoming Mail"),
              field("Server", "{in.host}"),
              line(choice("Port", "{in.port}"), choice("Security", "{in.security}")),
              unticked("Allow insecure SSL"),
              field("Username", "{user}"),
              password("Password"),
              heading("Outgoing Mail"),
              field("Server", "{smtp.host}"),
              line(choice("Port", "{smtp.port}"), choice("Security", "{smtp.security}")),
              unticked("Allow insecure SSL"),
              field("Username", "{smtp.user}"),
              sendingPassword("Password"),
            ],
            buttons: ["Connect Account"],
            press: "Connect Account",
          },
        },
      ],
    },
  ],
  check: [{ text: "Your folders fill up on the left. Send a message to yourself: it should arrive within a minute." }],
  aliases: [
    {
      text: "Open [Preferences], then “Accounts”, choose the account, and write one alias per line under [Aliases], as in `Sales <sales@{domain}>`. [Default for new messages:] chooses the sender.",
    },
  ],
  change: [
    { text: "Open [Preferences], then “Accounts”, choose the account and press [Update Connection Settings...]." },
  ],
  remove: [
    {
      text: "Open [Preferences], then “Accounts”, choose the account and press the minus sign below the list. Your mail stays on the server.",
    },
  ],
  failures: [
    {
      message: "Authentication Error - Check your username and password.",
      exact: true,
      cause: "Wrong user name or password, or an app password is needed.",
      cure: "The user name is {user}. With two-step verification, type an app password.",
    },
    {
      message: "Connection Error - Unable to connect to the server / port you provided.",
      exact: true,
      cause: "A wrong server or port, or a network that blocks mail.",
      cure: "Compare {in.host}, {in.port} and {smtp.host}, {smtp.port}. Try another network.",
    },
    {
      message: "Certificate Error",
      exact: true,
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Type {in.host} and {smtp.host} exactly. Leave [Allow insecure SSL] off.",
    },
    {
      message: "StartTLS is not available.",
      exact: true,
      codes: ["TLS Not Available"],
      cause: "The port is for another kind of encryption.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "The SMTP server would not relay a message. You may need to authenticate.",
      exact: true,
      cause: "The login for sending is missing.",
      cure: "Fill in [Username] {smtp.user} and [Password] for outgoing mail too.",
    },
    ...curedWith(
      "webmail",
      {
        message: "Some providers require an app password.",
        exact: true,
        cause: "The server refused the password.",
        cure: "With two-step verification, type an app password. Otherwise try the password in webmail.",
      },
      loginForReceiving,
    ),
    {
      when: ["webmail"],
      message: "This account is invalid or Mailspring could not find the Inbox or All Mail folder.",
      exact: true,
      cause: "The login works, but the mailbox has no inbox yet, or it is not a mailbox.",
      cure: "Log in to webmail once, then try again.",
    },
  ],
  privacy: [
    {
      text: "Mailspring says that your password is stored on your computer and never sent to its maker: it fetches your mail from {in.host} itself. A Mailspring ID is needed only for its extra services.",
    },
  ],
};
