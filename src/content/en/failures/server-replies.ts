/**
 * What mail servers answer when they refuse something, as programs show it.
 * @see RFC 4954 and RFC 3463 (SMTP), RFC 5530 (IMAP), RFC 2449 and RFC 3206 (POP3)
 * @module
 */
import { curedWith, type FailureGroup } from "../../guide.ts";

export const receiving = "Receiving ({in.protocol}): {in.host}, port {in.port}, {in.security}.";
export const sending = "Sending: {smtp.host}, port {smtp.port}, {smtp.security}.";
export const login =
  "User name for receiving: {user}; for sending: {smtp.user}. Type the password instead of pasting it. With two-step verification, it must be an <app-password|app password>. If <webmail|webmail> refuses it too, you need a new one.";

/** The same where the outgoing server asks for no login: `login` is not told there. */
export const loginForReceiving =
  "The user name is {user}. Type the password by hand. With two-step verification, type an app password.";

/** For a password that nobody can choose in webmail. */
export const askForPassword =
  "Ask for a new one: the administrator of {domain} or {support} can set it. Then enter it in every program.";

export const submissionReplies: FailureGroup = {
  title: "When you send: what the server answers",
  intro: "Programs often show the server's own line. The numbers mean the same everywhere; only the wording differs.",
  failures: [
    {
      message: "535 5.7.8",
      exact: true,
      codes: ["535", "authentication failed", "Authentication credentials invalid", "bad username or password"],
      cause: "The user name or the password for sending is wrong.",
      cure: login,
    },
    {
      when: ["login-smtp"],
      message: "534 5.7.9",
      exact: true,
      codes: ["534", "authentication mechanism is too weak"],
      cause: "The login method the program uses is not secure enough for the server.",
      cure: `Choose {smtp.authentication} as the login method, and this encryption. ${sending}`,
    },
    {
      message: "530 5.7.0",
      exact: true,
      codes: ["530", "authentication required"],
      cause: "The program is trying to send without logging in.",
      cure: "Switch on authentication for outgoing mail, with {smtp.user} and your password.",
    },
    {
      when: ["encrypted-smtp"],
      message: "538 5.7.11",
      exact: true,
      codes: ["538", "encryption required", "must issue a STARTTLS command first"],
      cause: "The program would send your password unencrypted, and the server doesn't allow that.",
      cure: `Switch encryption on. ${sending}`,
    },
    {
      message: "454 4.7.0",
      exact: true,
      codes: ["454", "temporary authentication failure"],
      cause: "The server can't check logins at the moment.",
      cure: "Change nothing. Try again in a few minutes.",
    },
    {
      message: "550 5.7.1 or 554 5.7.1",
      exact: false,
      codes: ["550", "554", "550 5.7.1", "554 5.7.1", "relay access denied", "relaying denied", "not permitted"],
      cause: "The program is sending without logging in, or from an address that isn't yours.",
      cure: "Switch on authentication for outgoing mail, with {smtp.user}. To send from an alias, ask {support} to allow it.",
    },
    {
      message: "553 5.7.1 or 5.1.8",
      exact: false,
      codes: ["553", "553 5.7.1", "5.1.8", "sender address rejected", "not owned by user"],
      cause: "The server does not accept the sender's address.",
      cure: "Correct your address in the account settings: {address}. To send from an alias, ask {support} to allow it.",
    },
    {
      message: "550 5.1.1",
      exact: true,
      codes: [
        "550",
        "5.1.1",
        "user unknown",
        "no such user",
        "mailbox unavailable",
        "5.1.10",
        "RecipientNotFound",
        "5.4.1",
        "5.2.1",
        "Address not found",
        "The email account that you tried to reach does not exist",
        "wasn't found at",
        "unknown recipient",
      ],
      cause: "The address you are writing to doesn't exist.",
      cure: "Check the address for typing mistakes. Your own settings are fine.",
    },
    {
      message: "552 5.2.2 or 452 4.2.2",
      exact: false,
      codes: [
        "552",
        "452",
        "552 5.2.2",
        "452 4.2.2",
        "mailbox full",
        "over quota",
        "quota exceeded",
        "storage full",
        "inbox full",
      ],
      cause: "A mailbox is full: yours, or the one you are writing to.",
      cure: "If the address in the message is yours, empty the deleted and junk folders in <webmail|webmail> or in a program. If not, tell the other person.",
    },
    {
      when: ["quota"],
      message: "The mailbox is full, but there is little in it",
      exact: false,
      codes: ["552 5.2.2", "domain quota"],
      cause: "All mailboxes at {domain} share {quota}, and another mailbox is using the space.",
      cure: "The administrator of {domain} can see who uses how much and set limits: <guide:webmail-users|mailboxes>.",
    },
    {
      message: "552 5.3.4",
      exact: true,
      codes: ["552", "5.3.4", "message too large", "message size exceeds", "attachment too big", "5.2.3"],
      cause: "The message is too large, usually because of its attachments.",
      cure: "Make the attachments smaller, send several messages, or send a link to the file.",
    },
    {
      message: "421 4.7.0",
      exact: true,
      codes: ["421", "too many connections", "rate limit", "try again later"],
      cause: "Too many programs and devices are connected, or too many messages were sent in a short time.",
      cure: "Close programs you don't need and wait an hour.",
    },
  ],
};

