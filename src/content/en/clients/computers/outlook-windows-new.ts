/**
 * Outlook (new) for Windows, which is also the successor of Windows Mail.
 * @see mailcow documentation, client-outlook (May 2025); OVHcloud documentation, how to add an email account to the new
 *   Outlook for Windows (September 2025) and how_to_configure_outlook_2016 (January 2026); InfoCert Legalmail guide (about 2025)
 * @module
 */
import {
  button,
  type ClientGuide,
  choice,
  curedWith,
  field,
  heading,
  line,
  password,
  pressed,
  type Screen,
  sendingPassword,
} from "../../../guide.ts";
import { fillInWithoutLogin } from "../without-login.ts";

/** The page of servers. It has no field for the user name of incoming mail. */
function serverPage(incomingServer: string): Screen {
  return {
    title: "Add account",
    parts: [
      password("Password"),
      line(field(incomingServer, "{in.host}"), field("Port", "{in.port}")),
      choice("Secure connection type", "{in.security}"),
      field("SMTP Username", "{smtp.user}"),
      sendingPassword("SMTP Password"),
      line(field("SMTP Outgoing Server", "{smtp.host}"), field("Port", "{smtp.port}")),
      choice("Secure connection type", "{smtp.security}"),
    ],
    buttons: ["Continue"],
    press: "Continue",
  };
}

