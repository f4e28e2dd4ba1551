/**
 * Thunderbird for Windows, Mac and Linux.
 * @see thunderbird/thunderbird-l10n-source, strings by version (ESR 128, ESR 140, 152, 153 and 154; June 2026), for the labels
 *   and the texts of failures; mozilla/releases-comm-central at version 156 (August 2026), the templates of its account hub,
 *   for what is asked where and how it is laid out: `mail.accounthub.manualconfig.enabled` is on from 156; and for POP3:
 *   `AccountConfig` leaves messages on the server for 14 days unless autoconfig names another number
 * @module
 */
import {
  type ClientGuide,
  choice,
  chosen,
  field,
  heading,
  line,
  link,
  notChosen,
  password,
  pressed,
  type Screen,
  type Step,
  ticked,
  unticked,
} from "../../../guide.ts";
import { sendWithoutLogin } from "../without-login.ts";

/** Set up by itself or by hand, Thunderbird takes messages off the server after a while. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "Thunderbird would delete your messages from the server after a number of days. To keep them there, open the menu with the three lines, choose [Account Settings], then [Server Settings] below your address. Leave [Leave messages on server] ticked and untick [For at most]. If you read this mailbox on other devices too, also untick [Until I delete them].",
  screen: {
    layout: "thunderbird-settings",
    title: "Account Settings",
    side: {
      labels: ["Server Settings", "Copies & Folders", "Composition & Addressing", "Outgoing Server"],
      chosen: "Server Settings",
    },
    parts: [
      heading("Server Settings"),
      line(field("Server Name", "{in.host}"), field("Port", "{in.port}")),
      ticked("Leave messages on server"),
      pressed(unticked("For at most")),
    ],
  },
};

const firstPage: Screen = {
  title: "Add your email address",
  parts: [field("Full name", "your name"), field("Email address", "{address}"), pressed(link("Manual configuration"))],
  buttons: ["Cancel", "Continue"],
};

function accountTypes(type: "IMAP" | "POP3"): Screen {
  const card = { IMAP: type === "IMAP" ? chosen : notChosen, POP3: type === "POP3" ? chosen : notChosen };
  return {
    title: "Choose an email account type",
    parts: [
      { ...card.IMAP("IMAP", "Sync across devices"), badge: "Recommended" },
      notChosen("Microsoft", "Exchange or Microsoft 365"),
      card.POP3("POP3", "Download to device"),
    ],
    buttons: ["Back", "Set up account"],
    press: "Set up account",
  };
}

function serverPage(type: "IMAP" | "POP3"): Screen {
  return {
    title: `${type} Settings`,
    parts: [
      heading("Incoming server"),
      field("Hostname", "{in.host}"),
      field("Username", "{user}"),
      choice("Authentication method", "{in.authentication}"),
      choice("Connection security", "{in.security}"),
      field("Port", "{in.port}"),
      heading("Outgoing server"),
      field("Hostname", "{smtp.host}"),
      { ...unticked("Same username as incoming server"), when: ["login-smtp"] },
      field("Username", "{smtp.user}"),
      choice("Authentication method", "{smtp.authentication}"),
      choice("Connection security", "{smtp.security}"),
      field("Port", "{smtp.port}"),
    ],
    buttons: ["Back", "Connect"],
    press: "Connect",
  };
}

const FILL_IN =
  "Fill in both parts of the page with the values shown, and press [Connect]. While [Same username as incoming server] is ticked, you aren't asked for the second user name.";

const OUTGOING_PAGE: Screen = {
  title: "Outgoing server settings",
  parts: [
    line(field("Protocol", "SMTP"), field("Hostname", "{smtp.host}")),
    line(field("Port", "{smtp.port}"), choice("Connection security", "{smtp.security}")),
    line(choice("Authentication method", "{smtp.authentication}"), field("Username", "{smtp.user}")),
  ],
  buttons: ["Test", "Back", "Continue"],
  press: "Test",
};

export const thunderbirdDesktop: ClientGuide = {
  verdict: "Thunderbird finds the settings by itself: type your address and your password, and that's it.",
  recognise: [
    { text: "The steps are the same on Windows, Mac and Linux. They are for version 140 and later." },
    {
      text: "If yours opens a tab [Account Setup], it is older. The tab asks for the same things: your name, address and password, then [Configure manually] or [Done].",
    },
  ],
  automatic: [
    {
      steps: [
        {
          text: "Open Thunderbird. If it doesn't ask for an address, open the menu with the three lines at the top right and choose [Add Account], then [Email]. In version 140 it is [New Account].",
          next: "A page [Add your email address] opens.",
        },
        {
          text: "Type your name and {address}, then press [Continue].",
          next: "You see [Looking up configuration], and then where the settings were found. Current versions say [Account settings found automatically.] and [Configuration found at email provider.]",
          screen: {
            title: "Add your email address",
            parts: [field("Full name", "your name"), field("Email address", "{address}"), link("Manual configuration")],
            buttons: ["Cancel", "Continue"],
            press: "Continue",
          },
        },
        {
          when: ["imap"],
          text: "If you are asked for the kind of account, keep the one that is marked [Recommended]. Press [Continue].",
          screen: {
            title: "Connect your email settings",
            parts: [
              { ...chosen("IMAP", "Keep your folders and emails synced on your server"), badge: "Recommended" },
              { ...notChosen("POP3", "Keep your folders and emails on your computer"), when: ["pop3"] },
              link("Edit configuration"),
            ],
            buttons: ["Back", "Continue"],
            press: "Continue",
          },
        },
        {
          unless: ["imap"],
          text: "Keep the kind of account that is shown and press [Continue].",
        },
        {
          text: "Type your password and press [Continue].",
          screen: {
            title: "Enter your email account password",
            parts: [password("Password"), ticked("Remember password")],
            buttons: ["Back", "Continue"],
            press: "Continue",
          },
        },
        {
          text: "If Thunderbird offers calendars and address books, tick what you want to have on this computer. Then press [Finish].",
          next: "Thunderbird says [Account successfully added].",
        },
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      title: "Version 156 and later",
      steps: [
        {
          text: "Open the menu with the three lines at the top right and choose [Add Account], then [Email]. Type your name and {address}, then press [Manual configuration].",
          screen: firstPage,
        },
        { only: "imap", text: "Choose [IMAP] and press [Set up account].", screen: accountTypes("IMAP") },
        { only: "pop3", text: "Choose [POP3] and press [Set up account].", screen: accountTypes("POP3") },
        { only: "imap", text: FILL_IN, screen: serverPage("IMAP") },
        { only: "pop3", text: FILL_IN, screen: serverPage("POP3") },
        { asksPassword: true, text: "Type your password and press [Continue]." },
        { text: "Press [Finish].", next: "Thunderbird says [Account successfully added]." },
        KEEP_ON_SERVER,
      ],
    },
    {
      isRare: true,
      title: "Version 155 and earlier",
      steps: [
        {
          text: "Open the menu with the three lines at the top right and choose [Add Account] (version 140: [New Account]), then [Email]. Type your name and {address}, then press [Manual configuration]. In version 140, press [Continue] and then [Edit configuration].",
          screen: firstPage,
        },
        {
          text: "Fill in the incoming server page with the values shown. The user name is {user}. Press [Continue].",
          screen: {
            title: "Incoming server settings",
            parts: [
              line(choice("Protocol", "{in.protocol}"), field("Hostname", "{in.host}")),
              line(field("Port", "{in.port}"), choice("Connection security", "{in.security}")),
              line(choice("Authentication method", "{in.authentication}"), field("Username", "{user}")),
            ],
            buttons: ["Back", "Continue"],
            press: "Continue",
          },
        },
        sendWithoutLogin(OUTGOING_PAGE),
        {
          when: ["login-smtp"],
          text: "Fill in the outgoing server page with the values shown. Its user name is {smtp.user}. Press [Test].",
          next: "After a moment you see [Configuration settings valid].",
          screen: OUTGOING_PAGE,
        },
        { asksPassword: true, text: "Press [Continue], type your password and press [Continue] once more." },
        { text: "Press [Finish].", next: "Thunderbird says [Account successfully added]." },
        KEEP_ON_SERVER,
      ],
    },
  ],
  check: [
    { text: "Press [Get Messages]: your messages appear in the [Inbox] below your address." },
    { text: "Send a message to yourself. It should arrive within a minute." },
  ],
  sync: [
    {
      when: ["calendars"],
      text: "Calendars that were not found while setting up: open the menu with the three lines, choose [Add Account] (version 140: [New Account]), then [Calendar]. Choose “On the network”, then type {caldav.user} as the user name and {caldav.url} as the location.",
    },
    {
      when: ["contacts"],
      text: "Contacts: open the address book and choose [Add an address book], then [Add remote Address Book]. Under [Username] type {carddav.user}, under [URL/Hostname] type {carddav.url}.",
    },
  ],
  aliases: [
    {
      text: "Open [Account Settings], choose your account, then [Manage Identities...] and [Add...]. Type your name and the alias under [Email Address]. Under [Outgoing Server] choose {smtp.host}.",
    },
    {
      text: "When you write, choose the address in the line “From”. The server must allow you to send as the alias.",
    },
  ],
  change: [
    {
      text: "Receiving: open the menu with the three lines, choose [Account Settings], and below your address [Server Settings]. A changed server or user name takes effect when Thunderbird is started again.",
    },
    {
      text: "Sending: in [Account Settings] choose [Outgoing Server] at the end of the list (older: [Outgoing Server (SMTP)]), select the server and press [Edit...].",
    },
    {
      text: "After a password change, Thunderbird asks for the new one the next time the old one is refused. Type it there and let Thunderbird remember it.",
    },
    {
      text: "To have the same account on an Android phone, open [Settings] and choose [Export for Mobile]. Thunderbird shows a code that <guide:thunderbird-android|Thunderbird for Android> scans.",
    },
    { text: "An account cannot be switched between IMAP and POP3: remove the account and add it again." },
  ],
  remove: [
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only on this computer. **Save them first.**",
    },
    {
      text: "Open [Account Settings], choose the account, then [Delete]. In version 128 and before it is “Remove Account” under “Account Actions”.",
    },
    {
      text: "A window [Remove Account and Data] asks what to remove. [Remove account information] leaves the messages on this computer, [Remove message data] deletes them here as well. Press [Remove].",
    },
  ],
  failures: [
    {
      message: "Thunderbird failed to find the settings for your email account.",
      exact: true,
      cause: "There is a typing mistake in the address, or this computer could not reach the published settings.",
      cure: "Check {address} for typing mistakes. If it is right, fill in the pages that follow by hand.",
    },
    {
      message: "Configuration found by trying common server names",
      exact: true,
      cause: "Thunderbird could not get the published settings, so it guessed.",
      cure: "Press [Edit configuration] and compare. Receiving: {in.host}, port {in.port}. Sending: {smtp.host}, port {smtp.port}.",
    },
    {
      message: "Setup information found on 3rd party domain",
      exact: true,
      cause: "The settings came from a name other than {domain}, which is normal when a provider serves many domains.",
      cure: "Compare the servers. If they are {in.host} for receiving and {smtp.host} for sending, press [Confirm].",
    },
    {
      message: "Authentication failed. Please check the username and password",
      exact: true,
      codes: [
        "Login to server failed",
        "AUTHENTICATIONFAILED",
        "Sending of password for user did not succeed",
        "Mail Server Password Required",
        "Enter your password for",
      ],
      cause: "User name or password is wrong, or an app password is needed.",
      cure: "The user name is {user}. Enter the password again, without spaces; with two-step verification, it must be an app password.",
    },
    {
      when: ["imap"],
      message: "The IMAP server {in.host} does not seem to support encrypted passwords",
      exact: true,
      codes: ["does not support the selected authentication method", "does not allow plaintext passwords"],
      cause: "The chosen authentication method is not one that the server offers.",
      cure: "In [Server Settings] choose {in.authentication} under [Authentication method], together with {in.security}.",
    },
    {
      message:
        "The certificate for {in.host} is not valid for that server. Someone could be trying to impersonate the server and you should not continue.",
      exact: true,
      cause:
        "The server name you entered is not exactly the one in its certificate, or another network is answering in its place.",
      cure: "Do not add an exception. Type {in.host} for receiving and {smtp.host} for sending, exactly as written. If they are right, contact {support}.",
    },
    {
      message: "The certificate for {in.host} does not come from a trusted source.",
      exact: true,
      codes: ["Add Security Exception", "Confirm Security Exception", "unknown identity", "unknown issuer"],
      cause: "The server's certificate is incomplete, or a virus scanner replaces it with its own.",
      cure: "Pause the scanning of mail, try again, and switch the scanning back on. If the warning stays, {support} must fix the certificate.",
    },
    {
      message: "Sending of the message failed.",
      exact: true,
      codes: [
        "Sending of the message failed",
        "The message could not be sent because connecting to Outgoing server (SMTP) failed",
        "The server may be unavailable or is refusing SMTP connections",
        "The message could not be sent because the connection to Outgoing server (SMTP) timed out",
        "was lost in the middle of the transaction",
        "Outgoing server (SMTP) is unknown. The server may be incorrectly configured",
        "Send Message Error",
      ],
      cause:
        "Thunderbird does not reach the server for sending: a wrong name or port, a firewall, or a network that blocks mail.",
      cure: "Under [Outgoing Server] compare {smtp.host}, port {smtp.port}, {smtp.security}. If they are right, try another network, such as your phone's.",
    },
    {
      message: "An error occurred while sending mail. The mail server responded:",
      exact: true,
      codes: ["An error occurred while sending mail", "Please check the message recipient and try again"],
      cause: "The server was reached but refuses this message. Its reason follows the colon, with a number.",
      cure: "Look up that number in the <errors|index of error texts>. 550 5.1.1 means a wrong recipient; with 530 or 535 set the user name for sending to {smtp.user} under [Outgoing Server].",
    },
    {
      message: "The message was sent successfully, but could not be copied to your Sent folder.",
      exact: true,
      codes: [
        "Your message was sent but a copy was not placed in your sent folder",
        "Couldn't open the Sent Mail folder",
        "copying message to sent folder",
      ],
      cause:
        "The message has been sent, but no copy was saved: the mailbox is full, the sent folder has another name, or the connection broke.",
      cure: "Do not send it again. In the account's settings, under [Copies & Folders], choose the folder for sent mail again, and check whether the mailbox is full.",
    },
    {
      when: ["imap"],
      message:
        "Unable to connect to your IMAP server. You may have exceeded the maximum number of connections to this server.",
      exact: true,
      codes: ["maximum number of connections", "reduce the number of cached connections"],
      cause: "Too many programs and devices are connected to your mailbox at the same time.",
      cure: "Close mail programs on other devices. In [Server Settings] press [Advanced...] and set the number of connections to 1 or 2.",
    },
    {
      message: "Server {in.host} has disconnected. The server may have gone down or there may be a network problem.",
      exact: true,
      codes: ["has disconnected", "Failed to connect to server"],
      cause: "The connection broke: your network, a firewall or VPN, or the server.",
      cure: "Check whether web pages open, and try another network. If the error stays, compare {in.host} and port {in.port} in [Server Settings].",
    },
    {
      message: "Unable to authenticate to Outgoing server (SMTP) {smtp.host}",
      exact: true,
      codes: [
        "Unable to authenticate to Outgoing server (SMTP)",
        "Could not get password",
        "Login to server failed SMTP",
      ],
      cause: "The login for sending is missing or wrong.",
      cure: "Under [Outgoing Server] press [Edit...]. Set the user name to {smtp.user} and the authentication method to {smtp.authentication}.",
    },
    {
      message:
        "Unable to establish a secure link with Outgoing server (SMTP) {smtp.host} using STARTTLS since it doesn't advertise that feature",
      exact: true,
      cause: "Port and connection security don't match.",
      cure: "For sending, port {smtp.port} goes with {smtp.security}.",
    },
    {
      message: "Connection to server {in.host} timed out.",
      exact: true,
      codes: ["Could not connect to mail server", "the connection was refused"],
      cause: "A wrong port, a firewall, a VPN, or a network that blocks mail.",
      cure: "Receiving: port {in.port}. Sending: port {smtp.port}. Try another network, such as your phone's.",
    },
    {
      when: ["pop3"],
      message: "Messages vanish from the server after two weeks",
      exact: false,
      codes: ["For at most 14 days", "POP3", "messages disappear", "deleted from server"],
      cause: "With POP3, Thunderbird only leaves messages on the server for a number of days, 14 unless you change it.",
      cure: "In [Server Settings] untick [For at most]. What is gone from the server is still in Thunderbird on this computer.",
    },
    {
      when: ["encrypted"],
      message: "Warning: Insecure mail server detected.",
      exact: true,
      cause: "Connection security is set to [None].",
      cure: "Do not go on. Choose {in.security} for receiving and {smtp.security} for sending.",
    },
  ],
  privacy: [
    {
      text: "Thunderbird runs on your computer and talks directly to your mail servers. Nobody else gets your password or your mail.",
    },
    {
      text: "While it looks for the settings, it sends your address to {domain}, and your domain alone to a public list kept by Mozilla.",
    },
  ],
};
