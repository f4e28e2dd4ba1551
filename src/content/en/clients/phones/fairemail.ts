/**
 * FairEmail for Android.
 * @see M66B/FairEmail 1.2331 (August 2026): strings and layouts for labels and the order of fields; SETUP.md and FAQ.md for
 *   the ways and the failures; `EmailProvider.java` for what it asks where
 * @module
 */
import {
  button,
  type ClientGuide,
  choice,
  field,
  heading,
  note,
  password,
  pressed,
  type Screen,
  sendingPassword,
  ticked,
} from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

const IDENTITY_PAGE: Screen = {
  title: "Edit identity",
  back: "",
  parts: [
    choice("Linked account", "{address}"),
    field("Your name", "your name"),
    field("Your email address", "{address}"),
    button("Advanced"),
    choice("Provider", "Custom"),
    heading("SMTP"),
    field("Host name", "{smtp.host}"),
    choice("Encryption", "{smtp.security}"),
    field("Port number", "{smtp.port}"),
    field("User name", "{smtp.user}"),
    sendingPassword("Password"),
  ],
  buttons: ["Save"],
  press: "Save",
};

export const fairemail: ClientGuide = {
  verdict: "FairEmail usually finds the settings. If it does not, you type them on two pages.",
  verdictByHand: "FairEmail doesn't find these settings by itself: you type them on two pages.",
  recognise: [
    {
      text: "An app for Android only, in Google Play and, as free software, elsewhere. The one from Google Play looks for settings in fewer places, so you are more likely to need the steps by hand.",
    },
  ],
  automatic: [
    {
      // It looks for IMAP alone, and tries no other login.
      when: ["imap", "usual-user"],
      steps: [
        {
          text: "Open FairEmail. If the settings are not on the screen, open the menu on the left and choose [Settings]. Under [Quick setup] tap [Wizard].",
          next: "You see a list of providers.",
          screen: { title: "Settings", back: "", parts: [heading("Quick setup"), pressed(button("Wizard"))] },
        },
        {
          text: "Choose [Other provider].",
          next: "A page asks for your name, your address and your password.",
        },
        {
          text: "Fill in the page and tap [Check].",
          next: "It can take a minute. Then you see the servers, below [IMAP server to receive messages] and [SMTP server to send messages].",
          screen: {
            title: "Quick setup",
            back: "",
            parts: [field("Your name", "your name"), field("Your email address", "{address}"), password("Password")],
            buttons: ["Check"],
            press: "Check",
          },
        },
        {
          text: "Compare the servers with the table on this page, then tap [Save].",
          next: "The app says [An account has successfully been added].",
          screen: {
            title: "Quick setup",
            back: "",
            parts: [
              heading("IMAP server to receive messages"),
              note("{in.host}:{in.port}"),
              heading("SMTP server to send messages"),
              note("{smtp.host}:{smtp.port}"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
        },
      ],
    },
  ],
  manual: [
    {
      title: "First for receiving",
      intro: "FairEmail keeps receiving and sending separate. An account by itself only receives.",
      steps: [
        {
          text: "Open the menu on the left and choose [Settings], then [Manual setup and account options], and [Accounts].",
        },
        { only: "imap", text: "Tap the plus at the bottom and choose [IMAP account]. Set [Provider] to [Custom]." },
        { only: "pop3", text: "Tap the plus at the bottom and choose [POP3 account]." },
        {
          only: "imap",
          text: "Fill in the fields with the values shown. The user name is {user}. Then tap [Check].",
          next: "FairEmail logs in and shows which folders it uses for drafts, sent mail and so on.",
          screen: {
            title: "Edit account",
            back: "",
            parts: [
              choice("Provider", "Custom"),
              heading("IMAP"),
              field("Host name", "{in.host}"),
              choice("Encryption", "{in.security}"),
              field("Port number", "{in.port}"),
              field("User name", "{user}"),
              password("Password"),
              field("Account name", "{address}"),
            ],
            buttons: ["Check"],
            press: "Check",
          },
        },
        { only: "imap", text: "Tap [Save].", next: "The account appears in the list." },
        {
          only: "pop3",
          text: "Fill in the fields with the values shown. The user name is {user}. Keep [Leave messages on server] ticked, so that other devices see your mail too. Then tap [Save].",
          next: "The account appears in the list.",
          screen: {
            title: "Edit account",
            back: "",
            parts: [
              heading("POP3"),
              field("Host name", "{in.host}"),
              choice("Encryption", "{in.security}"),
              field("Port number", "{in.port}"),
              field("User name", "{user}"),
              password("Password"),
              field("Account name", "{address}"),
              ticked("Leave messages on server"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
        },
      ],
    },
    {
      title: "Then for sending",
      steps: [
        {
          text: "Go back to [Manual setup and account options], choose [Identities], and tap the plus at the bottom.",
        },
        sendWithoutLogin(IDENTITY_PAGE),
        {
          when: ["login-smtp"],
          text: "Fill in the first fields with the values shown, then tap [Advanced]: it opens the rest. The user name is {smtp.user}. At the end tap [Save].",
          next: "FairEmail tries the server and adds the identity to the list.",
          screen: IDENTITY_PAGE,
        },
      ],
    },
  ],
  check: [
    { text: "In the list of accounts, [Connected] appears beside yours, and messages arrive." },
    { text: "Send a message to yourself. It should arrive within a minute." },
    {
      text: "So that mail arrives while the screen is off, go to [Disable battery optimizations] in the settings and tap [Manage].",
    },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "FairEmail fetches mail only. <guide:davx5|DAVx⁵> brings calendars and contacts to the phone's own apps.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "FairEmail fetches mail only. <guide:davx5|DAVx⁵> brings your contacts to the phone.",
    },
  ],
  aliases: [
    {
      text: "Go to [Manual setup and account options], then [Identities]. Press and hold your identity and choose [Create alias]. Type the alias and a name, and keep the user name as it is.",
    },
    {
      text: "The server must allow you to send as the alias.",
    },
  ],
  change: [
    {
      text: "Go to [Manual setup and account options]. [Accounts] is for receiving, [Identities] for sending. After a password change, enter the new one in both.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this phone. **Save them first.**",
    },
    {
      text: "Go to [Manual setup and account options], then [Accounts], choose the account and tap the trash can. If you do not see it, look in the menu with the three dots. FairEmail asks [Delete this account permanently?]: this only affects this phone.",
    },
  ],
  failures: [
    {
      message: "No settings found for domain '{domain}'",
      exact: true,
      cause: "The app did not get the published settings. The one from Google Play looks in fewer places.",
      cure: "Check {address} for typing mistakes. If it is right, set the account up by hand.",
    },
    {
      message: "Authentication failed",
      exact: true,
      codes: ["AUTHENTICATE failed", "535 5.7.8"],
      cause:
        "User name or password is wrong, the password was pasted with a space, an app password is needed, or the server refuses logins from your VPN.",
      cure: "The user name is {user}. Type the password by hand. With two-step verification, it is an app password. If you use a VPN, switch it off and try again.",
    },
    {
      message: "Couldn't connect to host, port: {in.host}, {in.port}; timeout",
      exact: true,
      codes: ["SocketTimeoutException", "MailConnectException"],
      cause: "The server cannot be reached: a VPN, an app that blocks advertising, or a network that blocks mail.",
      cure: "Switch these off while you test, or use mobile data instead of Wi-Fi. Compare {in.host} with the table.",
    },
    {
      message: "Handshake failed … WRONG_VERSION_NUMBER",
      exact: true,
      codes: ["SSLHandshakeException", "SSL routines"],
      cause: "Encryption and port don't match.",
      cure: "Receiving: {in.security} with port {in.port}. Sending: {smtp.security} with port {smtp.port}.",
    },
    {
      message: "Untrusted … not in certificate",
      exact: true,
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Type {in.host} for receiving and {smtp.host} for sending. If they are right, contact {support}.",
    },
    {
      message: "Trust anchor for certification path not found",
      exact: true,
      cause: "The server doesn't send its complete certificate, or another network is answering in its place.",
      cure: "Try mobile data instead of Wi-Fi. If the warning stays, {support} must fix the certificate. Do not switch [Allow insecure connections] on.",
    },
    {
      message: "An identity is required to send emails",
      exact: true,
      cause: "Only the account for receiving was set up.",
      cure: "Follow the steps “Then for sending”.",
    },
    {
      message: "Synchronization errors since",
      exact: true,
      cause: "The app cannot reach the server, often because Android holds it back.",
      cure: "Follow [Disable battery optimizations] in the settings. If there is red text beside the account, look for it in this list.",
    },
  ],
  privacy: [
    {
      text: "FairEmail talks directly from your phone to your mail servers. It shows no advertising and does not track you.",
    },
    {
      text: "While it looks for the settings, it asks {domain}, which may see your address, and a public list kept for Thunderbird.",
    },
  ],
};
