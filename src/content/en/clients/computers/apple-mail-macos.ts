/**
 * Mail on Mac.
 * @see OVHcloud documentation, how_to_configure_mail_macos (October 2024); mailcow documentation, client-apple (May 2025);
 *   Uberspace manual (May 2026) on automatic connection settings; Infomaniak FAQ on the profile for macOS 12 to 14;
 *   https://github.com/apple/device-management (what a Mac asks for at installation)
 * @module
 */
import {
  type ClientGuide,
  choice,
  chosen,
  curedWith,
  field,
  heading,
  line,
  notChosen,
  note,
  onIfEncrypted,
  type Paragraph,
  type Path,
  password,
  pressed,
  type Screen,
  type Step,
  sendingPassword,
  tabs,
  ticked,
  unticked,
  warning,
} from "../../../guide.ts";
import { loginForReceiving } from "../../failures/server-replies.ts";
import { completeProfileWithoutLogin } from "../without-login.ts";

/** The second sheet; Mail says POP where others say POP3. */
function serverSheet(type: string): Screen {
  return {
    title: "Add a Mail account",
    parts: [
      field("Email Address", "{address}"),
      field("User Name", "{user}"),
      password("Password"),
      choice("Account Type", type),
      field("Incoming Mail Server", "{in.host}"),
      field("Outgoing Mail Server", "{smtp.host}"),
      warning("Unable to verify account name or password"),
    ],
    buttons: ["Cancel", "Back", "Sign In"],
    press: "Sign In",
  };
}

/** Where ports are set once the account exists. */
function serverSettings(type: string): Screen {
  return {
    layout: "mac-window",
    title: "Accounts",
    side: { labels: ["{address}"], chosen: "{address}" },
    parts: [
      tabs(["Account Information", "Mailbox Behaviors", "Server Settings"], "Server Settings"),
      heading(`Incoming Mail Server (${type})`),
      field("User Name", "{user}"),
      password("Password"),
      field("Host Name", "{in.host}"),
      unticked("Automatically manage connection settings"),
      line(field("Port", "{in.port}"), ...onIfEncrypted(ticked("Use TLS/SSL"), "encrypted-in")),
      choice("Authentication", "{in.authentication}"),
      heading("Outgoing Mail Server (SMTP)"),
      field("User Name", "{smtp.user}"),
      sendingPassword("Password"),
      field("Host Name", "{smtp.host}"),
      unticked("Automatically manage connection settings"),
      line(field("Port", "{smtp.port}"), ...onIfEncrypted(ticked("Use TLS/SSL"), "encrypted-smtp")),
      choice("Authentication", "{smtp.authentication}"),
    ],
    buttons: ["Save"],
    press: "Save",
  };
}

const FILL_IN =
  "Fill in the sheet with the values shown. Replace whatever is in [User Name], such as “Automatic”. Press [Sign In].";
const FILL_IN_NEXT =
  "The red text disappears, and Mail asks which programs should use the account. If it stays, a value is wrong.";
const SET_PORTS = "Fill in the rest of both parts with the values shown, user name and password too, and press [Save].";

const OPEN_SERVER_SETTINGS: readonly Step[] = [
  {
    text: "Choose [Mail] in the menu bar, then [Settings...], then [Accounts]. Before macOS 13 it is [Preferences] instead of [Settings...].",
  },
  { text: "Click the account on the left, then [Server Settings]." },
];

