/**
 * The index of error texts: what goes wrong in any program, and what servers answer.
 * @see RFC 8314 (which port has which encryption)
 * @module
 */
import type { FailureGroup } from "../../guide.ts";
import { imapReplies, popReplies, receiving, sending, submissionReplies } from "./server-replies.ts";

const symptoms: FailureGroup = {
  title: "In any program",
  intro: "Each begins with the question that helps most.",
  failures: [
    {
      when: ["webmail"],
      message: "Nothing works",
      exact: false,
      codes: ["cannot log in", "account disabled"],
      cause:
        "Does webmail take the same address and password? If not, the password is wrong, or the mailbox is full or switched off.",
      cure: `Log in to <webmail|webmail>. If that works, compare the program with these values. ${receiving} ${sending}`,
    },
    {
      unless: ["webmail"],
      message: "Nothing works",
      exact: false,
      codes: ["cannot log in", "account disabled"],
      cause: "Does it work on another device? If not, the password is wrong, or the mailbox is full or switched off.",
      cure: `Compare the program with these values. If they are right, ask {support} about the mailbox. ${receiving} ${sending}`,
    },
    {
      message: "The program asks for the password again and again",
      exact: false,
      codes: ["password prompt", "enter password", "app password"],
      cause:
        "Is two-step log-in on? Programs then want an app password. After many wrong ones, the server may also shut your network out for a while.",
      cure: "Type an <app-password|app password>, for receiving and for sending. If it was right all the time, wait half an hour and try again.",
    },
    {
      message: "Mail arrives, but none can be sent",
      exact: false,
      codes: ["port 25", "outbox", "cannot send", "SMTP"],
      cause:
        "Which port does the program have for sending? Many networks block the old one, 25. Or the program does not log in when it sends.",
      cure: `Fill in the log-in for sending as well: {smtp.user} and your password. ${sending}`,
    },
    {
      message: "Mail can be sent, but none arrives",
      exact: false,
      codes: ["missing mail", "empty inbox"],
      cause:
        "POP3 or IMAP? A program with POP3, on any of your devices, takes the messages away before the others see them.",
      cure: "In that program, switch on that a copy stays on the server. Where you can choose, set it up with IMAP.",
    },
    {
      message: "The certificate does not fit, or cannot be verified",
      exact: false,
      codes: ["certificate", "Cannot Verify Server Identity", "name mismatch", "not trusted"],
      cause:
        "Which server name was typed? The certificate holds for one name, and another one leads to the same server.",
      cure: "Type the names exactly: {in.host} for receiving, {smtp.host} for sending. **Never** accept a certificate that does not fit. If the names are right, tell {support}.",
    },
    {
      message: "The connection takes too long and breaks off",
      exact: false,
      codes: ["time-out", "timed out", "timeout", "0x800CCC19", "0x800CCC0E", "not responding"],
      cause:
        "Is it the same in another network, such as your phone's, and without VPN? Routers, virus scanners and VPNs filter mail. Some routers let through only mail servers that are on a list.",
      cure: `Pause the scanning of mail for a try (and switch it back on), or put the server on the router's list. Then compare. ${receiving} ${sending}`,
    },
    {
      message: "Folders appear twice, or sent mail is not where it belongs",
      exact: false,
      codes: ["Sent Items", "duplicate folders", "Trash"],
      cause: "Which program made the second folder? Each has its own names for sent, deleted and junk mail.",
      cure: "In the account's settings, choose the existing folders for sent, drafts, deleted and junk mail. Then move the messages over and delete the empty folder.",
    },
    {
      message: "An Apple device stops sending after an update",
      exact: false,
      codes: ["iPhone", "Mac", "Cannot Send Mail", "port 25"],
      cause: "Which port is in the settings for sending? Automatic settings may have put back a wrong one.",
      cure: `Type it by hand, or install the <guide:apple-mail-ios|profile>, which holds it. ${sending}`,
    },
    {
      message: "It works at home, but not elsewhere",
      exact: false,
      codes: ["company network", "hotel", "firewall", "blocked"],
      cause: "Is it a company's or a hotel's network? They often block mail.",
      cure: "Use your phone's network there, or <webmail|webmail>. You may ask those who run the network to open the ports {in.port} and {smtp.port}.",
    },
    {
      message: "Messages are missing that went to the junk folder",
      exact: false,
      codes: ["spam", "junk"],
      cause: "POP3? It shows the inbox alone, and no other folder.",
      cure: "Set the program up with IMAP where you can choose. Otherwise look into the junk folder in <webmail|webmail> now and then.",
    },
    {
      message: "Sending as an alias is refused",
      exact: false,
      codes: ["550 5.7.1", "553 5.7.1", "sender address rejected"],
      cause: "Does it work with your own address? Then the server does not let your mailbox send under the other name.",
      cure: "Have it allowed: {support} can say where. See also <guide:webmail-aliases|aliases>.",
    },
    {
      message: "The program chooses Exchange by itself",
      exact: false,
      codes: ["Exchange", "Autodiscover", "ActiveSync"],
      cause: "Was the mail of {domain} at another provider before? A record from that time still sends programs there.",
      cure: "Choose IMAP or POP3 by hand. Whoever manages the name {domain} can remove the old Autodiscover record.",
    },
    {
      message: "Microsoft remembers the old server",
      exact: false,
      codes: ["Outlook", "AutoDetect", "old server", "servers changed", "migration"],
      cause:
        "Did the mail servers change lately? Outlook on phones and the new Outlook have Microsoft look for the settings, and it keeps for a while what it once found.",
      cure: `Remove the account from the program, add it again, and type the settings by hand. ${receiving} ${sending}`,
    },
    {
      message: "A long password is refused",
      exact: false,
      codes: ["16 characters"],
      cause: "How long is it? Some programs cut passwords after 16 characters.",
      cure: "Use an <app-password|app password> or a shorter one.",
    },
    {
      message: "A pasted password is refused",
      exact: false,
      codes: ["copy and paste", "trailing space"],
      cause: "Was a blank or a new line copied along? It does not show.",
      cure: "Type the password by hand.",
    },
  ],
};

