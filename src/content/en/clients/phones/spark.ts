/**
 * Spark by Readdle, for iPhone, Android, Mac and Windows.
 * @see Migadu, guide to Spark (2020); Readdle, Spark help, on encryption, on how logins are kept and on removing one's data
 *   (undated, read in 2026). Thin sources: labels may differ.
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  heading,
  line,
  link,
  password,
  pressed,
  type Screen,
  sendingPassword,
} from "../../../guide.ts";
import { fillInUnencrypted } from "../without-login.ts";

const ACCOUNT_PAGE: Screen = {
  title: "Set Up Account Manually",
  parts: [
    field("Email", "{address}"),
    password("Password"),
    heading("IMAP"),
    field("User name", "{user}"),
    line(field("Server", "{in.host}"), field("Port", "{in.port}")),
    choice("Security", "{in.security}"),
    heading("SMTP"),
    field("User name", "{smtp.user}"),
    sendingPassword("Password"),
    line(field("Server", "{smtp.host}"), field("Port", "{smtp.port}")),
    choice("Security", "{smtp.security}"),
  ],
};

export const spark: ClientGuide = {
  verdict: "You type every value into Spark, and its maker then keeps your login.",
  recognise: [{ text: "“Spark” by Readdle: a mail program with a paper plane on blue, on phones and computers." }],
  before: [
    { text: "Spark works with IMAP only." },
    {
      text: "Spark fetches your mail through its maker's servers, which keep your login. If you do not want that, use another program.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "On a computer choose [Spark], then [Add Account...]. On a phone choose [Settings], [Mail Accounts], [Add Mail Account], then [Other].",
          next: "Spark asks for your address and may try to log in by itself.",
        },
        {
          text: "Choose [Set Up Account Manually]. It may have another name in your version, and may only appear after you have typed {address}.",
          screen: {
            title: "Spark",
            parts: [field("Email", "{address}"), password("Password"), pressed(link("Set Up Account Manually"))],
          },
        },
        {
          when: ["encrypted"],
          text: "Fill in every field with the values shown, including those for sending, and confirm with the button that logs in. If “SSL” is a switch, leave it on: the port decides.",
          screen: ACCOUNT_PAGE,
        },
        fillInUnencrypted(ACCOUNT_PAGE),
      ],
    },
  ],
  check: [{ text: "Your inbox appears. Send a message to yourself: it should arrive within a few minutes." }],
  aliases: [
    { text: "Look for “aliases” in the account's settings. The server must allow you to send as that address." },
  ],
  change: [
    {
      text: "Look for the account's advanced settings. If they cannot be changed, remove the account and add it again.",
    },
  ],
  remove: [
    {
      text: "Open Spark's settings, choose “Accounts”, then the account, and look for a way to remove it. Your mail stays on the server.",
    },
  ],
  failures: [
    {
      message: "Login fails, although the password works in webmail",
      exact: false,
      cause: "The server asks for an app password, or blocks connections from Spark's maker.",
      cure: "With two-step verification, type an app password. If that is not it, ask {support}.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      cause: "The user name or password for sending is empty.",
      cure: "Fill in {smtp.user} and the password for SMTP too.",
    },
    {
      message: "Spark does not accept the server",
      exact: false,
      cause: "Spark refuses servers without encryption, and each port goes with one kind of encryption.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
  ],
  privacy: [
    { text: "Readdle, the maker of Spark, keeps your login on its servers and passes your mail through them." },
    {
      text: "To have it deleted there, open Spark's settings, the section at the top, press [Remove your data], type `Remove` and confirm. To be sure, change your mailbox's password afterwards.",
    },
  ],
};