/** No profile can say so. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "So that your other devices get your mail too, click [Account Information] beside [Server Settings] and untick [Remove copy from server after retrieving a message]. Otherwise Mail deletes messages there, most often after a week.",
};

const KEEP_SETTINGS: Path = {
  isRare: true,
  title: "Make the settings last",
  steps: [
    ...OPEN_SERVER_SETTINGS,
    {
      text: "Untick [Automatically manage connection settings], for incoming and for outgoing mail.",
      next: "Fields for the ports appear.",
    },
    KEEP_ON_SERVER,
    { only: "imap", text: SET_PORTS, screen: serverSettings("IMAP") },
    { only: "pop3", text: SET_PORTS, screen: serverSettings("POP") },
  ],
};

const fromProfile: Paragraph = {
  text: "The profile sets up calendars and contacts as well, where {provider} offers them.",
};

export const appleMailMacos: ClientGuide = {
  verdict:
    "A profile brings all the settings, so you type little more than your password. Setting it up by hand means filling in two sheets.",
  verdictByHand: "Any mail program that speaks {in.protocol} can be set up with the values on this page.",
  recognise: [
    {
      text: "The program called “Mail” that comes with every Mac. When it is open, the menu bar begins with [Mail]. Microsoft's <guide:outlook-mac|Outlook> is a different program.",
    },
  ],
  automatic: [
    {
      when: ["profile"],
      intro: "Do this on the Mac itself, without a break: after a while the profile has to be downloaded again.",
      steps: [
        {
          text: "Open this page in Safari on the Mac and click <profile|Download the profile>. If Safari asks, allow the download.",
          next: "A note may say that the profile is waiting in System Settings. Nothing is set up yet. If nothing happens, double-click the file in Downloads.",
        },
        {
          text: "Open [System Settings] from the Apple menu, and choose [General], then [Device Management].",
          next: "On macOS 13 and 14 it is [Privacy & Security], then [Profiles]; before that, [Profiles] in System Preferences.",
        },
        {
          text: "Double-click the downloaded profile: [{provider}].",
          screen: {
            layout: "mac-window",
            title: "Device Management",
            side: { labels: ["Wi-Fi", "Bluetooth", "Network", "General", "Accessibility"], chosen: "General" },
            parts: [heading("Downloaded"), pressed("{provider}")],
          },
          next: "You see what is in the profile. “Unsigned” is not an error: it is shown when a provider doesn't sign its profiles. A signed profile shows “Verified”.",
        },
        {
          text: "Press [Install...], and [Continue] as often as you are asked.",
          screen: {
            title: "{provider}",
            parts: [note("“Unsigned” or “Verified”")],
            buttons: ["Ignore", "Install..."],
            press: "Install...",
          },
        },
        completeProfileWithoutLogin,
        {
          asksPassword: true,
          text: "Type what you are asked for, and press [Install]. Address: {address}. User name: {user}; for sending: {smtp.user}. Password: your mailbox password.",
          next: "You are only asked for what the profile doesn't contain. The password may be asked for more than once: type the same one. If the Mac wants to confirm that it is you, it means the password that unlocks the Mac.",
        },
        { text: "Open Mail.", next: "The account appears in the list on the left." },
        ...OPEN_SERVER_SETTINGS.map((step): Step => ({ ...step, only: "pop3" })),
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      title: "Add the account",
      steps: [
        {
          text: "Open Mail. If it doesn't ask for an account, choose [Mail] in the menu bar, then [Add Account...].",
        },
        {
          text: "Choose [Other Mail Account...] and press [Continue].",
          screen: {
            title: "Choose a Mail account provider...",
            parts: [
              notChosen("iCloud"),
              notChosen("Microsoft Exchange"),
              notChosen("Google"),
              notChosen("Yahoo!"),
              notChosen("AOL"),
              chosen("Other Mail Account..."),
            ],
            buttons: ["Cancel", "Continue"],
            press: "Continue",
          },
        },
        {
          text: "Type your name, your address and your password, and press [Sign In].",
          screen: {
            title: "Add a Mail account",
            parts: [
              note("To get started, fill out the following information:"),
              field("Name", "your name"),
              field("Email Address", "{address}"),
              password("Password"),
            ],
            buttons: ["Cancel", "Back", "Sign In"],
            press: "Sign In",
          },
          next: "The sheet grows, and says in red that it is unable to verify account name or password. **That is normal:** it does not know the servers yet.",
        },
        { only: "imap", text: FILL_IN, screen: serverSheet("IMAP"), next: FILL_IN_NEXT },
        { only: "pop3", text: FILL_IN, screen: serverSheet("POP"), next: FILL_IN_NEXT },
        { text: "Leave Mail ticked and press [Done]." },
      ],
    },
    {
      ...KEEP_SETTINGS,
      when: ["encrypted"],
      intro:
        "Mail found the ports itself and may change them later: it has been known to replace working values with an old port and no authentication. Unticking one box stops that. Leave [Use TLS/SSL] ticked: the port decides the kind of encryption.",
    },
    { ...KEEP_SETTINGS, unless: ["encrypted"] },
  ],
  check: [
    { text: "Your folders appear on the left, without a sign beside the account." },
    { text: "Send a message to yourself: it should arrive within a minute." },
    {
      text: "In the menu [Window], “Connection Doctor” tries every server, and marks it green or red.",
    },
  ],
  sync: [
    { ...fromProfile, when: ["profile", "calendars"] },
    { ...fromProfile, when: ["profile", "contacts"], unless: ["calendars"] },
    {
      when: ["calendars"],
      text: "After setting mail up by hand, add calendars by hand too: <guide:apple-calendar-contacts|how to do it>. They appear in the program Calendar.",
    },
    {
      when: ["calendars", "contacts"],
      text: "Contacts are added in the same way, and appear in the program Contacts.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "After setting mail up by hand, add contacts by hand too: <guide:apple-calendar-contacts|how to do it>.",
    },
  ],
  aliases: [
    {
      text: "Choose [Mail], [Settings...], [Accounts], the account, [Account Information]. Open the list [Email Address] and choose [Edit Email Addresses...]; the plus sign adds one. When you write, choose it in “From”. The server must allow you to send as that address.",
    },
    {
      when: ["profile"],
      text: "An account that came with a profile may not let you add an address: then add the account by hand.",
    },
  ],
  change: [
    {
      text: "Choose [Mail], [Settings...], [Accounts], the account, [Server Settings]. A new password goes into both parts, incoming and outgoing.",
    },
    {
      when: ["profile"],
      text: "Servers of an account that came with a profile cannot be changed. Download the profile again: it replaces the old one.",
    },
    { text: "An account cannot be switched between IMAP and POP3: delete the account and add it again." },
  ],
  remove: [
    {
      text: "Added by hand: choose [Mail], [Settings...], [Accounts], the account, and press the minus sign below the list.",
    },
    {
      when: ["profile"],
      text: "Came with a profile: where you installed it, choose the profile and press [-] or [Remove]. Everything it set up is removed too; mail on the server stays.",
    },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server exist only on this Mac.",
    },
  ],
  failures: [
    ...curedWith(
      "webmail",
      {
        message: "Unable to verify account name or password",
        exact: true,
        codes: [
          "Unable to verify account name or password",
          "Enter the password for the account",
          "Mac keeps asking for password",
        ],
        cause:
          "This is normal the first time. If it stays after you have filled in the servers, the user name, password or server is wrong.",
        cure: "Compare the servers: {in.host} for receiving, {smtp.host} for sending. The user name is {user}. With two-step verification, type an app password. Try the password in webmail.",
      },
      loginForReceiving,
    ),
    {
      message: "The identity of the server {in.host} cannot be verified",
      exact: false,
      cause:
        "The server name you entered is not exactly the one in its certificate, or there is a problem with the certificate.",
      cure: "Cancel, and enter the server names exactly: {in.host} for receiving, {smtp.host} for sending. If they are right, contact {support}. Don't tick a box to always trust it.",
    },
    {
      message: "The account or the SMTP server is offline",
      exact: false,
      cause: "Mail changed the connection settings on its own.",
      cure: "Under [Server Settings] untick [Automatically manage connection settings]. Receiving: port {in.port}. Sending: port {smtp.port}, with {smtp.user} as user name.",
    },
    {
      message: "Cannot send message using the server {smtp.host}",
      exact: true,
      codes: [
        "Cannot send message using the server",
        "cannot be contacted on port",
        "The connection to the outgoing server failed",
      ],
      cause: "Mail does not reach the server for sending, or logs in there with the wrong user name or password.",
      cure: "Under [Server Settings] compare the outgoing server: {smtp.host}, port {smtp.port}, user name {smtp.user}. Type the password again.",
    },
    {
      message: "A wave beside the account",
      exact: false,
      cause: "The Mac is not connected to the network.",
      cure: "Connect it. If web pages open, your network may block mail: try another one, such as your phone's.",
    },
    {
      message: "A warning triangle beside the account",
      exact: false,
      cause: "Mail reaches the network, but not your mailbox.",
      cure: "Click the triangle to read why, and compare [Server Settings] with the values on this page.",
    },
    {
      when: ["profile"],
      message: "The downloaded profile is not in the list",
      exact: false,
      cause: "It has expired, or a browser other than Safari only saved the file.",
      cure: "Double-click the file in Downloads, then check the list again. Or download it once more.",
    },
  ],
  privacy: [
    { text: "Mail goes directly between your Mac and {provider}, with no other service in between." },
    { when: ["profile"], text: "The profile doesn't contain your password: the Mac asks you for it." },
  ],
};
