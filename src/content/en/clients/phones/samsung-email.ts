/**
 * Samsung Email on Galaxy phones and tablets.
 * @see guides of mail hosts with the screens of 2026, and Cruzio's support page (about 2018) for changing settings. The app
 *   is closed: labels are theirs, and those that only one of them names are described
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  heading,
  note,
  password,
  pressed,
  row,
  sendingPassword,
  switchedOn,
} from "../../../guide.ts";

export const samsungEmail: ClientGuide = {
  verdict: "Samsung Email does not look up the settings: you type them once, on one long page.",
  recognise: [
    {
      text: "This is the app “Email” or “Samsung Email” on Galaxy phones and tablets, with an envelope as its icon. The app with the coloured M is <guide:gmail-android|Gmail>.",
    },
    { text: "Names in the app differ a little with its version. The order of the steps stays the same." },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Email. If it doesn't ask for an account, open the menu with the three lines, tap the gear and choose [Add account].",
          next: "You see a list of mail providers.",
        },
        {
          text: "Choose [Other].",
          screen: { title: "Email", parts: [note("A list of well-known providers"), pressed("Other")] },
        },
        {
          text: "Type {address} and your password, then tap [Manual setup]. Do not tap [Sign in]: the app would guess the servers.",
          next: "You are asked for the kind of account.",
          screen: {
            title: "Email",
            parts: [field("Email address", "{address}"), password("Password")],
            buttons: ["Manual setup", "Sign in"],
            press: "Manual setup",
          },
        },
        {
          text: "Choose [{in.protocol} account].",
          screen: {
            title: "Email",
            parts: [
              { kind: "row", label: "{in.protocol} account", press: true },
              row("Microsoft Exchange ActiveSync account"),
            ],
          },
        },
        {
          text: "Fill in the long page with the values shown, down to its end. Replace user names that are already there. Then tap [Sign in].",
          next: "The app tries both servers. If it asks to run in the background, allow it.",
          screen: {
            title: "Email",
            parts: [
              heading("Account"),
              field("Email address", "{address}"),
              field("User name", "{user}"),
              password("Password"),
              heading("Incoming server"),
              field("{in.protocol} server", "{in.host}"),
              choice("Security type", "{in.security}"),
              field("Port", "{in.port}"),
              heading("Outgoing server"),
              field("SMTP server", "{smtp.host}"),
              choice("Security type", "{smtp.security}"),
              field("Port", "{smtp.port}"),
              { ...switchedOn("Authentication required"), when: ["login-smtp"] },
              field("User name", "{smtp.user}"),
              sendingPassword("Password"),
            ],
            buttons: ["Sign in"],
            press: "Sign in",
          },
        },
        {
          when: ["starttls-in"],
          text: "The kind of encryption called “TLS” here is what other programs call STARTTLS. It belongs to port {in.port}.",
        },
        {
          only: "pop3",
          text: "So that your other devices get your mail too, look in the account's settings for a line about deleting mail from the server, and choose “Never”.",
        },
      ],
    },
  ],
  check: [
    { text: "Pull the list of messages down: your mail appears." },
    {
      text: "Send a message to yourself. It should arrive the next time the app checks, or at once if you pull the list down.",
    },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "For calendars and contacts, use <guide:davx5|DAVx⁵>: it brings them to Samsung's own apps.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "For contacts, use <guide:davx5|DAVx⁵>: it brings them to Samsung's own app.",
    },
  ],
  aliases: [
    {
      text: "The app sends with one address per account and only lets you change the name beside it. <guide:thunderbird-android|Thunderbird for Android> can send with an alias.",
    },
  ],
  change: [
    {
      text: "Open the menu with the three lines, tap the gear, then your account, and [Server settings]. After a password change, enter the new one in both parts, for receiving and for sending.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this device. **Save them first.**",
    },
    { text: "Open the menu with the three lines, tap the gear, then your account, and look for “Remove”." },
  ],
  failures: [
    {
      message: "The app says that the server settings are wrong, or the server does not answer",
      exact: false,
      codes: ["unable to open connection to server", "server not responding"],
      cause: "Security type and port don't match, or the network blocks mail.",
      cure: "Receiving: {in.security} with port {in.port}. Sending: {smtp.security} with port {smtp.port}. Try mobile data instead of Wi-Fi.",
    },
    {
      message: "Authentication failed, or user name or password is wrong",
      exact: false,
      cause: "The app often fills in a user name without the part after the @, or an app password is needed.",
      cure: "The user name is {user} for receiving and {smtp.user} for sending. With two-step verification, type an app password in both places.",
    },
    {
      message: "A warning about the server's certificate",
      exact: false,
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Do not continue, and never choose a security type that accepts all certificates: anyone could then read your password. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      cause: "The login for sending is off or incomplete.",
      cure: "Under [Server settings] switch the login for the outgoing server on, and type {smtp.user} and your password.",
    },
    {
      message: "Mail arrives late, or only when the app is opened",
      exact: false,
      cause: "The phone puts the app to sleep to save power.",
      cure: "In the phone's settings, open the battery page and take Email off the list of sleeping apps. In the app, set how often it checks for mail.",
    },
  ],
  privacy: [
    {
      text: "This guide cannot say what Samsung's app passes on: its source is not public. With <guide:thunderbird-android|Thunderbird for Android> or <guide:fairemail|FairEmail>, mail goes directly from your servers to the phone.",
    },
  ],
};
