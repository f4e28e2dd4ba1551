/**
 * The index of error texts: what goes wrong in any program, and what servers answer.
 * @see RFC 8314 (which port has which encryption)
 * @module
 */
import type { FailureGroup } from "../../guide.ts";
import { returnedMail } from "./returned-mail.ts";
import { imapReplies, login, popReplies, receiving, sending, submissionReplies } from "./server-replies.ts";

const symptoms: FailureGroup = {
  title: "In any program",
  intro: "Each answer begins with the question that helps most.",
  failures: [
    {
      when: ["webmail"],
      message: "Nothing works",
      exact: false,
      codes: ["cannot log in", "account disabled", "email not working", "stopped working"],
      cause:
        "Can you log in to webmail with the same address and password? If not, the password is wrong, or the mailbox is full or switched off.",
      cure: `Log in to <webmail|webmail>. If that works, check the program against these values. ${receiving} ${sending}`,
    },
    {
      unless: ["webmail"],
      message: "Nothing works",
      exact: false,
      codes: ["cannot log in", "account disabled", "email not working", "stopped working"],
      cause: "Does it work on another device? If not, the password is wrong, or the mailbox is full or switched off.",
      cure: `Check the program against these values. If they are right, ask {support} about the mailbox. ${receiving} ${sending}`,
    },
    {
      message: "The user name or password is refused",
      exact: false,
      codes: ["wrong password", "incorrect password", "login failed", "login rejected", "wrong username"],
      cause:
        "Can you log in to <webmail|webmail> with it? If so, the user name is incomplete, or the program needs an app password.",
      cure: login,
    },
    {
      message: "The program asks for the password again and again",
      exact: false,
      codes: [
        "password prompt",
        "keeps logging me out",
        "enter password",
        "app password",
        "keeps asking for my password",
        "password window",
        "rejected password",
        "two-step log-in",
        "two-factor authentication",
        "what is an app password",
        "application-specific password required",
        "two-factor code not accepted",
      ],
      cause:
        "Is two-step log-in on? Programs then need an app password. After several wrong passwords, the server may also block your network for a while.",
      cure: "Enter an <app-password|app password>, for receiving and for sending. If it was right all along, wait half an hour and try again.",
    },
    {
      message: "You can receive mail, but not send it",
      exact: false,
      codes: [
        "port 25",
        "outbox",
        "cannot send",
        "SMTP",
        "can receive but not send",
        "sending fails",
        "printer",
        "scanner",
        "scan to email",
      ],
      cause:
        "Which port is set for sending? Many networks block the old one, 25. Or the program doesn't log in when it sends.",
      cure: `Enter your user name and password for sending as well: {smtp.user} and your password. ${sending}`,
    },
    {
      message: "You can send mail, but not receive it",
      exact: false,
      codes: [
        "missing mail",
        "no new mail",
        "mail on two devices",
        "empty inbox",
        "not receiving emails",
        "can send but not receive",
        "messages disappear",
        "messages vanish from the inbox",
        "emails vanished from webmail",
        "disappear from the server after downloading",
        "colleague cannot see messages",
        "several people with one mailbox",
      ],
      cause:
        "POP3 or IMAP? If a program on any of your devices uses POP3, it may remove messages from the server before the others see them.",
      cure: "Set that program to leave a copy on the server, or set it up with IMAP if you can.",
    },
    {
      message: "The certificate doesn't match, or can't be verified",
      exact: false,
      codes: ["certificate", "Cannot Verify Server Identity", "name mismatch", "not trusted"],
      cause:
        "Which server name did you enter? The certificate is only valid for one name, even if others lead to the same server.",
      cure: "Enter the names exactly: {in.host} for receiving, {smtp.host} for sending. **Never** accept a certificate that doesn't match. If the names are right, contact {support}.",
    },
    {
      message: "The connection times out or fails",
      exact: false,
      codes: [
        "time-out",
        "unable to connect to server",
        "timed out",
        "timeout",
        "0x800CCC19",
        "0x800CCC0E",
        "not responding",
        "0x800CCC13",
      ],
      cause:
        "Does it also fail on another network, such as your phone's, and without a VPN? Routers, virus scanners and VPNs can block mail. Some routers only allow mail servers on a list.",
      cure: `Pause the scanning of mail for a try (and switch it back on), or put the server on the router's list. Then compare. ${receiving} ${sending}`,
    },
    {
      message: "Folders appear twice, or sent mail is in the wrong place",
      exact: false,
      codes: ["Sent Items", "duplicate folders", "Trash"],
      cause: "Which program created the second folder? Each uses its own names for sent, deleted and junk mail.",
      cure: "In the account settings, choose the existing folders for sent, drafts, deleted and junk mail. Then move the messages and delete the empty folder.",
    },
    {
      message: "An Apple device stops sending after an update",
      exact: false,
      codes: ["iPhone", "Mac", "Cannot Send Mail", "port 25"],
      cause: "Which port is set for sending? The update may have changed it back to a wrong one.",
      cure: `Enter it yourself, or install the <guide:apple-mail-ios|profile>, which sets it for you. ${sending}`,
    },
    {
      message: "It works at home, but not on other networks",
      exact: false,
      codes: ["company network", "hotel", "firewall", "blocked", "Wi-Fi", "abroad", "mobile data"],
      cause: "Is it a company or hotel network? They often block mail.",
      cure: "Use your phone's mobile data there, or <webmail|webmail>. You can also ask whoever runs the network to open ports {in.port} and {smtp.port}.",
    },
    {
      message: "Messages that went to the junk folder are missing",
      exact: false,
      codes: ["spam", "junk"],
      cause: "Do you use POP3? It only shows the inbox.",
      cure: "Set the program up with IMAP if you can. Otherwise check the junk folder in <webmail|webmail> now and then.",
    },
    {
      message: "Sending as an alias is refused",
      exact: false,
      codes: ["550 5.7.1", "553 5.7.1", "sender address rejected"],
      cause: "Does it work with your own address? Then the server doesn't allow your mailbox to send from the alias.",
      cure: "Ask {support} to allow it. See also <guide:webmail-aliases|aliases>.",
    },
    {
      message: "How do I set up mail on a phone or computer?",
      exact: false,
      codes: [
        "set up email",
        "add my email",
        "add account",
        "add email to phone",
        "new phone",
        "new iPhone",
        "how to configure",
        "get my email on my phone",
      ],
      cause: "Which program do you use? Each has its own guide here, with your settings filled in.",
      cure: "Guides: <guide:apple-mail-ios|iPhone and iPad>, <guide:gmail-android|Gmail on Android>, <guide:outlook-windows-new|Outlook>, <guide:thunderbird-desktop|Thunderbird>, <guide:other|any other program>.",
    },
    {
      message: "Which server, port and user name do I need?",
      exact: false,
      codes: [
        "server settings",
        "incoming mail server",
        "outgoing mail server",
        "IMAP server name",
        "SMTP server name",
        "POP3 server name",
        "mail server hostname",
        "which port",
        "port number",
        "what is my username",
      ],
      cause: "Is the program asking for them? Then it couldn't find them itself.",
      cure: `${receiving} ${sending} User name for receiving: {user}; for sending: {smtp.user}.`,
    },
    {
      message: "It works on one device, but not on another",
      exact: false,
      codes: ["another device", "works on the phone", "works on the computer", "only one device", "works in webmail"],
      cause:
        "What is different there? Each device has its own copy of the password and the settings, and may be on another network.",
      cure: `Enter the password again on the device that doesn't work. Then compare both. ${receiving} ${sending} If they are the same, try both on the same network.`,
    },
    {
      message: "The password was changed, but a program still uses the old one",
      exact: false,
      codes: [
        "old password",
        "old password still saved",
        "password changed",
        "change password",
        "new password",
        "update password",
        "saved password",
        "stored password",
      ],
      cause:
        "Did you change it everywhere? Every program on every device saves its own copy, often one for receiving and one for sending.",
      cure: "Change the password itself in <webmail|webmail>. Then enter the new one in every program, in both places. Remove the account from devices you no longer use, or they will keep trying the old one.",
    },
    {
      message: "You have forgotten the password",
      exact: false,
      codes: ["forgotten password", "forgot password", "lost password", "reset password", "do not know my password"],
      cause: "Is it saved in another program or browser? Nobody can look it up for you, not even {support}.",
      cure: "Ask for a new one: the administrator of {domain} or {support} can set it. Then enter it in every program.",
    },
    {
      message: "You are locked out after too many wrong passwords",
      exact: false,
      codes: [
        "locked out",
        "account locked",
        "account blocked",
        "too many login attempts",
        "too many failed attempts",
        "IP address blocked",
        "temporarily blocked",
      ],
      cause:
        "Is an old device still trying a wrong password? The server then blocks your mailbox or your whole network for a while.",
      cure: "Correct or remove the account on that device, wait half an hour, and try once. Another network, such as your phone's, often works straight away.",
    },
    {
      message: "Is the mail server down?",
      exact: false,
      codes: ["server down", "outage", "is mail down", "service interruption", "nothing works anywhere"],
      cause: "Does webmail open, or does mail still arrive on another device? Then the server is running.",
      cure: "If nothing works anywhere, not even on another network, don't change any settings. Wait, and ask {support}.",
    },
    {
      message: "New mail shows up late, or only when the program is opened",
      exact: false,
      codes: [
        "arrives late",
        "delayed mail",
        "no notifications",
        "not updating",
        "push",
        "does not refresh",
        "inbox not updating",
      ],
      cause:
        "How often does the program check? Many check every 15 or 30 minutes, and phones put apps to sleep to save power.",
      cure: "In the account settings, have it check more often or switch push on. In the phone's settings, allow the app to run in the background.",
    },
    {
      message: "Older messages are missing",
      exact: false,
      codes: ["older messages", "old emails not showing", "only recent messages", "history missing", "new computer"],
      cause:
        "Are they in webmail? If so, the program only downloads the last few weeks. If not, a program with POP3 has removed them from the server.",
      cure: "In the account settings, choose to keep all mail instead of a few weeks. What POP3 removed is only on the device that downloaded it: export it there.",
    },
    {
      message: "Folders are missing in the program",
      exact: false,
      codes: ["folders missing", "subfolders not showing", "subscribe to folders", "cannot see my folders"],
      cause:
        "POP3 or IMAP? POP3 only shows the inbox. With IMAP, some programs only show folders you have subscribed to.",
      cure: "Look for a command to subscribe to folders, or to refresh the folder list. Set the program up with IMAP if you can.",
    },
    {
      message: "Sent messages are not in the sent folder",
      exact: false,
      codes: ["sent folder", "sent folder empty", "sent mail missing", "no copy of sent messages"],
      cause:
        "POP3 or IMAP? With POP3, sent mail stays on the device that sent it. With IMAP, the program may save it in a folder of its own.",
      cure: "In the account settings, choose the server's folder for sent mail and have a copy saved there. Look for a second folder with a similar name.",
    },
    {
      message: "Deleted messages come back",
      exact: false,
      codes: [
        "deleted comes back",
        "deleted messages reappear",
        "cannot delete messages",
        "keeps coming back",
        "deleted on the phone but still on the computer",
        "deleted but still shows",
      ],
      cause:
        "Does another program download the mail by POP3 and leave a copy? Or is the mailbox full, so that nothing can be moved to the deleted folder?",
      cure: "Delete the message in <webmail|webmail>. With IMAP, choose the server's folder for deleted mail in the account settings. With POP3, have messages removed from the server when you delete them.",
    },
    {
      message: "Every message arrives twice",
      exact: false,
      codes: ["arrives twice", "duplicate messages", "every email twice", "double messages"],
      cause: "Is the mailbox set up twice, or does an alias forward to you twice?",
      cure: "Remove the second account from the program: one is enough, preferably with IMAP. If both copies are in webmail too, check aliases and forwarding.",
    },
    {
      message: "Your messages land in other people's junk folder",
      exact: false,
      codes: [
        "goes to spam",
        "my mail goes to spam",
        "marked as spam",
        "recipient's spam folder",
        "recipient never got my mail",
        "sent but never arrived",
        "customers do not get my mail",
        "customers do not receive my mail",
      ],
      cause:
        "Are they sent through {smtp.host}? Other providers trust messages whose origin they can check (SPF, DKIM and DMARC).",
      cure: "Send through {smtp.host}, and ask {support} whether SPF and DKIM are set up for {domain}. Ask the recipient to mark a message as not junk and to reply to it.",
    },
    {
      message: "The wrong name or address appears as sender",
      exact: false,
      codes: [
        "wrong sender name",
        "wrong name shows up",
        "display name",
        "From name",
        "wrong reply address",
        "change my name",
      ],
      cause: "What is your name and address in the account settings? Recipients see exactly that.",
      cure: "Correct name and address there. If you have several accounts, choose the right one when you write.",
    },
    {
      message: "The certificate has expired or is not yet valid",
      exact: false,
      codes: [
        "certificate expired",
        "not yet valid",
        "expired certificate",
        "wrong date",
        "clock",
        "ERR_CERT_DATE_INVALID",
      ],
      cause: "Are the date and time right on your device? If so, the server's certificate has expired.",
      cure: "Set the device to set its clock automatically. If the warning stays, contact {support}, and don't accept the certificate until it is fixed.",
    },
    {
      when: ["webmail"],
      message: "Where can I read my mail in a browser?",
      exact: false,
      codes: ["webmail address", "webmail login page", "mail online", "mail in the browser", "without a program"],
      cause: "No program is needed for that.",
      cure: "Open <webmail|webmail> and log in with {address} and your password.",
    },
    {
      message: "Calendars or contacts do not appear",
      exact: false,
      codes: ["calendar not syncing", "contacts missing", "contacts not syncing", "CalDAV", "CardDAV", "address book"],
      cause: "Does the program support online calendars? Many programs only handle mail.",
      cure: "The guide for your program says whether and how to add calendars and contacts. They are always available in <webmail|webmail>.",
    },
    {
      message: "The program sets itself up as Exchange",
      exact: false,
      codes: ["Exchange", "Autodiscover", "ActiveSync"],
      cause: "Was mail for {domain} with another provider before? An old DNS record may still send programs there.",
      cure: "Choose IMAP or POP3 yourself. Whoever manages the DNS of {domain} can remove the old Autodiscover record.",
    },
    {
      message: "Outlook keeps using the old server",
      exact: false,
      codes: ["Outlook", "AutoDetect", "old server", "servers changed", "migration"],
      cause:
        "Did the mail servers change recently? Outlook on phones and the new Outlook get their settings through Microsoft, which remembers them for a while.",
      cure: `Remove the account from the program, add it again, and enter the settings yourself. ${receiving} ${sending}`,
    },
    {
      message: "A long password is refused",
      exact: false,
      codes: ["16 characters"],
      cause: "How long is it? Some programs cut passwords off after 16 characters.",
      cure: "Use an <app-password|app password> or a shorter one.",
    },
    {
      message: "A pasted password is refused",
      exact: false,
      codes: ["copy and paste", "trailing space"],
      cause: "Was a space or line break copied with it? You can't see it.",
      cure: "Type the password instead.",
    },
  ],
};

