/**
 * Evolution for Linux.
 * @see GNOME/evolution, `e-mail-config-identity-page.c`, `e-mail-config-remote-accounts.c` and `e-mail-config-smtp-backend.c`
 *   (read in 2026), for the labels; its help (up to 2024) for the ways; `e-mail-autoconfig.c` of 3.56 for what it asks where, `e-mail-config-assistant.c` of 3.56 and GTK
 *   3's `gtkassistant.ui` for the assistant's buttons
 * @module
 */
import { type ClientGuide, choice, field, heading, line, note, type Screen, ticked, unticked } from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

/** At the side of the account assistant. */
const PAGES = [
  "Welcome",
  "Restore from Backup",
  "Identity",
  "Receiving Email",
  "Receiving Options",
  "Sending Email",
  "Account Summary",
  "Done",
];

const SENDING_PAGE: Screen = {
  title: "Sending Email",
  side: { labels: PAGES, chosen: "Sending Email" },
  parts: [
    choice("Server Type", "SMTP"),
    heading("Configuration"),
    line(field("Server", "{smtp.host}"), field("Port", "{smtp.port}")),
    { ...ticked("Server requires authentication"), when: ["login-smtp"] },
    heading("Security"),
    choice("Encryption method", "{smtp.security}"),
    heading("Authentication"),
    choice("Type", "{smtp.authentication}"),
    field("Username", "{smtp.user}"),
  ],
  buttons: ["Cancel", "Back", "Next"],
  press: "Next",
};

