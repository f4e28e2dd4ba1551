/**
 * What people ask who have no error text: which to choose, how much, and whether it is real.
 * @module
 */
import type { Failure, FailureGroup } from "../../guide.ts";

const protocol = {
  message: "IMAP or POP3: which one should I choose?",
  exact: false,
  codes: ["IMAP or POP", "IMAP or POP3", "difference between IMAP and POP3", "which one should I choose"],
} satisfies Partial<Failure>;

const space = {
  message: "How much space is left in the mailbox?",
  exact: false,
  codes: ["how much space left", "mailbox size", "storage used", "how full is my mailbox"],
  cure: "<webmail|Webmail> usually shows it beside the folders or in the settings. To make room, empty the deleted and junk folders, then delete large messages from the sent folder.",
} satisfies Partial<Failure>;

const reply = {
  message: "How do I set up an automatic reply or forwarding?",
  exact: false,
  codes: ["out of office", "auto-reply", "vacation", "holiday", "forward my mail", "forwarding"],
  cause: "Both work on the server, even while your devices are off.",
} satisfies Partial<Failure>;

export const questions: FailureGroup = {
  title: "Questions about mail",
  failures: [
    {
      ...protocol,
      when: ["imap", "pop3"],
      cause:
        "Do you read your mail on more than one device, or in webmail too? IMAP keeps messages on the server, and every device shows the same. POP3 moves them to one device.",
      cure: "Choose IMAP. POP3 only suits a mailbox that is read on a single computer, with a backup of your own.",
    },
    {
      ...protocol,
      when: ["imap"],
      unless: ["pop3"],
      cause:
        "{domain} only has IMAP, the better of the two: messages stay on the server, and every device shows the same.",
      cure: "Choose IMAP.",
    },
    {
      ...protocol,
      when: ["pop3"],
      unless: ["imap"],
      cause: "{domain} only has POP3, which moves messages to the device that downloads them.",
      cure: "Choose POP3, and have every program leave a copy on the server. Back up the device.",
    },
    {
      message: "Is this message genuine?",
      exact: false,
      codes: [
        "phishing",
        "is this email real",
        "fake email",
        "suspicious email",
        "scam",
        "my mailbox will be closed",
        "email asking for my password",
        "verify my account through a link",
      ],
      cause:
        "Does it want you to log in, pay or open a file, and quickly? Anyone can write any name and address as the sender, even those of {provider}.",
      cure: "Don't follow its links or open its files. Open <webmail|webmail> the way you always do, or ask {support} in a new message. Nobody there needs your password.",
    },
    {
      message: "You followed a link in a fake message",
      exact: false,
      codes: ["clicked on a link in a fake email", "gave away my password", "entered my password on a fake page"],
      cause: "Did you type your password there? Whoever has it can read your mail and write in your name.",
      cure: "If you did, change it immediately, wherever you use it. In <webmail|webmail>, look for forwarding and filters that you didn't set up, and tell {support}.",
    },
    {
      message: "You get too much junk mail",
      exact: false,
      codes: ["stop spam", "block a sender", "unsubscribe from newsletters"],
      cause:
        "Who sends it? Shops and newsletters you know stop when you unsubscribe. Strangers take any reply as proof that someone reads it.",
      cure: "Mark it as junk instead of deleting it: many filters learn from that. Many programs can also block a sender. If that isn't enough, ask {support} about the filter for {domain}.",
    },
    {
      message: "How large can an attachment be?",
      exact: false,
      codes: ["maximum attachment size", "how big can an email be", "size limit", "maximum size of a message"],
      cause: "Your server has a limit and so has the recipient's. On the way, attachments grow by about a third.",
      cure: "Up to 10 MB usually arrives. Send a link to anything larger. For the limit of {domain}, ask {support}.",
    },
    {
      ...space,
      unless: ["quota"],
      cause: "Every mailbox has a limit. Deleted messages count until the deleted folder is emptied.",
    },
    {
      ...space,
      when: ["quota"],
      cause: "All mailboxes at {domain} share {quota}. Deleted messages count until the deleted folder is emptied.",
    },
    {
      message: "Can I use the mailbox on several devices?",
      exact: false,
      codes: ["same mailbox on two phones", "two devices", "several devices", "second phone", "share a mailbox"],
      cause:
        "Yes. With IMAP, they all show the same messages and folders. With POP3, each device downloads its own copies.",
      cure: "Set up each device by its own guide, with the same address and password. Where you use POP3, have the program leave a copy on the server.",
    },
    {
      message: "A message was deleted by mistake",
      exact: false,
      codes: ["deleted by accident", "recover a deleted message", "undelete", "get a deleted email back", "restore"],
      cause:
        "Is it still in the deleted folder? It stays there until that is emptied, which many programs do after a while.",
      cure: "Look there, in the program that deleted it and in <webmail|webmail>, and move it back to the inbox. Otherwise ask {support} soon: there may still be a backup.",
    },
    {
      when: ["imap"],
      message: "How do I bring my old mail along?",
      exact: false,
      codes: ["move old emails", "change provider", "new provider", "transfer mail", "import old mail"],
      cause: "Does the old mailbox still exist? Until it is cancelled, everything in it can be copied.",
      cure: "Set up both mailboxes with IMAP in one program on a computer, and drag the folders from the old one to the new one. Cancel the old one afterwards. See also <guide:webmail-migration|moving your mail>.",
    },
    {
      ...reply,
      when: ["webmail"],
      cure: "Look in the settings of <webmail|webmail>. If they aren't there, ask {support}. Forwarded messages may land in the other provider's junk folder.",
    },
    { ...reply, unless: ["webmail"], cure: "Ask {support} to set it up for {address}." },
    {
      message: "How do I add a signature?",
      exact: false,
      codes: ["signature", "email footer"],
      cause: "Every program has its own, and so has webmail.",
      cure: "Look for “Signature” in the settings of each program you write with.",
    },
    {
      when: ["webmail"],
      message: "A message shows strange characters",
      exact: false,
      codes: ["strange characters", "garbled text", "question marks instead of letters", "encoding", "umlauts"],
      cause: "The sender's program and yours don't agree on how letters are stored.",
      cure: "Open it in <webmail|webmail>. If it is right there, choose Unicode (UTF-8) as the text encoding in your program. If not, ask the sender to send it again.",
    },
    {
      message: "How do I create a folder?",
      exact: false,
      codes: ["make a folder", "new folder", "create folder", "sort mail into folders"],
      cause: "With IMAP, a folder from one program shows up in all of them. With POP3, it stays on that device.",
      cure: "On a computer, right-click the mailbox in the list of folders. On a phone, look at the end of that list, or create it in <webmail|webmail>.",
    },
    {
      message: "How do I remove an account from a program?",
      exact: false,
      codes: ["remove account", "delete account", "remove an old account", "sold my phone"],
      cause: "With IMAP, the messages stay on the server. With POP3, those on the device are lost with the account.",
      cure: "The guide for your program says how, near its end. With POP3, export the messages first.",
    },
    {
      message: "Is my mail private?",
      exact: false,
      codes: ["privacy", "confidential", "scan and read private mail"],
      cause:
        "It is stored with {provider} and on your devices. Some apps also send your password to their maker, who fetches the mail for them.",
      cure: "Each guide has “Who sees your mail” near its end. Ask {support} how messages are protected on the server.",
    },
  ],
};
