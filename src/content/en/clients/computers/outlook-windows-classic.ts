/**
 * Outlook (classic) for Windows.
 * @see OVHcloud documentation, how_to_configure_outlook_2016 (January 2026); Microsoft OfficeDocs-Support (October 2024);
 *   mailcow documentation, client-outlook (May 2025); Microsoft, Outlook account management API, "PROP_POP_LEAVE_ON_SERVER"
 *   (read in November 2026): messages stay on the server for a number of days; caldavsynchronizer.org (4.7.1, August 2026)
 * @module
 */
import {
  button,
  type ClientGuide,
  choice,
  chosen,
  curedWith,
  field,
  heading,
  line,
  link,
  notChosen,
  note,
  password,
  pressed,
  type Screen,
  type Step,
  tabs,
  ticked,
  tiles,
  unticked,
} from "../../../guide.ts";
import { loginForReceiving } from "../../failures/server-replies.ts";

/** The page of servers in the small window, which says POP where others say POP3. */
function serverPage(type: string): Screen {
  return {
    title: `${type} Account Settings`,
    parts: [
      line(note("{address}"), link("(Not you?)")),
      heading("Incoming mail"),
      line(field("Server", "{in.host}"), field("Port", "{in.port}")),
      choice("Encryption method", "{in.security}"),
      unticked("Require logon using Secure Password Authentication (SPA)"),
      heading("Outgoing mail"),
      line(field("Server", "{smtp.host}"), field("Port", "{smtp.port}")),
      choice("Encryption method", "{smtp.security}"),
      unticked("Require logon using Secure Password Authentication (SPA)"),
    ],
    buttons: ["Go back", "Next"],
    press: "Next",
  };
}

/** The page with a tile for each kind of account. */
function accountTypes(type: string): Screen {
  return {
    layout: "outlook-classic-choice",
    title: "Advanced setup",
    parts: [
      tiles(["Microsoft 365", "Outlook.com", "Exchange", "Google", "POP", "IMAP", "Exchange 2013 or earlier"], type),
    ],
    buttons: ["Go back"],
  };
}

/** Of the dialog behind “More Settings...”. */
const OUTLOOK_TABS = ["General", "Outgoing Server", "Advanced"];

const FILL_IN =
  "Fill in the server page with the values shown. Leave both boxes [Require logon using Secure Password Authentication (SPA)] empty, and press [Next].";
const PASSWORD_FIRST = "If the page for the password comes first, type it and press [Connect]: the servers come later.";

