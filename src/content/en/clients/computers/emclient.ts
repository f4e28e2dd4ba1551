/**
 * eM Client for Windows and Mac.
 * @see mailcow documentation, client-emclient (May 2025), for the automatic way; eM Client's operation manual (older), pages
 *   on new accounts and on the account's tabs, for the way by hand; its knowledge base, article 258 (April 2023), for what
 *   it asks where; its questions and answers on licences (read in November 2026), for what the free one allows. Labels that only general knowledge gives are put in quotation marks
 * @module
 */
import { type ClientGuide, choice, field, heading, note, password, pressed, type Step, tabs } from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

const OPEN_ACCOUNT =
  "Choose [Menu], then [Accounts] (older: [Menu], [Tools], [Accounts]), and the account. The tab [General] has name and password, [{in.protocol}] is for receiving, [SMTP] for sending.";

/** Set up by itself or by hand, eM Client may take messages off the server. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "So that your other devices get your mail too, look on the tab of the incoming server for a box that leaves a copy of messages on the server, and tick it. If there is a number of days beside it, switch that off.",
};

export const emclient: ClientGuide = {
  verdict: "eM Client finds the settings by itself: type your address and your password.",
  recognise: [
    {
      text: "The steps are for eM Client on Windows and Mac. Names in its menus differ a little between versions; the order stays the same.",
    },
  ],
  before: [
    {
      text: "The free licence of eM Client is for personal use only, on one device and with two accounts. **For a shop or a company you need a paid one**, or another program, such as <guide:thunderbird-desktop|Thunderbird>.",
    },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open eM Client. If it doesn't ask for an address, choose [Menu], then [Accounts], and add an account. In older versions: [Menu], [Tools], [Accounts].",
          next: "A window with a field for your address opens.",
        },
        {
          text: "Type {address} and press [Start Now].",
          next: "eM Client looks for the settings.",
          screen: {
            title: "New Account",
            parts: [heading("Automatic Setup"), field("Email address", "{address}")],
            buttons: ["Start Now"],
            press: "Start Now",
          },
        },
        {
          text: "Type your password and press [Next]. Some versions call the button [Continue].",
          screen: { title: "New Account", parts: [password("Password")], buttons: ["Next"], press: "Next" },
        },
        { text: "Type the name that others will see, and press [Next]." },
        {
          text: "If eM Client asks about encrypting messages or a picture, you may leave that out. If it lists services, keep mail ticked, and calendars and contacts as you like.",
        },
        { text: "Press [Finish].", next: "Your folders appear on the left." },
        { only: "pop3", text: OPEN_ACCOUNT },
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      title: "Add the account",
      steps: [
        {
          text: "Choose [Menu], then [Accounts], and add an account. Instead of typing your address, choose “Mail”, then “Other”.",
          next: "The pages that follow ask for one thing at a time. Press “Next” at the end of each.",
        },
        { text: "Type your name and {address}." },
        {
          text: "On the page for receiving choose {in.protocol} and type the server {in.host}. The user name is {user}.",
        },
        sendWithoutLogin(),
        {
          text: "On the page for sending type the server {smtp.host}. If you are asked, say that it requires authentication. The user name is {smtp.user}.",
        },
        {
          asksPassword: true,
          text: "Type your password where you are asked for it, and press [Finish].",
          next: "The account is in the list of accounts. Now check the ports and the kind of encryption.",
        },
      ],
    },
    {
      title: "Set ports and encryption",
      intro:
        "eM Client calls the kind of encryption [Security policy]. Its names are longer than those of other programs, and yours may be worded a little differently.",
      steps: [
        {
          text: "Select the account in the list and open the tab [{in.protocol}]. Set what is shown.",
          screen: {
            title: "Accounts",
            side: { labels: ["{address}"], chosen: "{address}" },
            parts: [
              pressed(tabs(["General", "{in.protocol}", "SMTP", "Diagnostics"], "{in.protocol}")),
              field("Host", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Security policy", "{in.security}"),
              choice("Authentication", "{in.authentication}"),
            ],
          },
        },
        {
          text: "Open the tab [SMTP]. Set what is shown.",
          screen: {
            title: "Accounts",
            side: { labels: ["{address}"], chosen: "{address}" },
            parts: [
              pressed(tabs(["General", "{in.protocol}", "SMTP", "Diagnostics"], "SMTP")),
              field("Host", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Security policy", "{smtp.security}"),
              choice("Authentication", "{smtp.authentication}"),
            ],
          },
        },
        {
          text: "Open the tab [General] and look at the user name below your address: it must be {user}. Type your password there if it is missing.",
          screen: {
            title: "Accounts",
            side: { labels: ["{address}"], chosen: "{address}" },
            parts: [
              pressed(tabs(["General", "{in.protocol}", "SMTP", "Diagnostics"], "General")),
              note("Identity"),
              field("Email", "{address}"),
              field("User name", "{user}"),
              password("Password"),
            ],
          },
        },
        {
          text: "Open the tab [Diagnostics] and press “Diagnose”. Then save and close the window.",
          next: "Every line should report success.",
        },
        KEEP_ON_SERVER,
      ],
    },
  ],
  check: [
    { text: "Press “Refresh”, or the key F5: your messages appear." },
    { text: "Send a message to yourself. It should arrive within a minute." },
    { text: "On the tab [Diagnostics] of the account, “Diagnose” finds no problems." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Calendars that were not found while setting up: add another account, choose “Calendar”, then “CalDAV”, and type {caldav.url}. The user name is {caldav.user}, and the password is your mailbox's.",
    },
    {
      when: ["contacts"],
      text: "Contacts: add another account, choose “Contacts”, then “CardDAV”, and type {carddav.url}. The user name is {carddav.user}, and the password is your mailbox's.",
    },
  ],
  aliases: [
    {
      text: "Select the account in the list of accounts. The tab [General] has a button “Aliases…”: add the address there. When you write, choose it in the line “From”. The server must allow you to send as the alias.",
    },
  ],
  change: [
    { text: OPEN_ACCOUNT },
    {
      text: "To have the account on a phone, install eM Client there. On the computer choose [Menu], then [Accounts], and the sign of a code: [QR Export] shows a code that the phone's eM Client scans. Show it to nobody else.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer. **Save them first.**",
    },
    {
      text: "Choose [Menu], then [Accounts], select the account and remove it. eM Client asks whether to delete the messages on this computer as well.",
    },
  ],
  failures: [
    {
      message: "eM Client does not find the settings",
      exact: false,
      codes: ["automatic setup failed"],
      cause: "There is a typing mistake in the address, or the published settings could not be reached.",
      cure: "Check {address} for typing mistakes. If it is right, set the account up by hand.",
    },
    {
      message: "The window for the password comes back again and again",
      exact: false,
      codes: ["Enter credentials", "authentication failed"],
      cause: "User name or password is wrong, or an app password is needed.",
      cure: "The user name is {user} for receiving and {smtp.user} for sending. With two-step verification, type an app password.",
    },
    {
      message: "The connection takes a long time and then fails",
      exact: false,
      codes: ["timeout", "connection timed out"],
      cause: "[Security policy] and port don't match, or the network blocks mail.",
      cure: "Receiving: port {in.port} with {in.security}. Sending: port {smtp.port} with {smtp.security}.",
    },
    {
      message: "A warning about the server's certificate",
      exact: false,
      cause:
        "The server name you entered is not exactly the one in its certificate, or a virus scanner is interfering.",
      cure: "Don't continue with a certificate that doesn't match. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      when: ["login-smtp"],
      message: "You can receive mail, but not send it",
      exact: false,
      cause: "The login for sending is missing.",
      cure: "On the tab [SMTP] set [Authentication] to {smtp.authentication}, with port {smtp.port}.",
    },
    {
      message: "Another account is refused",
      exact: false,
      codes: ["licence", "license", "free license"],
      cause: "The free licence is for personal use, on one device and with two accounts.",
      cure: "Buy a licence, remove an account that you no longer need, or use <guide:thunderbird-desktop|Thunderbird>.",
    },
  ],
  privacy: [
    {
      text: "eM Client runs on your computer and talks directly to your mail servers. To find the settings, it asks {domain}.",
    },
  ],
};
