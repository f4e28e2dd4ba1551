/**
 * What guides to any web mail say alike.
 * @module
 */
import type { Failure, Paragraph } from "../../guide.ts";

/** Where web mail is, before and after the domain's own site is live. */
export const whereWebmailIs: readonly Paragraph[] = [
  {
    when: ["before-launch"],
    text: "Your site is not live yet. Until it is, webmail is at {webmail.url}. When the site is live, come back to this page: it then shows the address that stays.",
  },
  {
    when: ["launched"],
    text: "Webmail is at {webmail.url}. An address from the time before your site was live may lead nowhere now.",
  },
];

export const yourFirstLogin: Paragraph = {
  text: "Your address and your first password. The welcome mail does not hold the password: whoever made the mailbox gave it to you or knows it.",
};

/** A page of administration opens for one log-in only. */
export const administratorLogin: Paragraph = {
  text: "The log-in of the domain's administrator. It is most often the first mailbox of {domain}, the one that the welcome mail is about.",
};

export const sharedQuota: Paragraph = {
  when: ["quota"],
  text: "All mailboxes of {domain} share {quota}. Share it out so that the limits together stay below it.",
};

export const passwordRules: readonly Paragraph[] = [
  {
    text: "The server sets its own rules. Most often a password needs 8 or 9 characters, with capital and small letters, a digit and a sign such as `!` or `#`.",
  },
  { text: "Longer is safer than stranger. Do not use a password that already opens something else." },
];

export const refusedLogins: readonly Failure[] = [
  {
    message: "Your address or password is refused",
    exact: false,
    codes: ["invalid login", "wrong password", "authentication failed"],
    cause: "There is a typing mistake, Caps Lock is on, a space was copied with it, or the address is incomplete.",
    cure: "Type {address} in full and the password by hand. If that fails, the administrator of {domain} can give you a new password, or else {support}.",
  },
  {
    message: "The address of webmail leads nowhere, or to another page",
    exact: false,
    codes: ["404", "site cannot be reached", "webmail does not open"],
    cause: "Webmail moves when your site goes live, and an old bookmark stays where it was.",
    cure: "Open {webmail.url} and make a new bookmark.",
  },
  {
    message: "The browser warns of a connection that is not private",
    exact: false,
    codes: ["NET::ERR_CERT_COMMON_NAME_INVALID", "SSL_ERROR_BAD_CERT_DOMAIN"],
    cause: "The name in the address is not one that the server can prove to be.",
    cure: "Do not log in there. Open {webmail.url} exactly as written. If the warning stays, tell {support}.",
  },
];

/** An alias has no log-in of its own: sending under its name is a matter of each program. */
export const sendAsAlias: readonly Paragraph[] = [
  {
    text: "An alias receives only. It has no password, so no program can log in with it. To write under its name, you stay logged in with your own mailbox and add the alias as another sender.",
  },
  {
    text: "On a computer: <guide:outlook-windows-classic|Outlook (classic)>, <guide:apple-mail-macos|Mail on Mac>, <guide:thunderbird-desktop|Thunderbird>, <guide:emclient|eM Client>, <guide:evolution|Evolution>, <guide:kmail|KMail>, <guide:geary|Geary>, <guide:mailspring|Mailspring>, <guide:spark|Spark>, <guide:mailbird|Mailbird>, <guide:wino|Wino Mail>, <guide:thebat|The Bat!>. Each guide says how. Outlook (new) and Outlook for Mac cannot.",
  },
  {
    text: "On a phone: <guide:apple-mail-ios|Mail on iPhone and iPad>, <guide:thunderbird-android|Thunderbird for Android>, <guide:fairemail|FairEmail>, and some <guide:phone-apps|smaller apps>. Outlook, Gmail and Samsung Email cannot.",
  },
  {
    text: "The server must allow it as well. If a message comes back with `550 5.7.1` or `553 5.7.1`, ask {support} to let your mailbox send as the alias.",
  },
];

export const aliasOrMailbox: readonly Paragraph[] = [
  { text: "An alias costs no space and no password. It fits `info` or `orders`, read by people who have a mailbox." },
  { text: "A <guide:webmail-users|mailbox> fits a person, or a name that must keep its mail in one place." },
];

export const aliasFailures: readonly Failure[] = [
  {
    message: "Mail to the alias does not arrive",
    exact: false,
    codes: ["550 5.1.1"],
    cause: "An address in the list has a typing mistake, or another provider treats the forwarded message as junk.",
    cure: "Check the list and the junk folder. For important mail, forward within {domain} only.",
  },
  {
    message: "A program cannot log in with the alias",
    exact: false,
    cause: "An alias has no password.",
    cure: "Log in with your mailbox and add the alias as a sender, as told above.",
  },
];

/** What a mailbox may hold, where web mail takes a limit for each. */
export const mailboxSizes: readonly Paragraph[] = [
  { text: "`0` means that the mailbox has no limit of its own. The limit of the whole domain still counts." },
  {
    when: ["quota"],
    text: "{domain} has {quota} for all its mailboxes together. One without a limit can take all of it, and then nobody receives mail. Better give each a limit.",
  },
];

export const refusedPassword: Failure = {
  message: "The password is not accepted",
  exact: false,
  codes: ["password requirements"],
  cause: "It does not meet the server's rules.",
  cure: "Take at least 9 characters, with capital and small letters, a digit and a sign.",
};

export const beforeMigration: readonly Paragraph[] = [
  { text: "Address, password and server name of your old mailbox. The old provider's pages name the server." },
  { text: "Keep the old mailbox until you have seen that everything has arrived." },
  {
    text: "Google wants an app password instead of your own. Other providers with two-step log-in mostly want one too.",
  },
  {
    when: ["quota"],
    text: "Room: all mailboxes of {domain} share {quota}. See in the old mailbox how much there is to bring.",
  },
];

export const unfinishedMigration: Failure = {
  message: "It stops before everything is there",
  exact: false,
  codes: ["quota", "mailbox full"],
  cause: "The mailbox is full, or the old provider allows only so much in a day.",
  cure: "Look at the size of the mailbox, make room, and start again the next day.",
};

/** Two mailboxes in one program: works between any two providers. */
export const copyWithThunderbird =
  "<guide:thunderbird-desktop|Thunderbird>: set up both mailboxes with IMAP, and drag the folders from the old to the new one";
