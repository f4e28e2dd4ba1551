/**
 * What guides to any web mail say alike.
 * @module
 */
import type { Failure, Paragraph } from "../../guide.ts";

/** Where web mail is, before and after the domain's own site is live. */
export const whereWebmailIs: readonly Paragraph[] = [
  {
    when: ["before-launch"],
    text: "Your site is not live yet. Until it is, webmail is at {webmail.url}. When the site is live, come back to this page: it then shows the permanent address.",
  },
  {
    when: ["launched"],
    text: "Webmail is at {webmail.url}. An address from before your site went live may no longer work.",
  },
];

export const yourFirstLogin: Paragraph = {
  text: "Your address and your first password. The welcome mail does not contain the password: whoever created the mailbox gave it to you or knows it.",
};

/** A page of administration opens for one login only. */
export const administratorLogin: Paragraph = {
  text: "The login of the domain's administrator. It is usually the first mailbox at {domain}, the one in the welcome mail.",
};

export const sharedQuota: Paragraph = {
  when: ["quota"],
  text: "All mailboxes at {domain} share {quota}. Keep the sum of their limits below that.",
};

export const passwordRules: readonly Paragraph[] = [
  {
    text: "The server sets its own rules. A password usually needs 8 or 9 characters, with capital and small letters, a digit and a symbol such as `!` or `#`.",
  },
  { text: "Length matters more than odd characters. Do not reuse a password from somewhere else." },
];

export const refusedLogins: readonly Failure[] = [
  {
    message: "Your address or password is refused",
    exact: false,
    codes: ["invalid login", "wrong password", "authentication failed"],
    cause: "There is a typing mistake, Caps Lock is on, a space was copied with it, or the address is incomplete.",
    cure: "Type {address} in full and the password by hand. If that fails, the administrator of {domain} or {support} can give you a new password.",
  },
  {
    message: "The webmail address leads nowhere, or to another page",
    exact: false,
    codes: ["404", "site cannot be reached", "webmail does not open"],
    cause: "Webmail moves when your site goes live, but an old bookmark still points to the old place.",
    cure: "Open {webmail.url} and bookmark it again.",
  },
  {
    message: "The browser warns that the connection is not private",
    exact: false,
    codes: ["NET::ERR_CERT_COMMON_NAME_INVALID", "SSL_ERROR_BAD_CERT_DOMAIN"],
    cause: "The server has no valid certificate for the name in the address.",
    cure: "Do not log in there. Open {webmail.url} exactly as written. If the warning stays, tell {support}.",
  },
];

/** An alias has no login of its own: sending under its name is a matter of each program. */
export const sendAsAlias: readonly Paragraph[] = [
  {
    text: "An alias only receives. It has no password, so no program can log in with it. To send as the alias, stay logged in with your own mailbox and add the alias as another sender.",
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
  {
    text: "An alias needs no space and no password. It suits `info` or `orders`, read by people who already have a mailbox.",
  },
  { text: "A <guide:webmail-users|mailbox> suits a person, or a name whose mail must stay in one place." },
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
    cure: "Log in with your mailbox and add the alias as a sender, as described above.",
  },
];

/** What a mailbox may hold, where web mail takes a limit for each. */
export const mailboxSizes: readonly Paragraph[] = [
  { text: "`0` means that the mailbox has no limit of its own. The limit of the whole domain still counts." },
  {
    when: ["quota"],
    text: "{domain} has {quota} for all its mailboxes together. One without a limit can take all of it, and then nobody receives mail. It is better to give each a limit.",
  },
];

export const refusedPassword: Failure = {
  message: "The password is not accepted",
  exact: false,
  codes: ["password requirements"],
  cause: "It does not meet the server's rules.",
  cure: "Use at least 9 characters, with capital and small letters, a digit and a symbol.",
};

export const beforeMigration: readonly Paragraph[] = [
  { text: "Address, password and server name of your old mailbox. The server's name is in the old provider's help." },
  { text: "Keep the old mailbox until you have seen that everything has arrived." },
  {
    text: "Google requires an app password instead of your own. Most other providers with two-step verification do too.",
  },
  {
    when: ["quota"],
    text: "Space: all mailboxes at {domain} share {quota}. Check in the old mailbox how much there is to move.",
  },
];

export const unfinishedMigration: Failure = {
  message: "It stops before everything is there",
  exact: false,
  codes: ["quota", "mailbox full"],
  cause: "The mailbox is full, or the old provider only allows so much per day.",
  cure: "Check the size of the mailbox, make room, and start again the next day.",
};

/** Two mailboxes in one program: works between any two providers. */
export const copyWithThunderbird =
  "<guide:thunderbird-desktop|Thunderbird>: set up both mailboxes with IMAP, and drag the folders from the old to the new one";
