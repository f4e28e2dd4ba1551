/**
 * Small mail apps for phones, whose forms are alike: BlueMail, Aqua Mail, Edison Mail, Canary Mail, Airmail.
 * @see BlueMail, help on POP3 accounts (read in November 2026). The apps are closed and change often: labels are put in quotation
 *   marks, and no two of them use the same
 * @module
 */
import { type ClientGuide, choice, field, heading, password, sendingPassword } from "../../../guide.ts";

export const phoneApps: ClientGuide = {
  verdict: "These apps ask for your address first, and for the servers when they do not find them.",
  recognise: [
    {
      text: "For BlueMail, Aqua Mail, Edison Mail (“Email”), Canary Mail and Airmail, on iPhone and Android. For Spark there is <guide:spark|a guide of its own>.",
    },
  ],
  before: [
    {
      text: "Some of these apps hand your password and mail to their makers. <guide:apple-mail-ios|Mail> on iPhone and <guide:thunderbird-android|Thunderbird> on Android do not.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open the app and add an account. From the list of providers choose “Other”, “{in.protocol}” or “Manual setup”, not a brand.",
        },
        {
          text: "Type {address} and your password. If the app offers to find the servers by itself, choose “Manual” or “Advanced” instead.",
        },
        {
          text: "Fill in what is shown, for receiving and for sending.",
          screen: {
            title: "Manual setup",
            parts: [
              choice("Account type", "{in.protocol}"),
              heading("Incoming server"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Security", "{in.security}"),
              field("User name", "{user}"),
              password("Password"),
              heading("Outgoing server"),
              field("Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Security", "{smtp.security}"),
              field("User name", "{smtp.user}"),
              sendingPassword("Password"),
            ],
          },
        },
        {
          only: "pop3",
          text: "So that your other devices get your mail too, look in the account's settings for deleting messages on the server, and choose “Never”. BlueMail does so by default.",
        },
        { text: "Save. If the app asks for permission to send notifications, allow it." },
      ],
    },
  ],
  check: [
    { text: "Pull the list of messages down: your mail appears." },
    { text: "Send a message to yourself: it should arrive within a minute." },
  ],
  aliases: [
    {
      text: "Look for “Aliases” or “Identities” in the account's settings; not every one of these apps has them. The server must allow you to send as that address.",
    },
  ],
  change: [{ text: "Open the app's settings, choose the account, and look for the incoming and outgoing server." }],
  remove: [
    {
      text: "Remove the account in the app's settings. If the app kept your password with its maker, change the password afterwards.",
    },
  ],
  failures: [
    {
      message: "The app says that it cannot sign in",
      exact: false,
      codes: ["cannot sign in"],
      cause:
        "The user name is incomplete, an app password is needed, or the server refuses connections from the app's maker.",
      cure: "The user name is {user}. With two-step verification, type an app password. If it works in another app, ask {support} about logins from the maker's network.",
    },
    {
      message: "Mail arrives, but cannot be sent",
      exact: false,
      codes: ["outbox", "SMTP", "cannot send"],
      cause: "The part for sending is empty, or its port is wrong.",
      cure: "Sending: {smtp.host}, {smtp.port}, {smtp.security}, user name {smtp.user}, and your password.",
    },
    {
      message: "New mail shows up late",
      exact: false,
      codes: ["no push", "delay", "battery"],
      cause: "The phone puts the app to sleep, or the app only checks at intervals.",
      cure: "In the phone's settings allow the app to run in the background, and exclude it from battery saving.",
    },
  ],
  privacy: [
    {
      text: "It depends on the app: check its privacy policy for “credentials”, “servers” and “push” before you type your password.",
    },
  ],
};
