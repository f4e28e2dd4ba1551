/**
 * KMail, alone or as a part of Kontact.
 * @see KDE/kmail-account-wizard (July 2026), pages of the assistant in `src/qml`, for its labels, and `ispdbservice.cpp` for
 *   what it asks where; KDE/kdepim-runtime, IMAP resource (August 2026), for failures; KMail's handbook (2020) for menus.
 *   “Modify” is no label here: its button has other words under “Receiving” than elsewhere, in German and in KDE's source
 * @module
 */
import { type ClientGuide, choice, field, heading, password, pressed, row, type Step } from "../../../guide.ts";

/** Set up by itself or by hand, KMail takes messages off the server. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "So that your other devices get your mail too: choose [Settings], [Configure KMail...], [Accounts], [Receiving], select the account and press “Modify”. Look for “Leave fetched messages on the server” and tick it.",
};

export const kmail: ClientGuide = {
  verdict: "KMail finds the settings by itself: type your name, your address and your password.",
  recognise: [
    {
      text: "The mail program of the KDE desktop on Linux, on its own or as part of Kontact. The steps are for the account assistant of 2026; older ones ask for the same things in different words.",
    },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open KMail. If the account assistant does not open by itself, choose [Settings], then [Add Account...].",
          next: "The page [Personal Information] opens. Its heading is [Connect your Email Account].",
        },
        {
          text: "Type your name, {address} and your password, and press [Next].",
          next: "The page [Configuration Selection] opens. It says where the settings come from.",
          screen: {
            title: "Personal Information",
            parts: [
              heading("Connect your Email Account"),
              field("Full name", "your name"),
              field("E-mail address", "{address}"),
              password("Password (optional)"),
            ],
            buttons: ["Previous", "Next"],
            press: "Next",
          },
        },
        {
          when: ["imap", "pop3"],
          text: "Keep the line [IMAP] selected. The one with POP3 removes your messages from the server and keeps them only on this computer.",
        },
        {
          text: "Compare the servers of the selected line with the table on this page, and press [Next].",
          next: "The page [Details] shows the account being set up.",
          screen: {
            title: "Configuration Selection",
            parts: [
              heading("Available configurations"),
              { ...row("IMAP", "{in.host}"), when: ["imap"] },
              row("Outgoing", "{smtp.host}"),
              row("Manual Configuration"),
            ],
            buttons: ["Previous", "Next"],
            press: "Next",
          },
        },
        { text: "Press [Finish].", next: "Your account appears among the folders, and messages arrive." },
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          asksPassword: true,
          text: "Choose [Settings], then [Add Account...]. Type your name, {address} and your password, and press [Next].",
          next: "The page [Configuration Selection] opens.",
        },
        {
          text: "Select [Manual Configuration] and press [Next].",
          screen: {
            title: "Configuration Selection",
            parts: [heading("Available configurations"), row("Manual Configuration")],
            buttons: ["Previous", "Next"],
            press: "Next",
          },
        },
        {
          text: "Fill in both parts of the page with the values shown, then press [Create Account].",
          next: "The page [Details] shows the account being set up.",
          screen: {
            title: "Manual Configuration",
            parts: [
              heading("Incoming Server Parameters"),
              field("Incoming server", "{in.host}"),
              choice("Protocol", "{in.protocol}"),
              field("Port", "{in.port}"),
              choice("Security", "{in.security}"),
              choice("Authentication Method", "{in.authentication}"),
              field("Username", "{user}"),
              heading("Outgoing Server Parameters"),
              field("Outgoing server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Security", "{smtp.security}"),
              choice("Authentication Method", "{smtp.authentication}"),
              field("Username", "{smtp.user}"),
              row("Recheck"),
              pressed("Create Account"),
            ],
          },
        },
        {
          text: "Press [Finish]. If a window asks for your password or wants to open KWallet, where KDE keeps passwords, answer it.",
          next: "Your account appears among the folders, and messages arrive.",
        },
        KEEP_ON_SERVER,
      ],
    },
  ],
  check: [
    { text: "Press “Check Mail”: messages appear in the inbox of your account." },
    { text: "Send a message to yourself. It should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "If the assistant offered [Enable calendar and contact integration] and you left it on, calendars and contacts are there. Otherwise open Kontact's calendar and add a calendar of the kind “DAV groupware resource”. Its address is {caldav.url}, the user name {caldav.user}.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "Contacts: open Kontact's address book, add one of the kind “DAV groupware resource”, and type {carddav.url}. The user name is {carddav.user}.",
    },
  ],
  aliases: [
    {
      text: "Choose [Settings], [Configure KMail...], [Accounts], [Identities]. With [Add...] make an identity that has the alias as its address; when you write, choose it in the line “Identity”. The server must allow you to send as the alias.",
    },
  ],
  change: [
    {
      text: "Choose [Settings], [Configure KMail...], [Accounts]. Select the account under [Receiving], or the server under [Sending], and press “Modify”.",
    },
    {
      when: ["imap"],
      text: "With IMAP, encryption and port are on the tab [Advanced], under [Connection Settings].",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer. **Save them first.**",
    },
    {
      text: "Choose [Settings], [Configure KMail...], [Accounts]. Press [Remove] in three places: for the account under [Receiving], for the server under [Sending], and for your name under [Identities].",
    },
  ],
  failures: [
    {
      message: "No configuration found from the internet for this server.",
      exact: true,
      cause: "There is a typing mistake in the address, or the published settings could not be reached.",
      cure: "Press [Previous] and check {address} for typing mistakes. If it is right, select [Manual Configuration].",
    },
    {
      message: "Configuration found in Mozilla FAI Database.",
      exact: true,
      cause: "KMail asks a public list first, which may be older than the settings at {provider}.",
      cure: "Compare. Receiving: {in.host}, port {in.port}. Sending: {smtp.host}, port {smtp.port}. If they differ, select [Manual Configuration].",
    },
    {
      message: "Unable to connect to the server, please verify the server address.",
      exact: true,
      codes: ["Server is not available."],
      cause: "There is a typing mistake in the server's name, or the network blocks mail.",
      cure: "Receiving: {in.host}, port {in.port}. Sending: {smtp.host}, port {smtp.port}. Try another network, such as your phone's.",
    },
    {
      message: "Could not connect to the IMAP server.",
      exact: true,
      when: ["imap"],
      cause: "Port and security don't match, or the login is refused.",
      cure: "Port {in.port} goes with {in.security}. The user name is {user}. With two-step verification, the password is an app password.",
    },
    {
      message: "Could not read the password: user rejected wallet access",
      exact: true,
      codes: ["KWallet"],
      cause: "KWallet, where KDE keeps passwords, was not opened.",
      cure: "Start KMail again and open KWallet when it asks, with the password that you chose for it.",
    },
    {
      message: "A question about the server's certificate",
      exact: false,
      cause:
        "The server name you entered is not exactly the one in its certificate, or another network is answering in its place.",
      cure: "Do not accept it. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      codes: ["550 5.7.1", "530 5.7.0"],
      cause: "KMail does not log in when it sends, or does so in a way that the server does not support.",
      cure: "Under [Sending] press “Modify”. Switch the login on, with the user name ({smtp.user}) and the method {smtp.authentication}.",
    },
  ],
  privacy: [
    {
      text: "KMail runs on your computer and talks directly to your mail servers. Nobody else gets your password or your mail.",
    },
    {
      text: "While it looks for the settings, it reveals only your domain: first to a public list kept for Thunderbird, then to {domain}.",
    },
  ],
};
