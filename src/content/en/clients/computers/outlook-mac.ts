/**
 * Outlook for Mac, the new one and the older look that was called “Legacy Outlook”.
 * @see OVHcloud documentation, how_to_configure_outlook_2016_mac (October 2024) and zimbra_outlook_macos (July 2025);
 *   mailcow documentation, client-outlook (May 2025)
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  line,
  onIfEncrypted,
  password,
  pressed,
  type Screen,
  ticked,
  unticked,
} from "../../../guide.ts";
import { fillInUnencrypted } from "../without-login.ts";

/** The one page of the account; the program says POP where others say POP3. */
function accountPage(type: string): Screen {
  return {
    title: "IMAP/POP",
    parts: [
      choice("Account type", type),
      field("Email address", "{address}"),
      field("User name", "{user}"),
      password("Password"),
      unticked("Show Password"),
      line(field("Incoming server", "{in.host}"), field("Port", "{in.port}")),
      ...onIfEncrypted(ticked("Use SSL to connect"), "encrypted-in"),
      line(field("Outgoing server", "{smtp.host}"), field("Port", "{smtp.port}")),
      ...onIfEncrypted(ticked("Use SSL to connect"), "encrypted-smtp"),
    ],
    buttons: ["Add Account"],
    press: "Add Account",
  };
}

const FILL_IN =
  "Fill in the page with the values shown. Both boxes [Use SSL to connect] stay ticked: the port decides the kind of encryption. Press [Add Account]; older versions say “Next”.";

export const outlookMac: ClientGuide = {
  verdict: "You fill in one page of servers; Outlook does not find them by itself.",
  recognise: [
    {
      text: "Outlook on a Mac: when it is in front, the menu bar at the top of the screen has [Tools], with [Accounts] in it.",
    },
    {
      text: "There is one Outlook for Mac, with two designs: the new one, and an older one called “Legacy Outlook”. This guide is for both. A program called “Mail” is <guide:apple-mail-macos|Apple's own>.",
    },
  ],
  before: [
    {
      text: "The new Outlook for Mac fetches mail through Microsoft's service. If you do not want that, use <guide:apple-mail-macos|Mail on Mac> or <guide:thunderbird-desktop|Thunderbird>.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Outlook. If it doesn't ask for an address, choose [Tools] in the menu bar, then [Accounts].",
          next: "A window with your accounts appears.",
        },
        {
          text: "Press [+] at the bottom left and choose [New Account].",
          screen: { layout: "mac-window", title: "Accounts", parts: [pressed("New Account")] },
        },
        {
          text: "Type {address} and press [Continue].",
          screen: {
            title: "Outlook",
            parts: [field("Email address", "{address}")],
            buttons: ["Continue"],
            press: "Continue",
          },
          next: "The page for [IMAP/POP] appears, or one with a choice of providers.",
        },
        {
          text: "If you see the choice of providers, choose [IMAP/POP].",
          next: "If the page is for something else, such as Google or Exchange, look for a link at its top right that says it is not that kind of account. It leads to the choice of providers.",
        },
        {
          only: "pop3",
          text: "If the page has a box to leave copies of messages on the server, tick it: only then do other devices see your mail.",
        },
        { only: "imap", when: ["encrypted"], text: FILL_IN, screen: accountPage("IMAP") },
        { only: "pop3", when: ["encrypted"], text: FILL_IN, screen: accountPage("POP") },
        { only: "imap", ...fillInUnencrypted(accountPage("IMAP")) },
        { only: "pop3", ...fillInUnencrypted(accountPage("POP")) },
        {
          text: "If Outlook asks for a user name and password for sending, type {smtp.user} and your password there too.",
          next: "Outlook says that the account was added, and your folders appear on the left.",
        },
      ],
    },
  ],
  check: [
    { text: "Your folders appear on the left within a few minutes." },
    { text: "Send a message to yourself: it should arrive within a minute or two." },
    { text: "A warning sign beside the account means that Outlook cannot connect. Click it to read why." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Outlook for Mac cannot show the calendars of {provider}. Use Apple's Calendar: <guide:apple-calendar-contacts|how to set it up>.",
    },
    {
      when: ["contacts"],
      text: "The same goes for contacts: Apple's Contacts shows them.",
    },
  ],
  aliases: [
    {
      when: ["webmail"],
      text: "Outlook for Mac has no list of additional addresses for this kind of account. To send as an alias, use webmail or <guide:apple-mail-macos|Mail on Mac>.",
    },
    {
      unless: ["webmail"],
      text: "Outlook for Mac has no list of additional addresses for this kind of account. To send as an alias, use <guide:apple-mail-macos|Mail on Mac>.",
    },
  ],
  change: [
    { text: "Choose [Tools], [Accounts], click the account, then [Advanced...]." },
    {
      text: "In the older design, the login for sending may be behind “More Options…”: it should be {smtp.user} with your password.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    { text: "Choose [Tools], [Accounts], click the account, then [-] at the bottom left." },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server exist only on this Mac.",
    },
  ],
  failures: [
    {
      message: "A browser window opens to sign in to Google or Microsoft",
      exact: false,
      cause: "Outlook guessed the provider from the name {domain} and got it wrong.",
      cure: "Close the window, go back to the choice of providers and choose [IMAP/POP].",
    },
    {
      message: "Outlook cannot log in, although the password works in webmail",
      exact: false,
      cause: "The user name is wrong, an app password is needed, or the server refuses Microsoft's service.",
      cure: "The user name is {user}. With two-step verification, type an app password. If both are right, tell {support}.",
    },
    {
      id: "error-the-log-in-at",
      message: "Logging in to the outgoing server fails",
      exact: false,
      cause: "Outlook sends without logging in, or the port is wrong.",
      cure: "Under [Advanced...] type {smtp.user} as user name for sending, your password, {smtp.host}, and port {smtp.port}.",
    },
    {
      message: "The identity or the certificate of the server cannot be verified",
      exact: false,
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Enter the server names exactly: {in.host} for receiving, {smtp.host} for sending. If they are right, don't continue, and contact {support}.",
    },
    {
      message: "Calendar and contacts of the mailbox are missing",
      exact: false,
      cause: "Outlook for Mac only supports mail with this kind of server.",
      cure: "Use <guide:apple-calendar-contacts|Apple's Calendar and Contacts>.",
    },
  ],
  privacy: [
    {
      text: "In the new Outlook, your user name and password go to Microsoft. Its service logs in at {provider} for you and keeps a copy of your mail.",
    },
    {
      when: ["app-password"],
      text: "With an app password you can withdraw this access at any time without giving away your own password.",
    },
  ],
};
