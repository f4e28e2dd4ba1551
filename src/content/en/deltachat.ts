/**
 * Delta Chat, with a classic mailbox.
 * @see deltachat-android, strings of 2.59 (August 2026); chatmail/core of 22 August 2026; deltachat/interface, `uri-schemes.md`
 * @module
 */
import { type ClientGuide, choice, field, heading, password, pressed } from "../guide.ts";

export const deltachat: ClientGuide = {
  verdict:
    "Delta Chat finds the settings of your mailbox by itself; for experts, since it is made for servers of its own.",
  recognise: [
    {
      text: "Delta Chat is a messenger that uses mail. It shows chats, not folders, and is no replacement for a mail program.",
    },
  ],
  before: [
    {
      text: "Delta Chat warns against an address that is in use in another program: both would move the same messages. An address of its own is better.",
    },
  ],
  automatic: [
    {
      title: "With your address",
      steps: [
        {
          text: "Tap [Create New Profile], then [I Already Have a Profile], then [Use Classic Email as Relay].",
          screen: {
            title: "I Already Have a Profile",
            parts: [pressed("Use Classic Email as Relay")],
          },
        },
        {
          text: "Type {address} and your password, and confirm.",
          next: "Delta Chat looks for the servers and logs in. It can take a minute.",
          screen: {
            title: "Use Classic Email as Relay",
            parts: [field("Email Address", "{address}"), password("Existing Password")],
          },
        },
      ],
    },
    {
      when: ["code"],
      title: "With a code",
      intro: "The code holds your password: show it to nobody but the phone that scans it.",
      steps: [
        { text: "Type your password at <code|the code on this page>. It stays in this browser." },
        {
          text: "In Delta Chat open the QR code scanner and scan the code.",
          next: "Delta Chat asks whether to log in.",
        },
      ],
    },
  ],
  manual: [
    {
      steps: [
        { text: "Tap [Create New Profile], then [I Already Have a Profile], then [Use Classic Email as Relay]." },
        { text: "Type {address} and your password, and open the advanced settings." },
        {
          text: "Fill in the fields as shown, and confirm. Leave [Certificate Checks] as it is.",
          screen: {
            title: "Use Classic Email as Relay",
            parts: [
              heading("IMAP"),
              field("IMAP Login Name", "{user}"),
              field("IMAP Server", "{in.host}"),
              field("IMAP Port", "{in.port}"),
              choice("IMAP Security", "{in.security}"),
              heading("SMTP"),
              field("SMTP Login Name", "{smtp.user}"),
              password("SMTP Password"),
              field("SMTP Server", "{smtp.host}"),
              field("SMTP Port", "{smtp.port}"),
              choice("SMTP Security", "{smtp.security}"),
            ],
          },
        },
      ],
    },
  ],
  check: [{ text: "Write to another address of yours: the message arrives there as mail, and an answer as a chat." }],
  aliases: [{ text: "Delta Chat sends as the address of its profile only." }],
  change: [
    {
      text: "Open your profile, then [Relays]. There the log-in can be changed, or another one added with [Add Relay].",
    },
  ],
  remove: [
    {
      text: "Open the switcher of profiles and choose [Delete Profile]. Messages on the server stay, but chats and keys on this device are gone: make a backup first.",
    },
  ],
  failures: [
    {
      message: 'Cannot login as "{address}". Please check if the address and the password are correct.',
      exact: true,
      cause: "Wrong password, or an app password is needed.",
      cure: "The user name is {user}. Try the password in webmail. With two-step log-in, type an app password.",
    },
    {
      message: "Please enter a valid server / IP address",
      exact: true,
      cause: "A server's name holds a blank or something else that names cannot have.",
      cure: "Type {in.host} and {smtp.host} exactly.",
    },
    {
      message: "No internet connection, login failed.",
      exact: true,
      cause: "The phone is offline, or the network lets no mail through.",
      cure: "Try mobile data instead of Wi-Fi, or the other way round.",
    },
    {
      message: "Chats stay empty",
      exact: false,
      cause: "Another mail program, or a filter on the server, moves messages out of the inbox first.",
      cure: "Let nothing else move messages of this address, or give Delta Chat an address of its own.",
    },
  ],
};