/** Set up by itself or by hand, Outlook takes messages off the server after a while. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "So that your other devices get your mail too, look in the settings of the account for two boxes: keep “Leave a copy of messages on the server” ticked, and untick “Remove from server after 14 days”.",
};

const QUICK_STEPS: readonly Step[] = [
  {
    text: "Open Outlook. If it doesn't ask for an address, choose [File], then [Add Account].",
    next: "A small window asks for your address.",
  },
  {
    text: "Type {address} and press [Connect].",
    screen: {
      layout: "outlook-classic-start",
      title: "Outlook",
      parts: [field("Email address", "{address}"), link("Advanced options")],
      buttons: ["Connect"],
      press: "Connect",
    },
  },
  {
    asksPassword: true,
    text: "Type your password and press [Connect].",
    next: "Outlook says that the account was added. If it asks for servers, or says that something went wrong, continue with the steps by hand.",
  },
  {
    text: "Press [Done]. First untick the offer to set up Outlook on your phone, if there is one.",
    next: "Your folders appear on the left. Restart Outlook if they do not.",
  },
  KEEP_ON_SERVER,
];

export const outlookWindowsClassic: ClientGuide = {
  verdict: "Outlook may find the settings itself; if it asks for servers, the values are below.",
  recognise: [
    {
      text: "A Windows program, part of Microsoft 365 or Office. Type “Outlook” into Windows search: this one is listed as “Outlook (classic)”; plain “Outlook” is <guide:outlook-windows-new|the new Outlook>.",
    },
    {
      text: "Accounts are added under [File], at the top left. Outlook 2016, 2019 and 2021 look much the same, but no longer get updates.",
    },
  ],
  automatic: [
    {
      when: ["imap"],
      intro:
        "This sets up an IMAP account, so that all your devices show the same mail. POP3 has to be set up by hand.",
      steps: QUICK_STEPS,
    },
    { unless: ["imap"], steps: QUICK_STEPS },
  ],
  manual: [
    {
      title: "In the small window",
      intro: "Most current versions show this one.",
      steps: [
        { text: "Choose [File] at the top left, then [Add Account]." },
        {
          text: "Type {address}, open [Advanced options], tick [Let me set up my account manually] and press [Connect].",
          screen: {
            layout: "outlook-classic-start",
            title: "Outlook",
            parts: [
              field("Email address", "{address}"),
              link("Advanced options"),
              ticked("Let me set up my account manually"),
            ],
            buttons: ["Connect"],
            press: "Connect",
          },
          next: "A page with the kinds of account appears.",
        },
        { only: "imap", text: "Choose [IMAP].", next: PASSWORD_FIRST, screen: accountTypes("IMAP") },
        { only: "pop3", text: "Choose [POP].", next: PASSWORD_FIRST, screen: accountTypes("POP") },
        { only: "imap", text: FILL_IN, screen: serverPage("IMAP") },
        { only: "pop3", text: FILL_IN, screen: serverPage("POP") },
        {
          asksPassword: true,
          text: "Type your password, press [Connect], then [Done].",
          next: "Outlook says that the account was added. If it could not log in, [Change account settings] leads back to the servers.",
        },
        {
          when: ["short-user"],
          text: "This window takes your address as the user name, and yours is {user}. If the login is refused, use the older window.",
        },
        KEEP_ON_SERVER,
      ],
    },
    {
      isRare: true,
      title: "In the older window",
      intro:
        "Some computers show this one instead. It has a field for the user name, so use it too if yours is not your address. You can always open it from the Windows Control Panel.",
      steps: [
        {
          text: "Close Outlook, open the Windows Control Panel and choose [User Accounts], [Mail], [Email Accounts...], then [New...].",
          next: "If there is no [Mail], start `OLCFG.EXE` in the Office folder under Program Files.",
        },
        {
          text: "Choose [Manual setup or additional server types] and press [Next]. Then choose [POP or IMAP] and press [Next].",
        },
        {
          text: "Fill in the page, leave the SPA box empty, and press [More Settings...].",
          screen: {
            layout: "outlook-wizard",
            bar: "Add Account",
            title: "POP and IMAP Account Settings",
            parts: [
              heading("User Information"),
              field("Your Name", "your name"),
              field("Email Address", "{address}"),
              heading("Server Information"),
              choice("Account Type", "{in.protocol}"),
              field("Incoming mail server", "{in.host}"),
              field("Outgoing mail server (SMTP)", "{smtp.host}"),
              heading("Logon Information"),
              field("User Name", "{user}"),
              password("Password"),
              unticked("Require logon using Secure Password Authentication (SPA)"),
              pressed(button("More Settings...")),
            ],
            buttons: ["< Back", "Next >", "Cancel"],
          },
        },
        {
          when: ["login-smtp"],
          text: "On the tab [Outgoing Server] tick [My outgoing server (SMTP) requires authentication], and leave [Use same settings as my incoming mail server] selected.",
          screen: {
            layout: "outlook-tabs",
            title: "Internet E-mail Settings",
            parts: [
              tabs(OUTLOOK_TABS, "Outgoing Server"),
              pressed(ticked("My outgoing server (SMTP) requires authentication")),
              chosen("Use same settings as my incoming mail server"),
              notChosen("Log on using"),
            ],
            buttons: ["OK", "Cancel"],
          },
        },
        {
          when: ["short-user"],
          text: "The user name for sending is {smtp.user}. If you entered a different one before, choose “Log on using” on the same tab, and type this one with your password.",
        },
        {
          only: "pop3",
          text: "Go to the tab [Advanced]. So that your other devices get your mail too, keep “Leave a copy of messages on the server” ticked there, and untick “Remove from server after 14 days”.",
        },
        {
          only: "imap",
          text: "On the tab [Advanced] choose the kinds of encryption, then type the ports, and press [OK]. Keep to this order, because Outlook may change a port along with the encryption.",
          screen: {
            layout: "outlook-tabs",
            title: "Internet E-mail Settings",
            parts: [
              tabs(OUTLOOK_TABS, "Advanced"),
              heading("Server Port Numbers"),
              field("Incoming server ({in.protocol})", "{in.port}"),
              choice("Use the following type of encrypted connection", "{in.security}"),
              field("Outgoing server (SMTP)", "{smtp.port}"),
              choice("Use the following type of encrypted connection", "{smtp.security}"),
            ],
            buttons: ["OK", "Cancel"],
            press: "OK",
          },
        },
        {
          only: "pop3",
          when: ["tls-in"],
          text: "On the tab [Advanced] tick [This server requires an encrypted connection (SSL/TLS)], choose the kind of encryption for sending, then type the ports, and press [OK]. Keep to this order, because Outlook may change a port along with the encryption.",
          screen: {
            layout: "outlook-tabs",
            title: "Internet E-mail Settings",
            parts: [
              tabs(OUTLOOK_TABS, "Advanced"),
              heading("Server Port Numbers"),
              field("Incoming server (POP3)", "{in.port}"),
              ticked("This server requires an encrypted connection (SSL/TLS)"),
              field("Outgoing server (SMTP)", "{smtp.port}"),
              choice("Use the following type of encrypted connection", "{smtp.security}"),
            ],
            buttons: ["OK", "Cancel"],
            press: "OK",
          },
        },
        {
          only: "pop3",
          unless: ["tls-in"],
          text: "On the tab [Advanced] choose the kind of encryption for sending, then type the ports, {in.port} for receiving and {smtp.port} for sending, and press [OK]. For receiving there is only the box [This server requires an encrypted connection (SSL/TLS)], which may not work with this port: the small window has a list.",
        },
        {
          text: "Press [Next].",
          next: "Outlook tests both servers. When all tests have passed, close the test and press “Finish”.",
        },
      ],
    },
  ],
  check: [
    {
      text: "Press [Send/Receive All Folders] on the tab [Send / Receive], or the key F9: no error appears, and the line at the bottom says that Outlook is connected or up to date.",
    },
    { text: "Send a message to yourself: it should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Outlook by itself cannot show the calendars of {provider}. A free add-in can: <https://caldavsynchronizer.org|Outlook CalDav Synchronizer>. Give it the address {caldav.url}, {caldav.user} as user name, and your password.",
    },
    {
      when: ["contacts"],
      text: "The same add-in brings contacts, with the address {carddav.url}.",
    },
  ],
  aliases: [
    {
      text: "In a new message choose [Options] and show “From”. Click “From”, choose “Other Email Address…” and type the alias. The server must allow you to send as that address.",
    },
  ],
  change: [
    {
      text: "Choose [File], pick the account, then [Account Settings] and [Server Settings]. In older versions choose [Account Settings...] there, then the tab [Email], the account, and [Change...].",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      text: "Choose [File], [Account Settings], [Account Settings...], the account, then [Remove]. You can only remove the default account after making another one the default.",
    },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server exist only on this computer. They are in a file that ends in `.pst`.",
    },
  ],
  failures: [
    {
      message:
        "Something went wrong. We couldn't connect to the incoming (IMAP) server. Please check the incoming (IMAP) server settings and try again",
      exact: true,
      cause: "Server, port and encryption don't match, or a virus scanner is interfering.",
      cure: "Press [Change account settings] and compare with your settings on this page: {in.host}, {in.port}, {in.security}. Pause the scanning of mail while you set up, and switch it back on afterwards.",
    },
    {
      message:
        "Something went wrong and Outlook couldn't set up your account. Please try again. If the problem continues, contact your email administrator.",
      exact: true,
      cause: "A website at {domain} gave Outlook something else, or Outlook isn't allowed to go online.",
      cure: "Set the account up by hand.",
    },
    {
      message: "We're sorry, we couldn't set up your account automatically",
      exact: true,
      cause: "Outlook didn't find or didn't accept the published settings.",
      cure: "Set the account up by hand.",
    },
    {
      message: "Allow this website to configure {address} server settings?",
      exact: true,
      cause: "Outlook was redirected to another address while looking for the settings.",
      cure: "Only press [Allow] if the name shown is one that {provider} has given you.",
    },
    {
      message: "The name on the security certificate is invalid or does not match the name of the site.",
      exact: true,
      codes: [
        "Internet Security Warning",
        "The server you are connected to is using a security certificate that cannot be verified",
        "The target principal name is incorrect",
      ],
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Enter the server names exactly: {in.host} for receiving, {smtp.host} for sending. If they are right, contact {support}.",
    },
    {
      message:
        "Your server does not support the connection encryption type you have specified. Try changing the encryption method.",
      exact: true,
      codes: ["0x800CCC1A"],
      cause: "The port is for another kind of encryption.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "Outlook can't connect, or the connection fails or times out",
      exact: false,
      codes: [
        "0x800CCC0E",
        "0x800CCC0F",
        "0x800CCC19",
        "0x800CCC0D",
        "0x80042108",
        "0x80042109",
        "0x8004210A",
        "0x8004210B",
        "Cannot find the email server",
        "Outlook is unable to connect to your incoming (POP3) email server",
        "Outlook is unable to connect to your outgoing (SMTP) email server",
        "The operation timed out waiting for a response from the receiving or sending server",
        "Your server has unexpectedly terminated the connection",
        "Outlook cannot connect to server",
      ],
      cause: "A blocked port, a wrong server name, a security program or a VPN.",
      cure: "Try another network, such as your phone's. Receiving: {in.host}, port {in.port}. Sending: {smtp.host}, port {smtp.port}.",
    },
    ...curedWith(
      "webmail",
      {
        message: "The password or login is refused",
        exact: false,
        codes: [
          "0x800CCC92",
          "0x800CCC18",
          "0x800CCC90",
          "0x800CCC91",
          "Log on to incoming mail server (POP3)",
          "Your email server rejected your login",
        ],
        cause: "Wrong user name or password, the SPA box is ticked, or an app password is needed.",
        cure: "The user name is {user}. Leave SPA empty. With two-step verification, type an app password. Try the password in webmail.",
      },
      loginForReceiving,
    ),
    {
      message: "The password window keeps coming back, or the status bar says “Need Password”",
      exact: false,
      codes: [
        "Need Password",
        "Internet Email",
        "Enter your user name and password for the following server",
        "Outlook keeps asking for password",
        "Outlook does not save password",
      ],
      cause: "Windows has saved an old password, or an app password is needed.",
      cure: "Close Outlook. In the Windows Control Panel, open “Credential Manager” and remove the entries that name {in.host} or your address. Start Outlook again and type the password, or with two-step verification, an app password. Tick the box to save it.",
    },
    {
      when: ["login-smtp"],
      message: "None of the authentication methods supported by this client are supported by your server.",
      exact: true,
      codes: ["0x800CCC80", "0x800CCC79", "0x800CCC78", "The server responded: 550 relaying not allowed"],
      cause: "Outlook doesn't log in when sending.",
      cure: "Tick [My outgoing server (SMTP) requires authentication].",
    },
    {
      message: "Log onto Exchange ActiveSync mail server (EAS): The server cannot be found.",
      exact: true,
      cause: "Exchange ActiveSync was chosen for the account.",
      cure: "Add the account again as {in.protocol}.",
    },
    {
      when: ["pop3"],
      message: "Messages vanish from the server after two weeks",
      exact: false,
      codes: ["Remove from server after 14 days", "POP3", "messages disappear", "deleted from server"],
      cause: "With POP3, Outlook only leaves messages on the server for a number of days.",
      cure: "In the account settings, untick “Remove from server after 14 days”. What is gone from the server is still in Outlook on this computer.",
    },
    {
      message: "The Outlook data file cannot be accessed.",
      exact: true,
      codes: ["0x8004010F", "0x80040600", "outlook.pst is not accessible", "data file damaged"],
      cause: "The file in which Outlook keeps your mail on this computer was moved or is damaged. The server is fine.",
      cure: "In the Windows Control Panel, open “Mail”, then “Show Profiles”, add a new profile and set the account up in it. With IMAP, all mail comes back from the server.",
    },
    {
      message: "A message stays in the Outbox",
      exact: false,
      cause: "Outlook is set not to send straight away.",
      cure: "Switch on [Send immediately when connected] under [File], [Options], [Advanced], [Send and receive].",
    },
  ],
  privacy: [
    {
      text: "Mail goes directly between this computer and {provider}. While it looks for settings, Outlook may ask a Microsoft service about your address.",
    },
  ],
};
