/**
 * Thunderbird for Android, and K-9 Mail, which is built from the same code.
 * @see thunderbird/thunderbird-android, strings of August 2026 (release line 22), for the labels and the texts of failures;
 *   its `feature/migration/qrcode/qr-code-format.md` (February 2025) for what a code carries
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
  type Screen,
  type Step,
  sendingPassword,
} from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

const OUTGOING_PAGE: Screen = {
  layout: "thunderbird-android-form",
  title: "Outgoing server settings",
  parts: [
    field("Server", "{smtp.host}"),
    choice("Security", "{smtp.security}"),
    field("Port", "{smtp.port}"),
    choice("Authentication", "{smtp.authentication}"),
    field("Username", "{smtp.user}"),
    sendingPassword("Password"),
  ],
  buttons: ["Back", "Next"],
  press: "Next",
};

const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "If other devices read this mailbox too, open the account's settings, then [Fetching mail], and look for [When I delete a message]. Keep [Do not delete on server].",
};

export const thunderbirdAndroid: ClientGuide = {
  verdict: "Thunderbird finds the settings by itself: type your address and your password, and that's it.",
  verdictByHand:
    "Thunderbird doesn't find these settings by itself: scan the code that has them, or type them if there is no code.",
  recognise: [
    {
      text: "K-9 Mail looks and works the same, under its own name and icon. It has no scanner for codes: use your address there.",
    },
  ],
  automatic: [
    {
      // A server without a login makes it refuse what it finds.
      when: ["imap", "login-smtp"],
      title: "With your address",
      steps: [
        {
          text: "Open Thunderbird and tap [Get started]. Then tap [Add an email account now].",
          next: "If you have used the app before: open the side menu, then the settings, and choose [Add account].",
        },
        {
          text: "Type {address} and tap [Next].",
          next: "You see [Looking up configuration…], and then a card [Configuration found].",
        },
        {
          text: "Tap the card to see the servers, type your password below it and tap [Next].",
          next: "You see [Incoming server settings verified], and then [Outgoing server settings verified].",
          screen: {
            title: "Thunderbird",
            parts: [
              row("Configuration found", "Configure automatically"),
              field("Email address", "{address}"),
              password("Password"),
            ],
            buttons: ["Back", "Next"],
            press: "Next",
          },
        },
        {
          text: "The page about special folders needs no change: tap [Next].",
        },
        {
          text: "Under [Your name] type the name that others will see, and tap [Next].",
          screen: {
            title: "Thunderbird",
            parts: [heading("Display options"), field("Account name", "{address}"), field("Your name", "your name")],
            buttons: ["Back", "Next"],
            press: "Next",
          },
        },
        {
          text: "Choose how often the phone checks for mail, leave [Show notifications] on, and tap [Next].",
          next: "The app says [Account successfully created].",
        },
      ],
    },
    {
      when: ["code"],
      title: "With a code",
      intro: "Handy if you have this page on a computer or on paper: you only type the password.",
      steps: [
        {
          text: "Open Thunderbird and tap [Get started]. Under [Already using Thunderbird on desktop?] tap [Import settings].",
          next: "If you have used the app before: open [Settings], then [Import settings], and tap [Scan QR code].",
          screen: {
            title: "Thunderbird",
            parts: [
              note("Already using Thunderbird on desktop?"),
              pressed("Import settings"),
              note("New to Thunderbird?"),
              row("Add an email account now"),
            ],
          },
        },
        {
          text: "Allow the app to use the camera and hold the phone in front of <code|the code on this page>. Tap [Done] if the app asks for more codes.",
          next: "Your account appears in a list.",
        },
        {
          text: "Keep the account ticked and tap [Import].",
          next: "Beside the account it says [Password required].",
        },
        {
          asksPassword: true,
          text: "Tap the account, type your password, leave [Use same password for outgoing server] on, and tap “OK”.",
          next: "The app fetches your messages.",
        },
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Thunderbird, tap [Get started] and [Add an email account now]. Type {address} and tap [Next].",
        },
        {
          text: "Tap the card with the result and tap [Edit configuration]. If nothing was found, the card says [Configure manually]: then tap [Next].",
          next: "The page [Incoming server settings] opens.",
        },
        {
          text: "Fill in the incoming server page with the values shown. The user name is {user}. Tap [Next].",
          next: "You see [Incoming server settings verified], and then the page for sending.",
          screen: {
            layout: "thunderbird-android-form",
            title: "Incoming server settings",
            parts: [
              choice("Protocol", "{in.protocol}"),
              field("Server", "{in.host}"),
              choice("Security", "{in.security}"),
              field("Port", "{in.port}"),
              choice("Authentication", "{in.authentication}"),
              field("Username", "{user}"),
              password("Password"),
            ],
            buttons: ["Back", "Next"],
            press: "Next",
          },
        },
        sendWithoutLogin(OUTGOING_PAGE),
        {
          when: ["login-smtp"],
          text: "Fill in the outgoing server page with the values shown. Its user name is {smtp.user}, the password is the same. Tap [Next].",
          next: "You see [Outgoing server settings verified].",
          screen: OUTGOING_PAGE,
        },
        {
          text: "Tap [Next] on the pages that follow, and type the name that others will see under [Your name].",
          next: "The app says [Account successfully created].",
        },
        KEEP_ON_SERVER,
      ],
    },
  ],
  check: [
    { text: "Pull the list of messages down: your mail appears." },
    { text: "Send a message to yourself. It should arrive within a minute." },
    {
      when: ["imap"],
      text: "To get mail the moment it arrives, open the inbox, then the folder's settings, and switch on [Enable Push]. A permanent notice “Waiting for new emails” is then normal.",
    },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Thunderbird for Android has no calendar. <guide:davx5|DAVx⁵> brings calendars and contacts to the phone's own apps.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "<guide:davx5|DAVx⁵> brings your contacts to the phone's own app, where Thunderbird finds them.",
    },
  ],
  aliases: [
    {
      text: "Open the account's settings, then [Sending mail], [Manage identities], and [New identity]. Fill in [Email address] and [Your name], then tap [Save]. The server must allow you to send as the alias.",
    },
  ],
  change: [
    {
      text: "Open the account's settings. Receiving: [Fetching mail], then [Incoming server]. Sending: [Sending mail], then [Outgoing server].",
    },
    { text: "A new password must be typed in both places." },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this phone. **Save them first.**",
    },
    { text: "Open the account's settings, then the menu with the three dots, and choose [Remove account]." },
  ],
  failures: [
    {
      message: "Authentication error",
      exact: true,
      codes: ["Authentication failed"],
      cause: "User name or password is wrong, or an app password is needed.",
      cure: "The user name is {user}. With two-step verification, type an app password. Change it under [Incoming server] and under [Outgoing server].",
    },
    {
      message: "This configuration is not trusted",
      exact: true,
      cause: "The settings came over a connection that was not secure all the way, as on some hotel or guest networks.",
      cure: "Try another network. Or open the card: only if it names {in.host} for receiving and {smtp.host} for sending, tick [I trust this configuration].",
    },
    {
      message: "Configuration not found",
      exact: true,
      cause: "There is a typing mistake in the address, or the published settings could not be reached.",
      cure: "Check {address} for typing mistakes, then set the account up by hand.",
    },
    {
      message: "Failed to load email configuration",
      exact: true,
      cause: "The phone has no connection, or the network does not let the app through.",
      cure: "Try mobile data instead of Wi-Fi, or set the account up by hand.",
    },
    {
      message: "Certificate error",
      exact: true,
      cause:
        "The server name you entered is not exactly the one in its certificate, or another network is answering in its place.",
      cure: "Tap [Go back (recommended)]. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      message: "Network error",
      exact: true,
      codes: ["Checking incoming server settings failed", "Checking outgoing server settings failed"],
      cause: "The server cannot be reached with this port and kind of security.",
      cure: "Receiving: port {in.port} with {in.security}. Sending: port {smtp.port} with {smtp.security}. Try another network.",
    },
    {
      message: "Missing server capability",
      exact: true,
      codes: ["The server is missing this capability:", "STARTTLS"],
      cause: "The chosen security doesn't match the port.",
      cure: "Choose {in.security} for port {in.port} and {smtp.security} for port {smtp.port}.",
    },
    {
      message: "The QR code was detected, but it contains invalid or unsupported data.",
      exact: true,
      when: ["code"],
      cause: "Another code was scanned, such as the one that opens this page.",
      cure: "Scan <code|the code in the guide>, which says that it is for Thunderbird.",
    },
    {
      when: ["imap"],
      message: "Mail arrives late",
      exact: false,
      cause: "Android puts the app to sleep to save battery.",
      cure: "In Android's settings allow the app to run in the background without limits, and switch on [Enable Push] for the inbox.",
    },
  ],
  privacy: [
    {
      text: "The app talks directly from your phone to your mail servers. Nobody else gets your password or your mail.",
    },
    { text: "While it looks for the settings, it reveals only your domain, not your address." },
    { when: ["code"], text: "The code contains your address and the servers, but no password." },
  ],
};
