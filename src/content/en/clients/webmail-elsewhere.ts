/**
 * Webmail that is not the provider's own, with this mailbox as an account in it: Nextcloud Mail, Roundcube, others.
 * @see nextcloud/mail, `AccountForm.vue` and `AppSettingsMenu.vue` (August 2026), for the labels; identity_switch for Roundcube
 *   (March 2025)
 * @module
 */
import { type ClientGuide, choice, field, heading, password, sendingPassword } from "../../guide.ts";
import { sendWithoutLogin } from "./without-login.ts";

export const webmailElsewhere: ClientGuide = {
  verdict: "Another webmail can show this mailbox too. It then stores your password, so use one that you trust.",
  recognise: [
    {
      text: "For Nextcloud Mail, Roundcube, SnappyMail or the webmail of another provider, if you already use it. To read only this mailbox, open its own <webmail|webmail>: there is nothing to set up.",
    },
  ],
  before: [{ text: "This only works with IMAP." }],
  manual: [
    {
      title: "Nextcloud Mail",
      steps: [
        {
          text: "Open Mail in Nextcloud, then [Mail settings] at the bottom left, and press [Add mail account].",
          next: "A form with the tabs [Auto] and [Manual] opens.",
        },
        {
          text: "On the tab [Auto] type your name, {address} and your password, and press [Connect].",
          next: "In most cases that is all: Nextcloud finds the servers. If it says [Configuration discovery failed. Please use the manual settings], continue with the tab below.",
          screen: {
            title: "Auto",
            parts: [field("Name", "your name"), field("Mail address", "{address}"), password("Password")],
            buttons: ["Connect"],
            press: "Connect",
          },
        },
        {
          text: "Open the tab [Manual], fill in what is shown, and press [Connect].",
          screen: {
            title: "Manual",
            parts: [
              heading("IMAP Settings"),
              field("IMAP Host", "{in.host}"),
              choice("IMAP Security", "{in.security}"),
              field("IMAP Port", "{in.port}"),
              field("IMAP User", "{user}"),
              password("IMAP Password"),
              heading("SMTP Settings"),
              field("SMTP Host", "{smtp.host}"),
              choice("SMTP Security", "{smtp.security}"),
              field("SMTP Port", "{smtp.port}"),
              field("SMTP User", "{smtp.user}"),
              sendingPassword("SMTP Password"),
            ],
            buttons: ["Connect"],
            press: "Connect",
          },
        },
      ],
    },
    {
      title: "Roundcube",
      intro:
        "Roundcube shows one mailbox by itself. For more it needs a plugin, such as `identity_switch`: ask whoever runs it.",
      steps: [
        { text: "Open the settings, then “Identities”, and create one with {address}." },
        {
          text: "In the section that the plugin adds, switch it on and fill in what is shown.",
          screen: {
            title: "Identities",
            parts: [
              heading("IMAP"),
              field("Server host name", "{in.host}"),
              choice("Encryption", "{in.security}"),
              field("Port", "{in.port}"),
              field("Username", "{user}"),
              password("Password"),
              heading("SMTP"),
              field("Server host name", "{smtp.host}"),
              choice("Encryption", "{smtp.security}"),
              field("Port", "{smtp.port}"),
            ],
          },
        },
        { text: "Save, and choose the mailbox in the list at the top." },
      ],
    },
    {
      title: "Another webmail",
      steps: [
        {
          text: "Look in its settings for “External accounts”, “Additional accounts” or “Add account”, and choose IMAP.",
        },
        sendWithoutLogin(),
        {
          text: "Receiving: {in.host}, port {in.port}, {in.security}, user name {user}. Sending: {smtp.host}, port {smtp.port}, {smtp.security}, user name {smtp.user}.",
        },
      ],
    },
  ],
  check: [{ text: "Your folders appear. Send a message to yourself, and check that it comes from {address}." }],
  change: [{ text: "After a password change, type the new one in the settings of that account." }],
  remove: [{ text: "Remove the account there. If you do not trust the service any more, change your password too." }],
  failures: [
    {
      message: "IMAP server is not reachable",
      exact: true,
      codes: ["SMTP server is not reachable", "IMAP connection failed", "SMTP connection failed"],
      cause:
        "Server or port is mistyped, or the machine that webmail runs on is not allowed to connect to other servers.",
      cure: "Receiving: {in.host}, port {in.port}. Sending: {smtp.host}, port {smtp.port}. If they are right, ask whoever runs it to open these ports.",
    },
    {
      message: "IMAP username or password is wrong",
      exact: true,
      codes: ["SMTP username or password is wrong", "IMAP server denied authentication", "IMAP authentication error"],
      cause: "The user name is incomplete, or an app password is needed.",
      cure: "The user name is {user} for receiving and {smtp.user} for sending. With two-step verification, type an app password in both places.",
    },
    {
      message: "Configuration discovery failed. Please use the manual settings",
      exact: true,
      cause: "That server could not get the published settings.",
      cure: "Open the tab [Manual] and fill it in.",
    },
  ],
  privacy: [
    { text: "Whoever runs that webmail keeps your password and can read your mail." },
    { when: ["app-password"], text: "With an <app-password|app password> you can take this access away again." },
  ],
};
