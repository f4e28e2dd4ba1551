/**
 * Delta Chat, with a classic mailbox.
 * @see deltachat-android 2.59.0, strings and layouts (August 2026): `InstantOnboardingActivity.java` for the way to a classic
 *   mailbox; chatmail/core of 22 August 2026; deltachat/interface, `uri-schemes.md`
 * @module
 */
import {
  type ClientGuide,
  choice,
  curedWith,
  field,
  heading,
  password,
  pressed,
  row,
  type Step,
  sendingPassword,
} from "../../../guide.ts";
import { loginForReceiving } from "../../failures/server-replies.ts";

const toClassicEmail: readonly Step[] = [
  {
    text: "Tap [Create New Profile], then [Use Other Server] at the bottom. If you already have one, [Add Profile] in your list comes first.",
    next: "A small menu opens.",
  },
  {
    text: "Tap [Use Classic Email as Relay]. Older versions have it under [I Already Have a Profile].",
    screen: {
      title: "Use Other Server",
      back: "",
      parts: [row("List Chatmail Servers"), row("Scan Invitation Code"), pressed("Use Classic Email as Relay")],
    },
  },
];

export const deltachat: ClientGuide = {
  verdict:
    "Delta Chat finds the settings of your mailbox by itself, but this is for experts, since it is made for servers of its own.",
  recognise: [
    {
      text: "Delta Chat is a messenger that uses mail. It shows chats, not folders, and does not replace a mail program.",
    },
  ],
  before: [
    {
      text: "Delta Chat warns against using an address that is also used in another program: both would move the same messages. It is better to give it an address of its own.",
    },
  ],
  automatic: [
    {
      title: "With your address",
      steps: [
        ...toClassicEmail,
        {
          text: "Type {address} and your password, and tap [OK] at the top.",
          next: "Delta Chat looks for the servers and logs in. It can take a minute.",
          screen: {
            title: "Use Classic Email as Relay",
            back: "",
            parts: [field("Email Address", "{address}"), password("Existing Password")],
            buttons: ["OK"],
            press: "OK",
          },
        },
      ],
    },
    {
      when: ["code"],
      title: "With a code",
      intro: "The code contains your password: show it only to the phone that scans it.",
      steps: [
        { text: "Type your password at <code|the code on this page>. It stays in this browser." },
        {
          text: "In Delta Chat tap [Create New Profile], [Use Other Server], then [Scan Invitation Code], and hold the phone to the code.",
          next: "Delta Chat shows your server's name.",
          screen: {
            title: "Use Other Server",
            back: "",
            parts: [row("List Chatmail Servers"), pressed("Scan Invitation Code"), row("Use Classic Email as Relay")],
          },
        },
        { text: "Type the name that others will see, and tap [Log In]." },
      ],
    },
  ],
  manual: [
    {
      steps: [
        ...toClassicEmail,
        { text: "Type {address} and your password, and tap [More Options].", next: "Fields for both servers appear." },
        {
          text: "Fill in the fields with the values shown, and tap [OK] at the top. Leave [Certificate Checks] at [Automatic].",
          screen: {
            title: "Use Classic Email as Relay",
            back: "",
            parts: [
              heading("Inbox"),
              field("IMAP Login Name", "{user}"),
              field("IMAP Server", "{in.host}"),
              field("IMAP Port", "{in.port}"),
              choice("IMAP Security", "{in.security}"),
              heading("Outbox"),
              field("SMTP Login Name", "{smtp.user}"),
              sendingPassword("SMTP Password"),
              field("SMTP Server", "{smtp.host}"),
              field("SMTP Port", "{smtp.port}"),
              choice("SMTP Security", "{smtp.security}"),
              choice("Certificate Checks", "Automatic"),
            ],
            buttons: ["OK"],
            press: "OK",
          },
        },
      ],
    },
  ],
  check: [{ text: "Write to another address of yours: the message arrives there as mail, and an answer as a chat." }],
  aliases: [{ text: "Delta Chat only sends as the address of its profile." }],
  change: [
    {
      text: "Choose [Settings], [Advanced], then [Relays]. Press and hold the address until its menu opens: [Edit Relay] leads to all the fields. Another mailbox is added with [Add Relay].",
    },
  ],
  remove: [
    {
      text: "Open the list of your profiles ([Switch Profile]), press and hold the profile until its menu opens, and choose [Delete]. This deletes its chats and keys on this device for good: make a backup first. What is on the server stays.",
    },
  ],
  failures: [
    ...curedWith(
      "webmail",
      {
        message: 'Cannot login as "{address}". Please check if the address and the password are correct.',
        exact: true,
        cause: "Wrong password, or an app password is needed.",
        cure: "The user name is {user}. Try the password in webmail. With two-step verification, type an app password.",
      },
      loginForReceiving,
    ),
    {
      message: "Please enter a valid email address and a password",
      exact: true,
      cause: "One of the two fields is empty, or the address is incomplete.",
      cure: "Type {address}, and the password below it.",
    },
    {
      message: "Please enter a valid server / IP address",
      exact: true,
      cause: "A server's name contains a space or another character that isn't allowed.",
      cure: "Type {in.host} and {smtp.host} exactly.",
    },
    {
      message: "No internet connection, login failed.",
      exact: true,
      cause: "The phone is offline, or the network blocks mail.",
      cure: "Try mobile data instead of Wi-Fi, or the other way round.",
    },
    {
      message: "Chats stay empty",
      exact: false,
      cause: "Another mail program, or a filter on the server, moves messages out of the inbox first.",
      cure: "Make sure that nothing else moves messages at this address, or give Delta Chat an address of its own.",
    },
  ],
  privacy: [
    {
      text: "Delta Chat talks directly from your phone to your mail servers. Nobody else gets your password or your messages.",
    },
    {
      text: "While it looks for the settings, it sends your address to {domain} and, if necessary, your domain alone to a public list kept for Thunderbird.",
    },
  ],
};
