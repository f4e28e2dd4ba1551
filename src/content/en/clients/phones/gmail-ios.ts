/**
 * The Gmail app for iPhone and iPad, as a reader of other providers' mailboxes.
 * @see Gmail Help, on adding another account in the app (undated). No one has described its forms for other mailboxes lately:
 *   labels are put in quotation marks
 * @module
 */
import { type ClientGuide, choice, field, heading, password, type Screen, sendingPassword } from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

const OUTGOING_PAGE: Screen = {
  title: "Outgoing mail",
  parts: [
    heading("SMTP"),
    field("User name", "{smtp.user}"),
    sendingPassword("Password"),
    field("Server", "{smtp.host}"),
    field("Port", "{smtp.port}"),
    choice("Security", "{smtp.security}"),
  ],
};

export const gmailIos: ClientGuide = {
  verdict: "Gmail on iPhone does not look up the settings: you type them, on two pages.",
  recognise: [
    { text: "The app with the coloured M, from the App Store. Apple's own app is <guide:apple-mail-ios|Mail>." },
    {
      text: "The Gmail app shows your mailbox beside a Google account. Gmail in a browser is <guide:gmail-web|something else>.",
    },
  ],
  before: [
    {
      text: "Apple's <guide:apple-mail-ios|Mail> is quicker to set up and can have calendars and contacts too. Gmail supports only IMAP.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Open Gmail, tap your picture at the top right, then “Add another account”.",
          next: "You see a list of providers.",
        },
        { text: "Choose “Other (IMAP)”, at the end of the list." },
        { text: "Type {address} and continue. If you are asked for the kind of account, choose IMAP." },
        {
          text: "Fill in the page for receiving. The user name is {user}: the app may have filled in something else.",
          screen: {
            title: "Incoming mail",
            parts: [
              heading("IMAP"),
              field("User name", "{user}"),
              password("Password"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Security", "{in.security}"),
            ],
          },
        },
        sendWithoutLogin(OUTGOING_PAGE),
        {
          when: ["login-smtp"],
          text: "Fill in the page for sending, including the user name and password.",
          screen: OUTGOING_PAGE,
        },
        { text: "Type the name that others will see, and finish.", next: "Your inbox opens." },
      ],
    },
  ],
  check: [
    { text: "Tap your picture and choose {address}: your messages appear." },
    { text: "Send a message to yourself: it should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Gmail fetches mail only. <guide:apple-calendar-contacts|Apple's own apps> show calendars and contacts.",
    },
  ],
  aliases: [
    {
      text: "The app cannot send with an alias of this mailbox. Apple's <guide:apple-mail-ios|Mail> can.",
    },
  ],
  change: [
    { text: "After a password change, or when servers change: remove the account from the app and add it again." },
  ],
  remove: [
    {
      text: "Tap your picture, then “Manage accounts on this device”, and remove the account. Your mail stays on the server.",
    },
  ],
  failures: [
    {
      message: "The app continues to a sign-in page of Google or another provider",
      exact: false,
      codes: ["Google sign-in", "wrong provider"],
      cause: "It mistook the address for one at a provider it knows.",
      cure: "Go back and choose “Other (IMAP)”.",
    },
    {
      message: "The login is refused, although webmail accepts the same password",
      exact: false,
      codes: ["Username or password is incorrect", "couldn't sign in"],
      cause: "The user name is incomplete, or an app password is needed.",
      cure: "The user name is {user} for receiving and {smtp.user} for sending. With two-step verification, type an app password.",
    },
    {
      message: "The server cannot be reached",
      exact: false,
      codes: ["Couldn't connect", "cannot connect to server"],
      cause: "Server, port and security don't match, or the network blocks mail.",
      cure: "Receiving: {in.host}, {in.port}, {in.security}. Sending: {smtp.host}, {smtp.port}, {smtp.security}. Try mobile data instead of Wi-Fi.",
    },
  ],
  privacy: [
    {
      text: "The app's source is not public: what Google learns from its use is in Google's privacy policy.",
    },
  ],
};
