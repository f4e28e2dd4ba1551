/**
 * Gmail on the web, which fetches from other mailboxes no more: forwarding to it, and sending from it.
 * @see Gmail Help, on the end of Gmailify and of "Check mail from other accounts" (2026), on sending from another address and
 *   its ports (answers 22370 and 1074635, undated)
 * @module
 */
import { type ClientGuide, choice, field, sendingPassword } from "../../guide.ts";
import { refusedSender } from "./sender-parts.ts";

export const gmailWeb: ClientGuide = {
  verdict:
    "Gmail on the web will soon stop fetching mail from other providers. Forward your mail to Gmail, or use an app.",
  recognise: [
    {
      text: "This is Gmail in a browser, at `mail.google.com`. For the app on a phone, there are other guides: <guide:gmail-android|Gmail for Android>, <guide:gmail-ios|Gmail for iPhone>.",
    },
  ],
  before: [
    {
      text: "Google closed [Check mail from other accounts] to new users in early 2026, and ends it for everyone later in 2026. What Gmail has already fetched stays there.",
    },
  ],
  manual: [
    {
      title: "Receive: forward your mail to Gmail",
      steps: [
        {
          when: ["webmail"],
          text: "Log in to <webmail|webmail> and look in its settings for “Forwarding”. Type your Gmail address. Keep a copy in the mailbox, so that nothing is lost if Gmail refuses a message.",
          next: "Google then has a copy of every message. Forwarded junk may make Google distrust {domain}: filter it first if you can.",
        },
        {
          unless: ["webmail"],
          text: "Ask {support} to forward {address} to your Gmail address, and to keep a copy in the mailbox.",
          next: "Google then has a copy of every message. Forwarded junk may make Google distrust {domain}: filter it first if you can.",
        },
        {
          text: "From another mailbox, such as a friend's, write to {address}.",
          next: "The message shows in Gmail. If not, look under Spam.",
        },
      ],
    },
    {
      title: "Send: reply from Gmail with your own address",
      steps: [
        {
          text: "In Gmail press the gear, then [See all settings], then [Accounts and Import]. Beside [Send mail as] press [Add another email address].",
          next: "A small window opens.",
        },
        { text: "Type your name and {address}, and continue." },
        {
          text: "Fill in what is shown. Of the two kinds of connection, choose {smtp.security}. Then press [Add Account].",
          screen: {
            title: "Add another email address you own",
            parts: [
              field("SMTP Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              field("Username", "{smtp.user}"),
              sendingPassword("Password"),
              choice("Secured connection using", "{smtp.security}"),
            ],
            buttons: ["Add Account"],
            press: "Add Account",
          },
          next: "Google sends a message with a code to {address}.",
        },
        { text: "Open that message in your mailbox, and type its code in the window or follow its link." },
        { text: "When you write, choose {address} in the line “From”." },
      ],
    },
  ],
  check: [
    { text: "Write to {address} from another address: the message arrives in Gmail." },
    { text: "Reply to it: the reply comes from {address}, without your Gmail address in it." },
  ],
  change: [{ text: "After a password change, press “edit info” beside the address in [Accounts and Import]." }],
  remove: [
    {
      text: "Delete the address under [Send mail as], and switch the forwarding off where you switched it on.",
    },
  ],
  failures: [
    {
      message: "[Check mail from other accounts] is missing, or no longer fetches anything",
      exact: false,
      codes: ["Gmailify", "POP", "Add a mail account", "fetch", "Mail Fetcher"],
      cause: "Google is ending it: new users have not had it since early 2026.",
      cure: "Forward your mail to Gmail, or read the mailbox in an app: <guide:gmail-android|Gmail for Android>, <guide:gmail-ios|Gmail for iPhone>.",
    },
    {
      message: "Authentication failed. Please check your username/password.",
      exact: true,
      codes: ["535", "Couldn't reach server"],
      cause: "User name or password is wrong, or port and connection don't match.",
      cure: "The user name is {smtp.user}. Port {smtp.port} goes with {smtp.security}. With two-step verification at your mailbox, type an app password.",
    },
    {
      when: ["webmail"],
      message: "The code from Google does not arrive",
      exact: false,
      codes: ["verification code", "confirmation code"],
      cause:
        "It goes to your mailbox, and may be in the junk folder there. It only reaches Gmail if forwarding works already.",
      cure: "Check the mailbox in webmail, including the junk folder.",
    },
    {
      message: "Forwarded messages do not arrive in Gmail, or only as spam",
      exact: false,
      codes: ["550-5.7.26", "SPF", "DMARC", "forwarding"],
      cause: "Google mistakes a forwarded message for a forged one.",
      cure: "Keep the copy in your mailbox and read it there. An app that reads the mailbox itself doesn't have this problem.",
    },
    refusedSender,
  ],
  privacy: [
    {
      when: ["webmail"],
      text: "Want your mail without Google in between? Use a program such as <guide:thunderbird-desktop|Thunderbird>, or <webmail|webmail>.",
    },
    {
      unless: ["webmail"],
      text: "Want your mail without Google in between? Use a program such as <guide:thunderbird-desktop|Thunderbird>.",
    },
    { text: "Google gets every message that is forwarded, and keeps the password that Gmail uses to send for you." },
  ],
};