const encryption: FailureGroup = {
  title: "Port and encryption: which mistake causes which error",
  intro: `Each port goes with one kind of encryption. ${receiving} ${sending}`,
  failures: [
    {
      message: "An SSL or TLS error straight away",
      exact: false,
      codes: [
        "WRONG_VERSION_NUMBER",
        "wrong version number",
        "unsupported or unrecognized SSL message",
        "TLS not supported",
        "unable to connect using SSL",
        "0x800CCC1A",
        "handshake failed",
        "SSL_ERROR_RX_RECORD_TOO_LONG",
      ],
      cause:
        "The program starts with encryption (SSL/TLS), but the port starts without it and switches later (STARTTLS).",
      cure: `Change the port and the kind of encryption together. ${receiving} ${sending}`,
    },
    {
      message: "A long wait, then a timeout, with STARTTLS",
      exact: false,
      codes: ["time-out", "timed out", "STARTTLS"],
      cause:
        "The port starts with encryption (SSL/TLS). The program is waiting for a greeting while the server is waiting for encryption.",
      cure: `Change the port and the kind of encryption together. ${receiving} ${sending}`,
    },
    {
      message: "A long wait, then a timeout, without encryption",
      exact: false,
      codes: ["time-out", "timed out", "None", "no encryption"],
      cause: "Encryption is switched off in the program, but the port requires it.",
      cure: `Switch encryption on. ${receiving} ${sending}`,
    },
    {
      message: "The log-in is refused because it is not encrypted",
      exact: false,
      codes: ["538 5.7.11", "PRIVACYREQUIRED", "STARTTLS required", "plaintext"],
      cause: "Encryption is switched off in the program, and the server doesn't accept passwords without it.",
      cure: `Switch encryption on. ${receiving} ${sending}`,
    },
    {
      message: "A warning that the certificate belongs to another name",
      exact: false,
      codes: ["certificate", "name mismatch", "ERR_CERT_COMMON_NAME_INVALID"],
      cause: "Port and encryption are right, but the server name is not exactly the one in the certificate.",
      cure: "Enter the names exactly: {in.host} for receiving, {smtp.host} for sending.",
    },
    {
      message: "Android or Thunderbird shows a certificate warning, Windows and Mac don't",
      exact: false,
      codes: ["unknown issuer", "SEC_ERROR_UNKNOWN_ISSUER", "incomplete chain", "intermediate certificate"],
      cause: "The server doesn't send its complete certificate chain. Some programs can fill the gap, others can't.",
      cure: "There is nothing to change on your side. Contact {support}, and don't accept the certificate until it is fixed.",
    },
  ],
};

export const sharedFailures: readonly FailureGroup[] = [
  symptoms,
  returnedMail,
  submissionReplies,
  imapReplies,
  popReplies,
  encryption,
];
