/**
 * Mail on iPhone and iPad.
 * @see iPad User Guide for iPadOS 18 and Apple's article 102400 on profiles, as quoted by hosts (2025); OVHcloud
 *   documentation, how_to_configure_ios (October 2024) and zimbra_mail_app_ios (July 2025); mailcow documentation,
 *   client-apple (May 2025); https://github.com/apple/device-management (what a device asks for at installation)
 * @module
 */
import {
  type ClientGuide,
  choice,
  field,
  heading,
  onIfEncrypted,
  type Paragraph,
  type Path,
  password,
  pressed,
  row,
  type Screen,
  type Step,
  segments,
  sendingPassword,
  switchedOn,
  tiles,
  warning,
} from "../../../guide.ts";
import { completeProfileWithoutLogin, fillInWithoutLogin } from "../without-login.ts";

/** What was typed on the page before stands above the servers. */
const serverPage: Screen = {
  layout: "ios-form",
  title: "New Account",
  parts: [
    segments(["IMAP", "POP"], "{in.protocol}"),
    field("Name", "your name"),
    field("Email", "{address}"),
    field("Description", "{provider}"),
    heading("INCOMING MAIL SERVER"),
    field("Host Name", "{in.host}"),
    field("User Name", "{user}"),
    password("Password"),
    heading("OUTGOING MAIL SERVER"),
    field("Host Name", "{smtp.host}"),
    field("User Name", "{smtp.user}"),
    sendingPassword("Password"),
  ],
  buttons: ["Cancel", "Next"],
  press: "Next",
};

/** Where the port for receiving is set once the account exists. */
const advancedPage: Screen = {
  title: "Advanced",
  parts: [
    ...onIfEncrypted(switchedOn("Use SSL"), "encrypted-in"),
    choice("Authentication", "{in.authentication}"),
    field("Server Port", "{in.port}"),
  ],
  back: "Account",
  press: "Account",
};

const OPEN_ACCOUNTS: Step = {
  text: "Open [Settings], tap [Apps] at the end of the list, then [Mail], then [Mail Accounts].",
  next: "Before iOS 18 it is [Settings], [Mail], [Accounts]. In every version you can also search the settings for “mail accounts”.",
};

/** No profile can say so. */
const KEEP_ON_SERVER: Step = {
  only: "pop3",
  text: "Make sure that the device deletes nothing from the server: in [Mail Accounts] tap the account, then [Account Settings] and [Advanced]. For “Delete from server” choose “Never”.",
};

const SET_PORTS_PATH: Path = {
  isRare: true,
  title: "If it cannot connect: set the ports",
  steps: [
    {
      text: "Go to [Mail Accounts] again, tap the account, then [Account Settings]. Before iOS 18 tap the line with your address.",
    },
    {
      only: "imap",
      text: "Tap [Advanced], set what is shown, and go back with [Account].",
      screen: advancedPage,
    },
    {
      only: "pop3",
      text: "Tap [Advanced] and set what is shown. For “Delete from server” choose “Never”, so that other devices see your mail too. Go back with [Account].",
      screen: advancedPage,
    },
    {
      text: "Tap [SMTP], then the server below “Primary Server”. Set what is shown, and tap [Done].",
      screen: {
        layout: "ios-form",
        title: "{smtp.host}",
        parts: [
          heading("OUTGOING MAIL SERVER"),
          field("Host Name", "{smtp.host}"),
          field("User Name", "{smtp.user}"),
          sendingPassword("Password"),
          ...onIfEncrypted(switchedOn("Use SSL"), "encrypted-smtp"),
          choice("Authentication", "{smtp.authentication}"),
          field("Server Port", "{smtp.port}"),
        ],
        buttons: ["Cancel", "Done"],
        press: "Done",
      },
    },
  ],
};

const fromProfile: Paragraph = {
  text: "The profile sets up calendars and contacts as well, where {provider} offers them.",
};