export const evolution: ClientGuide = {
  verdict: "Evolution finds the settings by itself: type your name and your address, and your password when it asks.",
  recognise: [
    {
      text: "The mail program of the GNOME desktop on many Linux systems, with calendar and contacts in one window.",
    },
    {
      text: "An account that you added under “Online Accounts” in the desktop's settings shows up in Evolution by itself. Change or remove it there.",
    },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open Evolution. If it does not start with an assistant, choose [File], [New], [Mail Account]. Press [Next] until you are asked for your name.",
          next: "The page [Identity] opens.",
        },
        {
          text: "Type your name and {address}. Leave the box for looking up ticked and press [Next].",
          next: "Evolution looks the servers up for a few seconds. Do not press [Skip Lookup].",
          screen: {
            title: "Identity",
            side: { labels: PAGES, chosen: "Identity" },
            parts: [
              heading("Required Information"),
              field("Full Name", "your name"),
              field("Email Address", "{address}"),
              ticked("Look up mail server details based on the entered e-mail address"),
            ],
            buttons: ["Cancel", "Back", "Next"],
            press: "Next",
          },
        },
        {
          only: "pop3",
          text: "Press [Revise Details], then [Next]. On the page [Receiving Options] tick “Leave messages on server”, so that other devices see your mail too. Press [Next] until you are back at [Account Summary].",
        },
        {
          text: "Compare the page [Account Summary] with the table on this page, then press [Next].",
          next: "If the page [Receiving Email] appears instead, nothing was found: continue with the steps by hand.",
          screen: {
            title: "Account Summary",
            side: { labels: PAGES, chosen: "Account Summary" },
            parts: [
              field("Name", "{address}"),
              heading("Receiving"),
              note("{in.host}, {user}, {in.security}"),
              heading("Sending"),
              note("{smtp.host}, {smtp.user}, {smtp.security}"),
            ],
            buttons: ["Cancel", "Revise Details", "Next"],
            press: "Next",
          },
        },
        { text: "On the page [Done] press “Apply”.", next: "A window asks for your password." },
        {
          asksPassword: true,
          text: "Type your password, let Evolution keep it, and press “OK”.",
          next: "Your messages appear in the [Inbox] below your account.",
        },
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Choose [File], [New], [Mail Account], and press [Next] until you are asked for your name.",
          next: "The page [Identity] opens.",
        },
        {
          text: "Type your name and {address}. Untick the box for looking up, and press [Next].",
          screen: {
            title: "Identity",
            side: { labels: PAGES, chosen: "Identity" },
            parts: [
              heading("Required Information"),
              field("Full Name", "your name"),
              field("Email Address", "{address}"),
              unticked("Look up mail server details based on the entered e-mail address"),
            ],
            buttons: ["Cancel", "Back", "Next"],
            press: "Next",
          },
        },
        { only: "imap", text: "On the page [Receiving Email] choose [IMAP] under [Server Type]." },
        { only: "pop3", text: "On the page [Receiving Email] choose [POP] under [Server Type]." },
        {
          text: "Fill in the rest of the page with the values shown. The user name is {user}. Press [Next].",
          next: "The page [Receiving Options] opens.",
          screen: {
            title: "Receiving Email",
            side: { labels: PAGES, chosen: "Receiving Email" },
            parts: [
              heading("Configuration"),
              line(field("Server", "{in.host}"), field("Port", "{in.port}")),
              field("Username", "{user}"),
              heading("Security"),
              choice("Encryption method", "{in.security}"),
              choice("Authentication", "{in.authentication}"),
            ],
            buttons: ["Cancel", "Back", "Next"],
            press: "Next",
          },
        },
        { only: "imap", text: "The page [Receiving Options] needs no change: press [Next]." },
        {
          only: "pop3",
          text: "On the page [Receiving Options] tick “Leave messages on server”, so that other devices see your mail too. Press [Next].",
        },
        sendWithoutLogin(SENDING_PAGE),
        {
          when: ["login-smtp"],
          text: "On the page [Sending Email] choose [SMTP] under [Server Type] and tick [Server requires authentication]. Fill in the rest with the values shown. The user name is {smtp.user}. Press [Next].",
          next: "The page [Account Summary] opens.",
          screen: SENDING_PAGE,
        },
        { text: "Give the account a name and press [Next]. On the page [Done] press “Apply”." },
        {
          asksPassword: true,
          text: "Type your password when you are asked for it, let Evolution keep it, and press “OK”.",
          next: "Your messages appear in the [Inbox] below your account.",
        },
      ],
    },
  ],
  check: [
    { text: "Press “Send / Receive”, or the key F12: a window shows the progress, and messages appear." },
    { text: "Send a message to yourself. It should arrive within a minute. The password may be asked for once more." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Calendar: choose [File], [New], [Calendar], and the type [CalDAV]. Under [URL] type {caldav.url}; the user name is {caldav.user}. The button “Find Calendars” lists the calendars it finds.",
    },
    {
      when: ["contacts"],
      text: "Contacts: choose [File], [New], “Address Book”, and the type “CardDAV”. As the address type {carddav.url}; the user name is {carddav.user}.",
    },
    {
      when: ["calendars", "contacts"],
      text: "Or both in one go: [File], [New], “Collection Account” looks for mail, calendars and contacts together.",
    },
  ],
  aliases: [
    {
      text: "Right-click the account and choose [Properties], then the page [Identity]. Below [Optional Information], add the address to [Aliases]. When you write, choose it in the line “From”. The server must allow you to send as the alias.",
    },
  ],
  change: [
    {
      text: "Right-click the account and choose [Properties]. [Receiving Email] and [Sending Email] are the same pages as at set-up.",
    },
    {
      text: "After a password change, press [Forget password] on each of the two pages. Evolution then asks for the new one the next time.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer. **Save them first.**",
    },
    {
      text: "Choose [Edit], [Preferences], [Mail Accounts], select the account, and look for “Delete” or “Remove”. An account from “Online Accounts” is removed in the desktop's settings.",
    },
  ],
  failures: [
    {
      message: "The lookup finds nothing",
      exact: false,
      codes: ["Look up mail server details", "Skip Lookup"],
      cause: "There is a typing mistake in the address, or the published settings could not be reached.",
      cure: "Press [Back] and check {address} for typing mistakes. If it is right, fill in the pages by hand.",
    },
    {
      message: "Evolution asks for the password again and again",
      exact: false,
      codes: ["Mail authentication request"],
      cause: "User name or password is wrong, or an app password is needed.",
      cure: "In [Properties] set the user name to {user} for receiving and {smtp.user} for sending. With two-step verification, type an app password.",
    },
    {
      message: "Evolution asks for the password at each start",
      exact: false,
      codes: ["keyring", "Unlock Login Keyring"],
      cause: "The keyring, where Linux keeps passwords, is locked or was refused.",
      cure: "Unlock it with the password of your computer when a window asks for it. Let Evolution keep the mail password the next time.",
    },
    {
      message: "The connection hangs and fails after a while",
      exact: false,
      codes: ["Connection timed out", "Failed to connect"],
      cause: "Encryption and port don't match, or the network blocks mail.",
      cure: "Receiving: port {in.port} with {in.security}. Sending: port {smtp.port} with {smtp.security}.",
    },
    {
      message: "A question about whether to trust the server's certificate",
      exact: false,
      codes: ["certificate trust", "fingerprint"],
      cause:
        "The server name you entered is not exactly the one in its certificate, or another network is answering in its place.",
      cure: "Reject it. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      message: "User name cannot be empty",
      exact: true,
      codes: ["Server address cannot be empty"],
      cause: "A field on the page is missing, often the user name for sending.",
      cure: "Under [Sending Email], type {smtp.user} into [Username].",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      codes: ["550 5.7.1", "530 5.7.0"],
      cause: "Evolution does not log in when it sends.",
      cure: "In [Properties], under [Sending Email], tick [Server requires authentication] and type {smtp.user}.",
    },
  ],
  privacy: [
    {
      text: "Evolution runs on your computer and talks directly to your mail servers. Nobody else gets your password or your mail.",
    },
    {
      text: "While it looks for the settings, it sends your address to {domain} and, if necessary, your domain alone to a public list kept for Thunderbird.",
    },
  ],
};
