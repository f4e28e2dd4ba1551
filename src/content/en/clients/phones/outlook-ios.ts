/**
 * Outlook for iPhone and iPad.
 * @see OVHcloud documentation, how_to_configure_outlook_ios (February and April 2025) and zimbra_outlook_app_ios (July 2025)
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  heading,
  password,
  pressed,
  sendingPassword,
  switchedOn,
} from "../../../guide.ts";

export const outlookIos: ClientGuide = {
  verdict: "You fill in one page of servers. Microsoft's service then fetches your mail for the app.",
  recognise: [
    {
      text: "The app called “Outlook” on an iPhone or iPad, made by Microsoft. You, or whoever set the device up, got it from the App Store: it does not come with the device.",
    },
    {
      text: "The app called “Mail”, which comes with the device, is <guide:apple-mail-ios|Apple's own>.",
    },
  ],
  before: [
    {
      text: "Microsoft keeps your password and a copy of your mail on its own servers. If you do not want that, use <guide:apple-mail-ios|Mail on iPhone and iPad>.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Outlook. If you see [Add account], tap it. Otherwise tap the circle or the house at the top left, then the gear at the bottom left.",
          next: "With the gear, the settings of Outlook open.",
        },
        {
          text: "In the settings tap [Accounts], then [Add Account], then [Email account]. The first time you open the app, skip this step.",
          screen: { title: "Accounts", back: "", parts: [pressed("Email account")] },
        },
        {
          text: "Type {address} and tap [Add account].",
          screen: {
            layout: "outlook-ios-start",
            title: "Add account",
            back: "",
            parts: [field("Email address", "{address}")],
            buttons: ["Add account"],
            press: "Add account",
          },
          next: "A page appears with a word at its top: [IMAP], [Exchange] or another.",
        },
        {
          text: "If the page says [Exchange] or anything else but [IMAP] at the top, tap [?] at the top right, then [Change account provider], then [IMAP].",
          screen: {
            layout: "outlook-ios-menu",
            title: "Exchange",
            back: "",
            parts: [pressed("Change account provider")],
            buttons: ["?"],
          },
          next: "The page now says [IMAP] at its top.",
        },
        {
          text: "Switch on [Advanced settings].",
          next: "The page becomes longer: fields for the two servers appear.",
        },
        {
          text: "Fill in every field, including those for sending, and tap [Login]. In some versions the button is called “Sign In”.",
          screen: {
            title: "IMAP",
            back: "",
            parts: [
              field("Email address", "{address}"),
              switchedOn("Advanced settings"),
              heading("IMAP Incoming Mail Server"),
              field("IMAP Hostname", "{in.host}"),
              field("IMAP Port", "{in.port}"),
              field("IMAP Username", "{user}"),
              password("IMAP Password"),
              choice("Port Security", "{in.security}"),
              heading("SMTP Outgoing Mail Server"),
              field("SMTP Hostname", "{smtp.host}"),
              field("SMTP Port", "{smtp.port}"),
              field("SMTP Username", "{smtp.user}"),
              sendingPassword("SMTP Password"),
              choice("Port Security", "{smtp.security}"),
            ],
            buttons: ["Login"],
            press: "Login",
          },
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
      text: "Outlook cannot show the calendars of {provider}. Apple's Calendar on the same device can: <guide:apple-calendar-contacts|how to set it up>.",
    },
    { when: ["contacts"], text: "The same goes for contacts: Apple's Contacts shows them." },
  ],
  aliases: [
    {
      when: ["webmail"],
      text: "Outlook cannot send as an alias with this kind of account. Use webmail or <guide:apple-mail-ios|Apple's Mail>.",
    },
    {
      unless: ["webmail"],
      text: "Outlook cannot send as an alias with this kind of account. Use <guide:apple-mail-ios|Apple's Mail>.",
    },
  ],
  change: [
    {
      text: "Tap the circle or the house at the top left, then the gear, then [Accounts] and the account. The line to change password and servers may be called “Modify login information”.",
    },
    {
      text: "If you do not find the servers there, delete the account and add it again. Your mail stays on the server.",
    },
  ],
  remove: [
    {
      text: "Tap the circle or the house at the top left, then the gear, then [Accounts], the account, and [Delete Account]. Your mail stays on the server.",
    },
  ],
  failures: [
    {
      message: "Outlook thinks the address is Exchange, Microsoft 365 or Google",
      exact: false,
      cause: "Microsoft's service guessed the provider from the name {domain} and got it wrong.",
      cure: "Tap [?] at the top right, then [Change account provider], then [IMAP].",
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
    {
      when: ["pop3"],
      message: "There is no POP3 to choose",
      exact: false,
      cause: "Many versions of this app offer IMAP only.",
      cure: "Use IMAP where {provider} offers it, or <guide:apple-mail-ios|Apple's Mail>, which supports both.",
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