export const appleMailIos: ClientGuide = {
  verdict:
    "A profile brings all the settings, so you type little more than your password. Setting it up by hand means filling in two pages.",
  verdictByHand: "Any mail program that speaks {in.protocol} can be set up with the values on this page.",
  recognise: [
    {
      text: "The app called “Mail” that comes with every iPhone and iPad: a white envelope on blue. Microsoft's “Outlook” is <guide:outlook-ios|a different app>.",
    },
  ],
  automatic: [
    {
      when: ["profile"],
      intro:
        "Do this on the iPhone or iPad itself, without a break: a profile that isn't installed within 8 minutes is deleted, and you have to download it again.",
      steps: [
        {
          text: "Open this page in Safari on the iPhone or iPad, and tap <profile|Download the profile>.",
          next: "Safari asks whether the website may download a configuration profile.",
        },
        {
          text: "Tap [Allow].",
          screen: {
            layout: "ios-alert",
            title: "This website is trying to download a configuration profile. Do you want to allow this?",
            parts: [],
            buttons: ["Ignore", "Allow"],
            press: "Allow",
          },
          next: "A note says that the profile was downloaded. Tap [Close]. Nothing is set up yet.",
        },
        {
          text: "Open the app [Settings] and tap [Profile Downloaded], near the top, below your name.",
          screen: { layout: "ios-large", title: "Settings", parts: [row("your name"), pressed("Profile Downloaded")] },
          next: "You see the profile, with the name of {provider}. If the line is missing, tap [General], then [VPN & Device Management].",
        },
        {
          text: "Look at what the profile sets up, and tap [Install] at the top right.",
          screen: {
            title: "Install Profile",
            parts: [
              heading("{provider}"),
              field("Signed by", "“Not Signed” or “Verified”"),
              row("More Details"),
              warning("Remove Downloaded Profile"),
            ],
            buttons: ["Cancel", "Install"],
            press: "Install",
          },
          next: "“Not Signed” is not an error: it is shown when a provider doesn't sign its profiles. A signed profile shows “Verified”.",
        },
        {
          text: "Type the passcode that unlocks the iPhone or iPad. This is not your mailbox password.",
          next: "A text from {provider} appears, or a warning, or both.",
        },
        { text: "Read it, tap [Next] where you see it, and tap [Install] again." },
        completeProfileWithoutLogin,
        {
          asksPassword: true,
          text: "Type what you are asked for, and tap [Next] each time. Address: {address}. User name: {user}; for sending: {smtp.user}. Password: your mailbox password.",
          next: "You are only asked for what the profile doesn't contain. The password may be asked for twice, for receiving and for sending, and again for calendars and contacts: type the same one.",
        },
        { text: "Tap [Done].", next: "The account is in Mail." },
        { ...OPEN_ACCOUNTS, only: "pop3" },
        KEEP_ON_SERVER,
      ],
    },
  ],
  manual: [
    {
      title: "Add the account",
      steps: [
        OPEN_ACCOUNTS,
        {
          text: "Tap [Add Account], then [Other] at the end of the list, then [Add Mail Account].",
          screen: {
            title: "Add Account",
            back: "",
            parts: [
              tiles(["iCloud", "Microsoft Exchange", "Google", "Yahoo!", "Aol.", "Outlook.com", "Other"], "Other"),
            ],
          },
        },
        {
          text: "Type your name, your address, your password, and a name for the account. Tap [Next].",
          screen: {
            layout: "ios-form",
            title: "New Account",
            parts: [
              field("Name", "your name"),
              field("Email", "{address}"),
              password("Password"),
              field("Description", "{provider}"),
            ],
            buttons: ["Cancel", "Next"],
            press: "Next",
          },
        },
        { only: "imap", text: "Choose [IMAP] at the top of the page." },
        { only: "pop3", text: "Choose [POP] at the top of the page." },
        fillInWithoutLogin(serverPage),
        {
          when: ["login-smtp"],
          text: "Fill in both parts. User name and password of the outgoing server are called optional there, but **do fill them in**: without them you cannot send. Tap [Next].",
          screen: serverPage,
          next: "The device tries the servers, which can take half a minute.",
        },
        {
          text: "Leave [Mail] switched on, and tap [Save].",
          next: "The account is in Mail. The device found the ports by itself.",
        },
        KEEP_ON_SERVER,
      ],
    },
    {
      ...SET_PORTS_PATH,
      when: ["encrypted"],
      intro:
        "The account has to be saved first. [Use SSL] is a switch: leave it on, the port decides the kind of encryption. On iOS 26 you may only see the symbols ‹ to go back and ✓ to confirm.",
    },
    { ...SET_PORTS_PATH, unless: ["encrypted"] },
  ],
  check: [
    { text: "Open Mail and pull the list down with your finger: the newest mail appears, and no error at the bottom." },
    {
      text: "Send a message to yourself: it should arrive within a minute. Mistakes in the outgoing settings only show up now.",
    },
  ],
  sync: [
    { ...fromProfile, when: ["profile", "calendars"] },
    { ...fromProfile, when: ["profile", "contacts"], unless: ["calendars"] },
    {
      when: ["calendars"],
      text: "After setting mail up by hand, add calendars by hand too: <guide:apple-calendar-contacts|how to do it>. They appear in the app Calendar.",
    },
    {
      when: ["calendars", "contacts"],
      text: "Contacts are added in the same way, and appear in the app Contacts.",
    },
    {
      when: ["contacts"],
      unless: ["calendars"],
      text: "After setting mail up by hand, add contacts by hand too: <guide:apple-calendar-contacts|how to do it>.",
    },
    {
      when: ["activesync"],
      unless: ["calendars", "contacts"],
      text: "On the phone, add an account of the kind “Exchange” with {address} and the password.",
    },
  ],
  aliases: [
    {
      text: "In the settings of the account tap [Email], then the line to add another address, such as “Add Another Email…”. When you write, tap “From” to choose it. The server must allow you to send as that address.",
    },
    {
      when: ["profile"],
      text: "An account that came with a profile may not let you add an address: then add the account by hand.",
    },
  ],
  change: [
    {
      text: "Password: [Settings], [Apps], [Mail], [Mail Accounts], the account, [Account Settings]. Change it for the outgoing server too, under [SMTP].",
    },
    {
      when: ["profile"],
      text: "Servers of an account that came with a profile cannot be changed. Download the profile again: it replaces the old one.",
    },
    { text: "An account cannot be switched between IMAP and POP3: delete the account and add it again." },
  ],
  remove: [
    { text: "Added by hand: [Settings], [Apps], [Mail], [Mail Accounts], the account, [Delete Account]." },
    {
      when: ["profile"],
      text: "Came with a profile: [Settings], [General], [VPN & Device Management], the profile, [Remove Profile]. Everything it set up is removed too; mail on the server stays.",
    },
    {
      when: ["pop3"],
      text: "**With POP3, save first what you need:** messages that were removed from the server exist only on this device.",
    },
  ],
  failures: [
    {
      when: ["profile"],
      message: "The line “Profile Downloaded” is missing",
      exact: false,
      cause:
        "More than 8 minutes have passed, or another profile was downloaded after it: the device only keeps one at a time.",
      cure: "Look under [General], [VPN & Device Management]. If it is not there either, download the profile again.",
    },
    {
      when: ["profile"],
      message: "The download ends up in Files, or shows as text",
      exact: false,
      cause: "The page was opened in a browser other than Safari, or inside another app.",
      cure: "Open this page in Safari and download it there. You can also tap the file in [Files], under [Downloads], to continue.",
    },
    {
      when: ["profile"],
      message: "The device refuses to install the profile, or tells you to wait",
      exact: false,
      cause: "Stolen Device Protection requires a familiar location or a delay, or your company manages the device.",
      cure: "Try again at home or at work, or after the delay. On a company device, ask the company.",
    },
    {
      when: ["encrypted"],
      message: "Cannot Connect Using SSL",
      exact: true,
      cause:
        "Server and port don't match, or there is a problem with the certificate. The device offers to continue without SSL.",
      cure: "Answer no: otherwise your password would be sent unencrypted. Check the servers, {in.host} for receiving and {smtp.host} for sending. Then set the ports, {in.port} and {smtp.port}.",
    },
    {
      message: "Cannot Verify Server Identity",
      exact: true,
      cause:
        "The server name you entered is not exactly the one in its certificate, or there is a problem with the certificate.",
      cure: "Tap [Cancel] and enter the server names exactly: {in.host} for receiving, {smtp.host} for sending. If they are right, contact {support} before you trust anything.",
    },
    {
      message: "Mail cannot be fetched, or the connection to the server failed",
      exact: false,
      codes: [
        "Cannot Get Mail",
        "The connection to the server failed",
        "The mail server is not responding",
        "Verify that you have entered the correct account info in Mail settings",
      ],
      cause: "Wrong password, a network that blocks mail, or the wrong port.",
      cure: "Type the password again. Try mobile data instead of Wi-Fi, or the other way round. Then compare the port: {in.port}.",
    },
    {
      message: "A copy has been placed in your Outbox.",
      exact: true,
      codes: [
        "Cannot Send Mail",
        "was rejected by the server because it does not allow relaying",
        "The sender address was rejected by the server",
        "unsent message",
      ],
      cause: "The login for sending is missing, or the port is wrong.",
      cure: "Under [SMTP] set {smtp.host}, port {smtp.port}, {smtp.user} as user name, and your password.",
    },
    {
      message: "The device says that the user name or password is incorrect",
      exact: false,
      codes: [
        "The user name or password is incorrect",
        "Account not authenticated",
        "Enter the password for the account",
        "Password Incorrect",
      ],
      cause: "A different user name, a typing mistake, or an app password is needed.",
      cure: "The user name is {user}. With two-step verification, type an app password. Type it instead of pasting it: a space may be pasted with it.",
    },
    {
      message: "This message has not been downloaded from the server.",
      exact: true,
      codes: ["This message has not been downloaded from the server", "This message has no content"],
      cause:
        "Another program has removed the message from the server, or the connection failed before the text was downloaded.",
      cure: "Pull the message list down to refresh. If other programs use POP3, set them to leave a copy on the server, or use IMAP everywhere.",
    },
    {
      when: ["encrypted-smtp"],
      message: "Sending stopped after an update of the device",
      exact: false,
      cause: "Apple devices have been known to switch back to an old port without authentication on their own.",
      cure: "Set the port for sending to {smtp.port} again, with [Use SSL] on and [Authentication] as {smtp.authentication}.",
    },
  ],
  privacy: [
    { text: "Mail goes directly between your device and {provider}, with no other service in between." },
    {
      when: ["profile"],
      text: "The profile doesn't contain your password. You can see what it contains under [General], [VPN & Device Management].",
    },
  ],
};