export const imapReplies: FailureGroup = {
  title: "IMAP: what the server answers",
  failures: [
    ...curedWith(
      "login-smtp",
      {
        message: "`NO [AUTHENTICATIONFAILED]`",
        exact: true,
        codes: ["[AUTHENTICATIONFAILED]", "AUTHENTICATIONFAILED", "Invalid credentials", "LOGIN failed"],
        cause: "The user name or the password is wrong.",
        cure: login,
      },
      loginForReceiving,
    ),
    {
      message: "`NO [AUTHORIZATIONFAILED]`",
      exact: true,
      codes: ["[AUTHORIZATIONFAILED]", "AUTHORIZATIONFAILED"],
      cause: "The password is right, but you don't have access to this mailbox, or IMAP is switched off for it.",
      cure: "Ask {support} to switch on IMAP for {address}.",
    },
    ...curedWith(
      "webmail",
      {
        message: "`NO [EXPIRED]`",
        exact: true,
        codes: ["[EXPIRED]", "password expired"],
        cause: "The password or the login has expired.",
        cure: "Choose a new password in <webmail|webmail>, or ask {support} for one. Then enter it in every program.",
      },
      askForPassword,
    ),
    {
      when: ["encrypted-in"],
      message: "`NO [PRIVACYREQUIRED]`",
      exact: true,
      codes: ["[PRIVACYREQUIRED]", "PRIVACYREQUIRED", "[ALERT]", "plaintext authentication disallowed"],
      cause: "The program would send your password unencrypted, and the server doesn't allow that.",
      cure: `Switch encryption on. ${receiving}`,
    },
    {
      message: "`NO [UNAVAILABLE]`",
      exact: true,
      codes: ["[UNAVAILABLE]", "temporarily unavailable"],
      cause: "Part of the server is down.",
      cure: "Change nothing. Try again in a few minutes, and contact {support} if it continues.",
    },
    {
      message: "`NO [LIMIT]`",
      exact: true,
      codes: ["[LIMIT]", "too many simultaneous connections", "maximum number of connections"],
      cause: "Too many programs and devices are connected at the same time.",
      cure: "Close programs you don't need. Some programs let you lower the number of connections.",
    },
    {
      message: "`NO [OVERQUOTA]`",
      exact: true,
      codes: ["[OVERQUOTA]", "OVERQUOTA", "quota exceeded"],
      cause: "The mailbox is full. Not even deleted or sent messages can be saved any more.",
      cure: "Empty the deleted and junk folders in <webmail|webmail> or in a program.",
    },
  ],
};

export const popReplies: FailureGroup = {
  title: "POP3: what the server answers",
  failures: [
    ...curedWith(
      "login-smtp",
      {
        message: "`-ERR [AUTH]`",
        exact: true,
        codes: ["[AUTH]", "-ERR", "authentication failed"],
        cause: "The user name or the password is wrong.",
        cure: login,
      },
      loginForReceiving,
    ),
    {
      message: "`-ERR [IN-USE]`",
      exact: true,
      codes: ["[IN-USE]", "maildrop locked", "mailbox is locked"],
      cause: "Another program is downloading from this mailbox by POP3 right now.",
      cure: "Wait a few minutes. Use POP3 in one program only.",
    },
    {
      message: "`-ERR [LOGIN-DELAY]`",
      exact: true,
      codes: ["[LOGIN-DELAY]", "login too frequent"],
      cause: "The program checks for new mail too often.",
      cure: "Set it to check every 15 minutes.",
    },
    {
      message: "`-ERR [SYS/TEMP]`",
      exact: true,
      codes: ["[SYS/TEMP]", "temporary problem"],
      cause: "The server has a temporary problem.",
      cure: "Change nothing. Try again in a few minutes.",
    },
    {
      message: "`-ERR [SYS/PERM]`",
      exact: true,
      codes: ["[SYS/PERM]", "permanent problem"],
      cause: "The server has a problem with this mailbox that won't go away by itself.",
      cure: "Contact {support} and include the whole line.",
    },
  ],
};