export const outlookWindowsNew: ClientGuide = {
  verdict:
    "You fill in one page of server settings, and agree to Microsoft's service downloading your mail: this program doesn't work any other way.",
  recognise: [
    {
      text: "A Windows program. Type “Outlook” into Windows search: the new Outlook is listed as plain “Outlook”, <guide:outlook-windows-classic|the other one> as “Outlook (classic)”.",
    },
    {
      text: "It comes with Windows 11, and on Windows 10 it replaced Windows Mail. Its settings are behind a gear icon, and accounts are added there, not under [File].",
    },
  ],
  before: [
    {
      text: "Microsoft keeps your password and a copy of your mail on its own servers. If you do not want that, use <guide:thunderbird-desktop|Thunderbird> or <guide:outlook-windows-classic|Outlook (classic)>.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Outlook. If it doesn't ask for an address, press the gear, then choose [Accounts], [Your accounts].",
          next: "You see a list of your accounts; on a new computer it is empty.",
        },
        {
          text: "Press [Add account].",
          screen: {
            title: "Settings",
            layout: "outlook-new-settings",
            side: { labels: ["Accounts", "General", "Mail", "Calendar", "People"], chosen: "Accounts" },
            parts: [heading("Your accounts"), pressed(button("Add account"))],
          },
        },
        {
          text: "Type {address} and press [Continue].",
          screen: {
            title: "Add account",
            parts: [field("Email address", "{address}")],
            buttons: ["Continue"],
            press: "Continue",
          },
          next: "A list of providers appears, or a page that asks for your password. Some versions say “Next” instead of [Continue].",
        },
        {
          only: "imap",
          text: "In the list of providers scroll down and choose [IMAP]. If the password page appeared instead, continue with the next step.",
        },
        {
          only: "pop3",
          text: "In the list of providers scroll down and choose [POP]. If another page came instead, go back and look for a link to choose the provider.",
        },
        {
          text: "If you see only a field for the password, press [Show more].",
          screen: {
            title: "Add account",
            parts: [password("Password"), pressed(button("Show more"))],
            buttons: ["Continue"],
          },
          next: "The fields for the servers appear.",
        },
        {
          only: "pop3",
          text: "If the page has a box to leave copies of messages on the server, tick it: only then do other devices see your mail.",
        },
        { only: "imap", ...fillInWithoutLogin(serverPage("IMAP Incoming Server")) },
        {
          only: "imap",
          when: ["login-smtp"],
          text: "Fill in the page with the values shown. Type your password in both places, for receiving and for sending, then press [Continue].",
          screen: serverPage("IMAP Incoming Server"),
        },
        { only: "pop3", ...fillInWithoutLogin(serverPage("Incoming server")) },
        {
          only: "pop3",
          when: ["login-smtp"],
          text: "Fill in the page with the values shown. Type your password in both places, for receiving and for sending, then press [Continue].",
          screen: serverPage("Incoming server"),
        },
        {
          when: ["short-user"],
          text: "The page uses your address as the user name for receiving, but yours is {user}. If there is no field for it and the login is refused, use <guide:thunderbird-desktop|Thunderbird>.",
        },
        {
          text: "Read the notice that your account is synced with the Microsoft Cloud, and press [Continue].",
          next: "Some privacy questions may follow. Answer them as you like.",
        },
      ],
    },
  ],
  check: [
    { text: "Your folders appear on the left within a few minutes. A large mailbox takes longer." },
    { text: "Send a message to yourself: it should arrive within a minute or two." },
    { text: "If mail cannot be fetched, look for a message above the list of your mail." },
  ],
  sync: [
    {
      when: ["calendars", "webmail"],
      text: "This program cannot show the calendars of {provider}. Use <guide:thunderbird-desktop|Thunderbird> or webmail for them.",
    },
    {
      when: ["calendars"],
      unless: ["webmail"],
      text: "This program cannot show the calendars of {provider}. Use <guide:thunderbird-desktop|Thunderbird> for them.",
    },
    {
      when: ["contacts"],
      text: "Nor can it show the contacts of {provider}. Those that you add in Outlook stay with Microsoft.",
    },
  ],
  aliases: [
    {
      when: ["webmail"],
      text: "There is no known way to send from a second address of the same mailbox here. Use webmail or <guide:outlook-windows-classic|Outlook (classic)>.",
    },
    {
      unless: ["webmail"],
      text: "There is no known way to send from a second address of the same mailbox here. Use <guide:outlook-windows-classic|Outlook (classic)>.",
    },
  ],
  change: [
    {
      text: "After a password change, press the gear, then choose [Accounts], [Your accounts] and [Manage] beside the account. Outlook may also ask for it on its own.",
    },
    { text: "Servers and ports cannot be changed afterwards: remove the account and add it again." },
    { text: "An account cannot be switched between IMAP and POP3: here too, remove the account and add it again." },
  ],
  remove: [
    {
      text: "Press the gear, then choose [Accounts], [Your accounts] and [Manage] beside the account. At the end of that page is the button that removes it, “Remove” or “Delete”.",
    },
    {
      text: "Outlook asks whether to remove the account from this device only, or from all devices that use Outlook.",
    },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server don't exist anywhere else.",
    },
  ],
  failures: [
    {
      message: "We couldn't reach the email server. Please try again.",
      exact: true,
      cause: "A server name, port or kind of encryption is wrong, or Microsoft's service can't reach the server.",
      cure: "Compare the page with these values. Receiving: {in.host}, {in.port}, {in.security}. Sending: {smtp.host}, {smtp.port}, {smtp.security}. If they are right, tell {support} that logins from Microsoft's network fail.",
    },
    {
      when: ["imap"],
      message: "A page to sign in to Microsoft 365 or Exchange appears",
      exact: false,
      cause: "Microsoft knows {domain} from an earlier mail service, or thinks it is one of its own.",
      cure: "Go back and choose [IMAP] in the list of providers. If there is no way back, contact {support}.",
    },
    {
      message: "Outlook cannot sign in, although the password works in webmail",
      exact: false,
      cause:
        "It is Microsoft's service that logs in, not your computer. The mail server may block Microsoft's addresses, or require an app password.",
      cure: "With two-step verification, type an app password. Otherwise tell {support} that logins from Microsoft's network are refused.",
    },
    {
      message: "The account needs attention, and no new mail comes",
      exact: false,
      cause: "The password was changed, or there is a problem with the server's certificate.",
      cure: "Type the password again under [Manage]. If that doesn't help, contact {support}.",
    },
    {
      message: "Sending fails, receiving works",
      exact: false,
      cause: "The fields that begin with SMTP are empty, or port and security don't match.",
      cure: "Remove the account and add it again. For sending: {smtp.host}, {smtp.port}, {smtp.security}, and {smtp.user} as SMTP user name.",
    },
    ...curedWith(
      "webmail",
      {
        message: "Calendar and contacts of the mailbox are missing",
        exact: false,
        cause: "The new Outlook only supports mail with this kind of server.",
        cure: "Use webmail, or <guide:thunderbird-desktop|Thunderbird>.",
      },
      "Use <guide:thunderbird-desktop|Thunderbird>.",
    ),
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
