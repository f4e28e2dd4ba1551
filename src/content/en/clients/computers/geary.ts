/**
 * Geary, the mail program of GNOME.
 * @see GNOME/geary, dialogs, strings and help of 46 development (13 May 2026): `accounts-editor-add-pane.vala` hides the rows
 *   of security until an attempt has failed
 * @module
 */
import { type ClientGuide, choice, field, heading, password } from "../../../guide.ts";

export const geary: ClientGuide = {
  verdict: "Geary finds the settings by itself: type your name, your address and your password.",
  recognise: [
    { text: "A small mail program for the GNOME desktop on Linux that groups messages into conversations." },
    {
      text: "Accounts under “Online Accounts” in the GNOME settings appear in Geary by themselves. Change or remove them there.",
    },
  ],
  before: [{ text: "Geary works with IMAP only." }],
  automatic: [
    {
      steps: [
        { text: "Open Geary. If it doesn't ask for an account, choose [Accounts] in its menu, then [Add]." },
        {
          text: "Type your name and {address}, and press [Next].",
          next: "When Geary has found the servers, it asks for your user name and password only. If it shows [IMAP server], continue with the steps by hand.",
          screen: {
            title: "Add an account",
            back: "",
            parts: [field("Your name", "your name"), field("Email address", "{address}")],
            buttons: ["Next"],
            press: "Next",
          },
        },
        {
          when: ["short-user"],
          text: "[Login name] shows your address. Replace it with {user}.",
        },
        {
          text: "Type your password and press [Create].",
          next: "Geary logs in, and the account appears in the list.",
          screen: {
            title: "Add an account",
            back: "",
            parts: [
              heading("Receiving"),
              field("Login name", "{user}"),
              password("Password"),
              heading("Sending"),
              choice("Login", "Use same login as receiving"),
            ],
            buttons: ["Create"],
            press: "Create",
          },
        },
      ],
    },
  ],
  manual: [
    {
      steps: [
        { text: "Choose [Accounts] in the menu, then [Add]. Type your name and {address}, and press [Next]." },
        {
          text: "Fill in the fields with the values shown. The port goes after the server's name, following a colon. Then press [Create].",
          next: "If the login or the server is wrong, a line at the bottom says which. Correct it and press [Create] again.",
          screen: {
            title: "Add an account",
            back: "",
            parts: [
              heading("Receiving"),
              field("IMAP server", "{in.host}:{in.port}"),
              field("Login name", "{user}"),
              password("Password"),
              heading("Sending"),
              field("SMTP server", "{smtp.host}:{smtp.port}"),
              choice("Login", "Use same login as receiving"),
            ],
            buttons: ["Create"],
            press: "Create",
          },
        },
        {
          when: ["starttls-in"],
          text: "Geary tries another kind of encryption first and says [Check your receiving server details]. Now it shows [Connection security] under the IMAP server: choose {in.security} and press [Create].",
          screen: {
            title: "Add an account",
            back: "",
            parts: [
              heading("Receiving"),
              field("IMAP server", "{in.host}:{in.port}"),
              choice("Connection security", "{in.security}"),
            ],
            buttons: ["Create"],
            press: "Create",
          },
        },
        {
          when: ["starttls-smtp"],
          text: "If Geary says [Check your sending server details], it shows [Connection security] under the SMTP server: choose {smtp.security} and press [Create].",
          screen: {
            title: "Add an account",
            back: "",
            parts: [
              heading("Sending"),
              field("SMTP server", "{smtp.host}:{smtp.port}"),
              choice("Connection security", "{smtp.security}"),
            ],
            buttons: ["Create"],
            press: "Create",
          },
        },
        {
          text: "If you log in differently for sending, choose [Use a different login] beside [Login], and type {smtp.user} and its password.",
        },
      ],
    },
  ],
  check: [
    { text: "Your folders appear on the left, and no bar at the top asks for a password." },
    { text: "Send a message to yourself: it should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "For calendars and contacts, use another GNOME program: <guide:evolution|Evolution> handles both.",
    },
  ],
  aliases: [
    {
      text: "Choose [Accounts], the account, and add the alias under [Email addresses] ([Sender name], [Email address]). The server must allow you to send as that address.",
    },
  ],
  change: [
    {
      text: "Choose [Accounts], the account, and [Server Settings] at the bottom. Change the values and press [Apply].",
    },
    { text: "An account from “Online Accounts” is changed in the GNOME settings." },
  ],
  remove: [
    {
      text: "Choose [Accounts], the account, and the button with the waste bin at the bottom. Then press [Remove Account]. Your mail stays on the server.",
    },
    { text: "An account from “Online Accounts” is removed in the GNOME settings." },
  ],
  failures: [
    {
      message: "Check your email address and password",
      exact: true,
      cause: "Geary found the servers, but they refuse the login.",
      cure: "The user name is {user}. With two-step verification, type an app password.",
    },
    {
      message: "Check your receiving login and password",
      exact: true,
      cause: "Wrong user name or password, or an app password is needed.",
      cure: "The user name is {user}. With two-step verification, type an app password.",
    },
    {
      message: "Check your receiving server details",
      exact: true,
      cause: "Server, port and security don't match.",
      cure: "Type `{in.host}:{in.port}`. The row [Connection security] has appeared: choose {in.security}.",
    },
    {
      message: "Check your sending login and password",
      exact: true,
      cause: "Geary uses a different login for sending.",
      cure: "Choose [Use a different login], type {smtp.user} and the password.",
    },
    {
      message: "Check your sending server details",
      exact: true,
      cause: "Server, port and security don't match.",
      cure: "Type `{smtp.host}:{smtp.port}`. The row [Connection security] has appeared: choose {smtp.security}.",
    },
    {
      message: "Could not connect, check your network",
      exact: true,
      cause: "There is no network, or it blocks mail.",
      cure: "Try another network, such as your phone's.",
    },
    {
      message: "The server’s identity does not match the identity in the certificate",
      exact: true,
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Choose [Don’t Trust This Server] and type {in.host} and {smtp.host} exactly.",
    },
    {
      message: "An account has reported an incorrect login or password.",
      exact: true,
      cause: "The password was changed, or two-step verification was switched on.",
      cure: "Press [Login] in that bar and type the new password or an app password.",
    },
  ],
  privacy: [
    {
      text: "Geary runs on your computer and talks directly to your mail servers. Nobody else gets your password or your mail.",
    },
    {
      text: "While it looks for the settings, it reveals only your domain: to {domain} and, if necessary, to a public list kept for Thunderbird.",
    },
  ],
};
