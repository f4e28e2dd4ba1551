/**
 * Wino Mail for Windows.
 * @see bkaankose/Wino-Mail, `en_US/resources.json` (June 2026), for the labels; `AutoDiscoveryService.cs`, for where it looks
 * @module
 */
import { type ClientGuide, choice, field, heading, password, ticked } from "../../../guide.ts";

export const wino: ClientGuide = {
  verdict: "Wino Mail finds the settings by itself: type your address and your password.",
  recognise: [
    { text: "“Wino Mail” from the Microsoft Store: a free program that looks much like the former Windows Mail." },
  ],
  before: [{ text: "Wino Mail works with IMAP only." }],
  automatic: [
    {
      steps: [
        {
          text: "Open Wino Mail and press [Add account]. In the list of providers choose [Custom server].",
          next: "You are asked for a name for the account, and whether to use it for mail or calendar.",
        },
        {
          text: "Type a name, such as your company's, keep [Mail] ticked, and continue.",
          next: "The page [IMAP and Calendar Setup] opens.",
        },
        {
          text: "Type your name, {address} and your password, and press [Autodiscover mail settings].",
          screen: {
            title: "IMAP and Calendar Setup",
            parts: [
              heading("Basic setup"),
              field("Display Name", "your name"),
              field("Email address", "{address}"),
              password("Password"),
            ],
            buttons: ["Autodiscover mail settings"],
            press: "Autodiscover mail settings",
          },
          next: "Wino says [Mail settings discovered and applied.] If it does not, continue with the steps by hand.",
        },
        {
          when: ["short-user"],
          text: "Open [Advanced]. Replace your address in the user name field with {user}.",
        },
        { text: "Save the account.", next: "Wino tries the servers, and your folders appear." },
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Press [Add account], choose [Custom server], and continue to the page [IMAP and Calendar Setup]. Type your name, {address} and your password.",
        },
        {
          text: "Open [Advanced] and fill in what is shown. Then press [Test IMAP connection].",
          next: "Wino says [IMAP connection test succeeded.]",
          screen: {
            title: "Advanced configuration",
            parts: [
              heading("IMAP Server Settings"),
              field("Incoming mail server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Connection security", "{in.security}"),
              choice("Authentication method", "{in.authentication}"),
              field("Username", "{user}"),
              password("Password"),
              heading("SMTP Server Settings"),
              field("Outgoing (SMTP) mail server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Connection security", "{smtp.security}"),
              choice("Authentication method", "{smtp.authentication}"),
              { ...ticked("Use the same username and password for sending email"), when: ["login-smtp"] },
            ],
            buttons: ["Test IMAP connection"],
            press: "Test IMAP connection",
          },
        },
        { text: "Save the account." },
      ],
    },
  ],
  check: [{ text: "Your folders appear on the left. Send a message to yourself: it should arrive within a minute." }],
  sync: [
    {
      when: ["calendars"],
      text: "On the page [IMAP and Calendar Setup] set [Calendar mode] to [CalDAV synchronization]. Type {caldav.url} under [CalDAV service URL], {caldav.user} under [CalDAV username], and your password.",
    },
    {
      when: ["contacts"],
      text: "Wino Mail cannot show the contacts at {provider}.",
    },
  ],
  aliases: [
    {
      text: "Open the account in the settings, then its aliases, and press [Add New Alias]. The server must allow you to send as that address.",
    },
  ],
  change: [{ text: "Open the settings, choose the account, then the page [Edit IMAP and Calendar Settings]." }],
  remove: [{ text: "Open the settings, choose the account, and remove it. Your mail stays on the server." }],
  failures: [
    {
      message: "IMAP connection failed.",
      exact: true,
      codes: ["Connection Failed", "IMAP Server validation failed."],
      cause: "Server, port and security don't match, or the login is refused.",
      cure: "Receiving: {in.host}, {in.port}, {in.security}. Sending: {smtp.host}, {smtp.port}, {smtp.security}. The user name is {user}; with two-step verification, type an app password.",
    },
    {
      message: "This server is requesting a SSL handshake to continue. Please confirm the certificate details below.",
      exact: true,
      cause:
        "The server name you entered is not exactly the one in its certificate, or a virus scanner is interfering.",
      cure: "Deny it. Type {in.host} and {smtp.host} exactly; if they are right, tell {support}.",
    },
  ],
  privacy: [
    {
      text: "Wino Mail runs on your computer and talks directly to your mail servers. Its source is public. To find the settings, it sends your address to {domain} and, if necessary, your domain alone to a public list kept for Thunderbird.",
    },
    {
      text: "A “Wino account” is not needed. It would store your settings with the maker.",
    },
  ],
};