const encryption: FailureGroup = {
  title: "Port and encryption: which slip shows how",
  intro: `Port and encryption belong together. ${receiving} ${sending}`,
  failures: [
    {
      message: "An error of SSL or TLS, at once",
      exact: false,
      codes: [
        "WRONG_VERSION_NUMBER",
        "wrong version number",
        "unable to connect using SSL",
        "0x800CCC1A",
        "handshake failed",
        "SSL_ERROR_RX_RECORD_TOO_LONG",
      ],
      cause: "The program begins with encryption (SSL/TLS), on a port that begins without and changes over (STARTTLS).",
      cure: `Set port and kind of encryption together. ${receiving} ${sending}`,
    },
    {
      message: "A long wait, then a time-out, with STARTTLS",
      exact: false,
      codes: ["time-out", "timed out", "STARTTLS"],
      cause: "The port begins with encryption (SSL/TLS). The program waits for a greeting, the server for encryption.",
      cure: `Set port and kind of encryption together. ${receiving} ${sending}`,
    },
    {
      message: "A long wait, then a time-out, without encryption",
      exact: false,
      codes: ["time-out", "timed out", "None", "no encryption"],
      cause: "Encryption is off in the program, and the port begins with it.",
      cure: `Switch encryption on. ${receiving} ${sending}`,
    },
    {
      message: "The log-in is refused for want of encryption",
      exact: false,
      codes: ["538 5.7.11", "PRIVACYREQUIRED", "STARTTLS required", "plaintext"],
      cause: "Encryption is off in the program, and the server takes no password without it.",
      cure: `Switch encryption on. ${receiving} ${sending}`,
    },
    {
      message: "A warning that the certificate is for another name",
      exact: false,
      codes: ["certificate", "name mismatch", "ERR_CERT_COMMON_NAME_INVALID"],
      cause: "Port and encryption are right, but the server's name was typed differently.",
      cure: "Type the names exactly: {in.host} for receiving, {smtp.host} for sending.",
    },
    {
      message: "Android or Thunderbird warns of the certificate, Windows and Mac do not",
      exact: false,
      codes: ["unknown issuer", "SEC_ERROR_UNKNOWN_ISSUER", "incomplete chain", "intermediate certificate"],
      cause: "The server does not send the whole chain of its certificate. Some programs fill the gap, some do not.",
      cure: "Nothing to change on your side: tell {support}, and do not accept the certificate until then.",
    },
  ],
};

export const sharedFailures: readonly FailureGroup[] = [
  symptoms,
  submissionReplies,
  imapReplies,
  popReplies,
  encryption,
];
