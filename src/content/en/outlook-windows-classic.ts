/**
 * Outlook (classic) for Windows.
 * @see OVHcloud documentation, how_to_configure_outlook_2016 (January 2026); Microsoft OfficeDocs-Support (October 2024);
 *   mailcow documentation, client-outlook (May 2025)
 * @module
 */
import { type ClientGuide, choice, field, heading, password, pressed, ticked, unticked } from "../guide.ts";

export const outlookWindowsClassic: ClientGuide = {
  verdict: "Outlook often finds the settings by itself; where it asks for servers, the values are below.",
  recognise: [
    {
      text: "Type “Outlook” into the search of Windows: this one is listed as “Outlook (classic)”. The one without an addition is <guide:outlook-windows-new|the new Outlook>.",
    },
    { text: "Outlook 2016, 2019 and 2021 look much the same, but get no more updates." },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open Outlook. If it does not ask for an address by itself, choose [File], then [Add Account].",
          next: "A small window asks for your address.",
        },
        {
          text: "Type {address} and press [Connect].",
          screen: {
            title: "Outlook",
            parts: [heading("Email address"), field("Email address", "{address}")],
            press: "Connect",
          },
        },
        {
          text: "Type your password and press [Connect].",
          next: "Outlook says that the account was added. If it asks for servers, go on with the steps by hand.",
        },
        { text: "Press [Done]." },
      ],
    },
  ],
  manual: [
    {
      title: "In the small window",
      intro: "Most current versions show this one.",
      steps: [
        {
          text: "Choose [File], then [Add Account]. Type {address}, open [Advanced options], tick [Let me set up my account manually] and press [Connect].",
          screen: {
            title: "Outlook",
            parts: [
              field("Email address", "{address}"),
              heading("Advanced options"),
              ticked("Let me set up my account manually"),
            ],
            press: "Connect",
          },
        },
        {
          text: "Choose [{in.protocol}].",
          next: "Depending on the version, the page for the password comes now, or the one for the servers.",
        },
        {
          text: "Fill in the page of servers as shown. Leave both boxes [Require logon using Secure Password Authentication (SPA)] empty, and press [Next].",
          screen: {
            title: "{in.protocol} Account Settings",
            parts: [
              heading("Incoming mail"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Encryption method", "{in.security}"),
              unticked("Require logon using Secure Password Authentication (SPA)"),
              heading("Outgoing mail"),
              field("Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Encryption method", "{smtp.security}"),
              unticked("Require logon using Secure Password Authentication (SPA)"),
            ],
            press: "Next",
          },
        },
        {
          text: "Type your password, press [Connect], then [Done].",
          next: "If Outlook could not log in, [Change account settings] leads back to the servers.",
        },
        {
          when: ["short-user"],
          text: "This window takes your address for the user name. Yours is {user}: change it afterwards, or use the older window.",
        },
      ],
    },
    {
      title: "In the older window",
      intro: "Some computers show it instead. You can also open it from the Control Panel of Windows.",
      steps: [
        {
          text: "Open the Control Panel of Windows and choose [User Accounts], [Mail], [Email Accounts...], then [New...].",
        },
        {
          text: "Choose [Manual setup or additional server types] and press [Next]. Choose [POP or IMAP] and press [Next].",
        },
        {
          text: "Fill in the page, leave the SPA box empty, and press [More Settings...].",
          screen: {
            title: "POP and IMAP Account Settings",
            parts: [
              field("Email Address", "{address}"),
              choice("Account Type", "{in.protocol}"),
              field("Incoming mail server", "{in.host}"),
              field("Outgoing mail server (SMTP)", "{smtp.host}"),
              field("User Name", "{user}"),
              password("Password"),
              pressed("More Settings..."),
            ],
            buttons: ["Back", "Next"],
          },
        },
        {
          text: "On the tab [Outgoing Server] tick [My outgoing server (SMTP) requires authentication], and keep [Use same settings as my incoming mail server].",
        },
        {
          text: "On the tab [Advanced] fill in the ports and kinds of encryption, then press [OK].",
          screen: {
            title: "Internet E-mail Settings",
            parts: [
              field("Incoming server ({in.protocol})", "{in.port}"),
              choice("Use the following type of encrypted connection", "{in.security}"),
              field("Outgoing server (SMTP)", "{smtp.port}"),
              choice("Use the following type of encrypted connection", "{smtp.security}"),
            ],
            press: "OK",
            buttons: ["Cancel"],
          },
        },
        {
          only: "pop3",
          text: "So that other devices see your mail too, look for a box on this tab that leaves a copy of messages on the server, and tick it.",
        },
        { text: "Press [Next]. Outlook tests both servers; close the test and press “Finish”." },
      ],
    },
  ],
  check: [
    { text: "Press [Send/Receive All Folders] on the tab [Send / Receive], or the key F9." },
    { text: "Send a message to yourself: it should arrive within a minute." },
  ],
  aliases: [
    {
      text: "In a new message choose [Options] and show “From”; there, “Other Email Address…” takes an alias. The server must allow you to send as that address.",
    },
  ],
  change: [
    {
      text: "Choose [File], the account, [Account Settings], then [Server Settings]. In older versions: [Account Settings...], tab [Email], [Change...].",
    },
    { text: "IMAP cannot be turned into POP3, or back: remove the account and add it again." },
  ],
  remove: [
    {
      text: "Choose [File], [Account Settings], [Account Settings...], the account, then [Remove]. The default account can only go after another was made the default.",
    },
    {
      when: ["pop3"],
      text: "With POP3, messages that were taken off the server exist only on this computer: save them first.",
    },
  ],
  failures: [
    {
      message:
        "Something went wrong. We couldn't connect to the incoming (IMAP) server. Please check the incoming (IMAP) server settings and try again",
      exact: true,
      cause: "Server, port and encryption do not fit together, or a virus scanner stands between.",
      cure: "Press [Change account settings] and compare with the table: {in.host}, {in.port}, {in.security}. Pause the scanning of mail while you set up.",
    },
    {
      message:
        "Something went wrong and Outlook couldn't set up your account. Please try again. If the problem continues, contact your email administrator.",
      exact: true,
      cause: "A web site at {domain} answered Outlook's question with something else, or Outlook may not go online.",
      cure: "Set the account up by hand.",
    },
    {
      message: "We're sorry, we couldn't set up your account automatically",
      exact: true,
      cause: "Outlook did not find, or did not take, the published settings.",
      cure: "Set the account up by hand.",
    },
    {
      message: "Allow this website to configure {address} server settings?",
      exact: true,
      cause: "Outlook was sent on to another address while it looked for the settings.",
      cure: "Press [Allow] only if the name shown is one that your provider has told you.",
    },
    {
      message: "The name on the security certificate is invalid or does not match the name of the site.",
      exact: true,
      cause: "The server's name was typed differently from the one in its certificate.",
      cure: "Type {in.host} and {smtp.host} exactly. If they are right, tell support.",
    },
    {
      message:
        "Your server does not support the connection encryption type you have specified. Try changing the encryption method.",
      exact: true,
      codes: ["0x800CCC1A"],
      cause: "The port belongs to another kind of encryption.",
      cure: "Receiving: {in.port} with {in.security}. Sending: {smtp.port} with {smtp.security}.",
    },
    {
      message: "Outlook cannot connect, or the connection breaks or takes too long",
      exact: false,
      codes: ["0x800CCC0E", "0x800CCC0F", "0x800CCC19"],
      cause: "A blocked port, a wrong server name, a security program or a VPN.",
      cure: "Try another network, such as your phone's. Compare {in.host} and {smtp.host} with their ports.",
    },
    {
      message: "The password or the log-on is refused",
      exact: false,
      codes: ["0x800CCC92", "0x800CCC18"],
      cause: "Wrong user name or password, the SPA box is ticked, or an app password is needed.",
      cure: "The user name is {user}. Leave SPA empty. With two-step log-in, type an app password.",
    },
    {
      message: "None of the authentication methods supported by this client are supported by your server.",
      exact: true,
      codes: ["0x800CCC80"],
      cause: "Outlook does not log in when it sends.",
      cure: "Tick [My outgoing server (SMTP) requires authentication].",
    },
    {
      message: "Log onto Exchange ActiveSync mail server (EAS): The server cannot be found.",
      exact: true,
      cause: "Exchange ActiveSync was chosen for the account.",
      cure: "Add the account again as IMAP.",
    },
    {
      message: "A message stays in the Outbox",
      exact: false,
      cause: "Outlook is told not to send at once.",
      cure: "Switch on [Send immediately when connected] under [File], [Options], [Advanced], [Send and receive].",
    },
  ],
};
