/**
 * Outlook for Android.
 * @see OVHcloud documentation, email_outlook_app_android (November 2024); mailcow issues on accounts that were added by
 *   ActiveSync
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  heading,
  note,
  offered,
  password,
  pressed,
  type Screen,
  sendingPassword,
  switchedOn,
  tiles,
} from "../../../guide.ts";

const accountPage: Screen = {
  layout: "outlook-android-form",
  title: "{in.protocol}",
  back: "",
  parts: [
    field("Email address", "{address}"),
    heading("{in.protocol} Incoming Mail Server"),
    field("{in.protocol} Host Name", "{in.host}"),
    field("Port", "{in.port}"),
    choice("Security Type", "{in.security}"),
    field("{in.protocol} Username", "{user}"),
    password("{in.protocol} Password"),
    heading("SMTP Outgoing Mail Server"),
    field("SMTP Host Name", "{smtp.host}"),
    field("Port", "{smtp.port}"),
    choice("Security Type", "{smtp.security}"),
    field("SMTP Username", "{smtp.user}"),
    sendingPassword("SMTP Password"),
    switchedOn("Advanced settings"),
  ],
  buttons: ["?", "✓"],
  press: "✓",
};

export const outlookAndroid: ClientGuide = {
  verdict: "You fill in one page of servers. Microsoft's service then fetches your mail for the app.",
  recognise: [
    {
      text: "The app called “Outlook” on an Android phone or tablet, made by Microsoft; from Google Play, or pre-installed by the phone's maker.",
    },
    {
      text: "Other mail apps look alike: one called “Gmail” is <guide:gmail-android|Google's>, one called “Email” on a Samsung phone is <guide:samsung-email|Samsung's>.",
    },
  ],
  before: [
    {
      text: "Microsoft keeps your password and a copy of your mail on its own servers. If you do not want that, use <guide:thunderbird-android|Thunderbird for Android>.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Outlook. If you see [Add account], tap it. Otherwise tap the envelope or the circle at the top left.",
          next: "With the envelope or circle, a bar opens on the left.",
        },
        {
          text: "In the bar tap [+], then [Add Account]. The first time you open the app, skip this step.",
          screen: { title: "Outlook", parts: [pressed("Add Account")] },
        },
        {
          text: "Type {address} and tap [Continue].",
          screen: {
            title: "Add account",
            parts: [note("Enter your work or personal email address."), field("Email address", "{address}")],
            buttons: ["Continue"],
            press: "Continue",
          },
          next: "A choice of protocols appears, or a page for one provider.",
        },
        {
          text: "If there is no choice of protocols, tap [?] at the top right, then [Change account provider].",
          screen: {
            layout: "outlook-android-form",
            title: "Outlook",
            back: "",
            parts: [pressed("Change account provider")],
            buttons: ["?"],
          },
          next: "The choice now appears.",
        },
        {
          only: "pop3",
          text: "If [POP3] is not in the list, update Outlook: it has been available since version 4.0.7.",
        },
        {
          text: "Tap [{in.protocol}]. Do not choose Exchange: the account would be added, but stay empty.",
          screen: {
            layout: "outlook-android-form",
            title: "Choose account type",
            back: "",
            parts: [
              heading("Microsoft"),
              offered(["Microsoft 365", "Outlook", "Exchange"]),
              heading("Other"),
              offered(["Yahoo", "iCloud", "Google"]),
              heading("Advanced"),
              tiles(["IMAP", "POP3"], "{in.protocol}"),
            ],
          },
        },
        {
          text: "Switch on [Advanced settings].",
          next: "The page becomes longer: fields for the two servers appear.",
        },
        {
          only: "pop3",
          text: "If the page has a box to leave copies of messages on the server, tick it: only then do other devices see your mail.",
        },
        {
          text: "Fill in every field, including those for sending, and tap the tick [✓] at the top right.",
          screen: accountPage,
          next: "Outlook shows your inbox. The first mail may take a few minutes.",
        },
      ],
    },
  ],
  check: [
    { text: "Pull the list of messages down with your finger: the newest mail appears." },
    { text: "Send a message to yourself: it should arrive within a minute or two." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Outlook cannot show the calendars of {provider}. The app DAVx⁵ brings them to your phone's calendar: <guide:davx5|how to set it up>.",
    },
    { when: ["contacts"], text: "DAVx⁵ brings contacts as well." },
  ],
  aliases: [
    {
      when: ["webmail"],
      text: "Outlook cannot send as an alias with this kind of account. Use webmail or <guide:thunderbird-android|Thunderbird for Android>.",
    },
    {
      unless: ["webmail"],
      text: "Outlook cannot send as an alias with this kind of account. Use <guide:thunderbird-android|Thunderbird for Android>.",
    },
  ],
  change: [
    { text: "Servers and ports cannot be changed afterwards: delete the account and add it again." },
    { text: "An account cannot be switched between IMAP and POP3: here too, delete the account and add it again." },
  ],
  remove: [
    {
      text: "Tap the envelope or the circle at the top left, then the gear, then [Accounts], the account, [Delete account], and [Delete].",
    },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server don't exist anywhere else.",
    },
  ],
  failures: [
    {
      message: "Outlook thinks the address is Exchange, Microsoft 365 or Google",
      exact: false,
      cause: "Microsoft's service guessed the provider from the name {domain} and got it wrong.",
      cure: "Tap [?] at the top right, then [Change account provider], then [{in.protocol}].",
    },
    {
      message: "The account was added, but stays empty",
      exact: false,
      cause: "It was added as Exchange (ActiveSync), which the mail server supports only partly or not at all.",
      cure: "Delete the account and add it again as [{in.protocol}].",
    },
    {
      message: "Login fails, although the password works in webmail",
      exact: false,
      cause:
        "It is Microsoft's service that logs in, not your phone. The mail server may block Microsoft's addresses, or require an app password.",
      cure: "The user name is {user}. With two-step verification, type an app password. Otherwise tell {support} that logins from Microsoft's network are refused.",
    },
    {
      message: "Login fails straight away, with only the address and one password filled in",
      exact: false,
      cause: "The fields for sending are empty.",
      cure: "Switch on [Advanced settings] and fill in all of them. For sending: {smtp.host}, {smtp.port}, {smtp.security}, {smtp.user} as user name, and your password.",
    },
  ],
  privacy: [
    {
      text: "Your user name and password go to Microsoft. Its service logs in at {provider} for you and keeps a copy of your mail.",
    },
    {
      when: ["app-password"],
      text: "With an app password you can withdraw this access at any time without giving away your own password.",
    },
  ],
};
