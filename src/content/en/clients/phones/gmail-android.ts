/**
 * The Gmail app for Android, as a reader of other providers' mailboxes.
 * @see OVHcloud documentation, how_to_configure_android (December 2023, Android 13) and zimbra_gmail_app_android (July 2025,
 *   Android 14) for the way to the form; LineageOS android_packages_apps_Email, strings (February 2024), for the form itself;
 *   Gmail Help, on the end of Gmailify and of fetching by POP (2026)
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  note,
  password,
  pressed,
  row,
  type Screen,
  sendingPassword,
  switchedOn,
} from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

const OUTGOING_PAGE: Screen = {
  title: "Outgoing server settings",
  parts: [
    { ...switchedOn("Require signin"), when: ["login-smtp"] },
    field("Username", "{smtp.user}"),
    sendingPassword("Password"),
    field("SMTP server", "{smtp.host}"),
    field("Port", "{smtp.port}"),
    choice("Security type", "{smtp.security}"),
  ],
  buttons: ["Next"],
  press: "Next",
};

export const gmailAndroid: ClientGuide = {
  verdict: "Gmail does not look up the settings: you type them once, on two pages.",
  recognise: [
    { text: "This is the app with the coloured M that is on most Android phones and tablets." },
    {
      text: "Gmail in a web browser is something else: it stopped accepting new mailboxes from other providers early in 2026, and stops fetching from them altogether later in 2026.",
    },
    {
      text: "The steps are for Android 13 and later. On a Samsung device there may also be <guide:samsung-email|Samsung Email>.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Gmail, tap your picture at the top right and choose [Add another account]. Where there is no account yet, choose [Add an email address].",
          next: "The page [Set up email] opens.",
        },
        {
          text: "Choose [Other], at the end of the list.",
          screen: {
            title: "Set up email",
            parts: [
              row("Google"),
              row("Outlook, Hotmail and Live"),
              row("Yahoo"),
              row("Exchange and Office 365"),
              pressed("Other"),
            ],
          },
        },
        {
          text: "Type {address} and tap [Manual setup] at the bottom left. Do not tap [Next]: it may hide the ports.",
          next: "You are asked [What type of account is this?]",
          screen: {
            title: "Add your email address",
            parts: [field("Enter your email", "{address}")],
            buttons: ["Manual setup", "Next"],
            press: "Manual setup",
          },
        },
        {
          text: "Choose [Personal ({in.protocol})].",
          screen: {
            title: "{address}",
            parts: [note("What type of account is this?"), pressed("Personal ({in.protocol})"), row("Exchange")],
          },
        },
        { text: "Type your password and tap [Next].", next: "The page [Incoming server settings] opens." },
        {
          only: "pop3",
          text: "If this page asks [Delete email from server], choose [Never], so that other devices see your mail too.",
        },
        {
          text: "Fill in the incoming server page with the values shown. The user name is {user}: replace what is already there. Tap [Next].",
          next: "You see [Validating server settings...], and then the page [Outgoing server settings].",
          screen: {
            title: "Incoming server settings",
            parts: [
              field("Username", "{user}"),
              password("Password"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Security type", "{in.security}"),
            ],
            buttons: ["Next"],
            press: "Next",
          },
        },
        sendWithoutLogin(OUTGOING_PAGE),
        {
          when: ["login-smtp"],
          text: "Leave [Require signin] on and fill in the page for sending as shown. Its user name is {smtp.user}, the password is the same. Tap [Next].",
          next: "The page [Account options] opens.",
          screen: OUTGOING_PAGE,
        },
        { text: "Choose how often the phone checks for mail, and tap [Next]." },
        {
          text: "Type the name that others will see, and tap [Next].",
          next: "Your mailbox is one of the accounts behind your picture.",
          screen: {
            title: "Your account is set up and email is on its way!",
            parts: [
              field("Account name (optional)", "{address}"),
              field("Your name (displayed on outgoing messages)", "your name"),
            ],
            buttons: ["Next"],
            press: "Next",
          },
        },
      ],
    },
  ],
  check: [
    {
      text: "Tap your picture, choose {address} and pull the list of messages down. The first messages may take a few minutes.",
    },
    {
      text: "Send a message to yourself. Gmail checks for new mail at intervals, every 15 minutes unless you chose otherwise: pull the list down to see it at once.",
    },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Gmail fetches mail only. <guide:davx5|DAVx⁵> brings calendars and contacts to the phone's own apps.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "Gmail fetches mail only. <guide:davx5|DAVx⁵> brings your contacts to the phone.",
    },
  ],
  aliases: [
    {
      text: "The app cannot send with an alias of this mailbox. <guide:thunderbird-android|Thunderbird for Android> can.",
    },
  ],
  change: [
    {
      text: "Open the menu with the three lines, then [Settings] and your account. [Incoming settings] is for receiving, [Outgoing settings] for sending. After a password change, enter the new one in both.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this device. **Save them first.**",
    },
    {
      text: "Open the menu with the three lines, then [Settings], the three dots at the top, and [Manage accounts]. Choose the account and remove it.",
    },
  ],
  failures: [
    {
      message: "Username or password is incorrect.",
      exact: true,
      codes: ["Couldn't finish"],
      cause: "The app often fills in a user name without the part after the @, or an app password is needed.",
      cure: "Tap [Edit details] and type {user} as the user name. With two-step verification, type an app password.",
    },
    {
      message: "Can't connect to server.",
      exact: true,
      codes: ["Couldn't open connection to server."],
      cause: "Server, port and security type don't match, or the network blocks mail.",
      cure: "Tap [Edit details]. Receiving: {in.host}, {in.port}, {in.security}. Sending: {smtp.host}, {smtp.port}, {smtp.security}.",
    },
    {
      message: "Couldn't open connection to server due to security error.",
      exact: true,
      codes: ["Can't safely connect to server."],
      cause: "The server name you entered is not exactly the one in its certificate.",
      cure: "Type {in.host} for receiving and {smtp.host} for sending, exactly as written. Never choose a security type with “Accept all certificates”. If the names are right, contact {support}.",
    },
    {
      message: "TLS required but not supported by server.",
      exact: true,
      cause: "The security type doesn't match the port.",
      cure: "Receiving: {in.security} with port {in.port}. Sending: {smtp.security} with port {smtp.port}.",
    },
    {
      message:
        "You typed an incorrect server address or the server requires a protocol version that Email doesn't support.",
      exact: true,
      cause: "A web site or an old server answered instead of the mail server.",
      cure: "Type {in.host} for receiving and {smtp.host} for sending, with nothing before or after.",
    },
    {
      message: "A message stays “Queued”, or no new mail comes in",
      exact: false,
      codes: ["Queued", "Account sync is off", "Waiting for sync", "Gmail app not syncing"],
      cause: "Synchronisation of the account is off, the phone saves data or power, or its storage is full.",
      cure: "In Gmail's settings, open the account and switch synchronisation on. In Android's settings, exclude Gmail from data saving and battery saving.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      cause: "The login for sending is off or has no password.",
      cure: "Under [Outgoing settings] switch [Require signin] on and type {smtp.user} and your password.",
    },
  ],
  privacy: [
    {
      text: "As far as we know, the Gmail app fetches mail from other providers itself, from {in.host} to your phone. Its source is not public: what Google learns from its use is in Google's privacy policy.",
    },
  ],
};
