/**
 * Web mail whose product has no guides of its own: what can be told of any. Labels differ, so they are described.
 * @module
 */
import { field, password, type TaskGuide, type WebmailGuides } from "../../guide.ts";
import { devices, noCalendars, passwordFailure, syncFailures } from "./webmail-devices.ts";
import {
  administratorLogin,
  aliasFailures,
  aliasOrMailbox,
  beforeMigration,
  copyWithThunderbird,
  passwordRules,
  refusedLogins,
  refusedPassword,
  sendAsAlias,
  sharedQuota,
  unfinishedMigration,
  whereWebmailIs,
  yourFirstLogin,
} from "./webmail-parts.ts";

const firstLogin: TaskGuide = {
  title: "Log in to webmail for the first time",
  verdict: "All you need for webmail is a browser, your address and your password.",
  minutes: 2,
  before: [yourFirstLogin, ...whereWebmailIs],
  paths: [
    {
      steps: [
        { text: "Open <webmail|webmail> in your browser.", next: "You see the login page." },
        {
          text: "Type {address} and your password, and press [Log in]. Names may differ a little on your page.",
          screen: {
            title: "{provider}",
            parts: [field("Email", "{address}"), password("Password")],
            buttons: ["Log in"],
            press: "Log in",
          },
          next: "Your inbox opens. Some webmail asks for your time zone and language first.",
        },
        { text: "Look for the settings, and check that the time zone and language are right." },
        { text: "If someone else chose your password, change it there. Every program needs the new one from then on." },
      ],
    },
  ],
  failures: refusedLogins,
};

const users: TaskGuide = {
  title: "Create mailboxes for your team",
  verdict:
    "The administrator of {domain} creates mailboxes, in webmail or on the pages where you manage your contract.",
  minutes: 3,
  before: [administratorLogin, sharedQuota],
  paths: [
    {
      steps: [
        {
          text: "Log in to <webmail|webmail> as administrator and look in the settings for users, accounts or mailboxes of the domain. If there is nothing of the kind, look on the pages where you manage your contract with {provider}.",
        },
        { text: "Create a mailbox: the part before the @, such as `sales` for sales@{domain}, and a first password." },
        {
          text: "If it asks for a size, give each mailbox a share of the domain's space. If you can type `0`, that usually means no limit of its own.",
        },
        {
          text: "Tell the person the address and the password, preferably not both in one message. Then point them to <guide:webmail-first-login|the first login>.",
        },
      ],
    },
  ],
  notes: [{ title: "Passwords that the server accepts", paragraphs: passwordRules }],
  failures: [
    {
      message: "There is no place to create mailboxes",
      exact: false,
      cause: "You are not allowed to manage {domain} with this login, or mailboxes are created elsewhere.",
      cure: "Log in as administrator, or ask {support}.",
    },
    refusedPassword,
  ],
};

const aliases: TaskGuide = {
  title: "Create an alias",
  verdict: "An alias is a second name: what is sent to it arrives in one mailbox or in several.",
  minutes: 2,
  before: [administratorLogin],
  paths: [
    {
      steps: [
        {
          text: "Log in to <webmail|webmail> as administrator and look in the settings of the domain for aliases or forwardings. They may also be on the pages where you manage your contract.",
        },
        { text: "Type the name before the @, such as `info`, and the addresses that receive the mail. Save it." },
        { text: "Send a message to the alias from another mailbox and see whether it arrives." },
      ],
    },
  ],
  notes: [
    { title: "Send as the alias", paragraphs: sendAsAlias },
    { title: "Alias or mailbox?", paragraphs: aliasOrMailbox },
    {
      title: "Receive mail sent to any other name",
      paragraphs: [
        { text: "This is called a catch-all. It also brings in a lot of junk, and many providers switch it off." },
      ],
    },
  ],
  failures: aliasFailures,
};

const migration: TaskGuide = {
  title: "Bring your old mail with you",
  verdict: "Some webmail fetches an old mailbox by itself. If yours doesn't, a mail program can copy it.",
  minutes: 10,
  before: beforeMigration,
  paths: [
    {
      title: "Webmail fetches it",
      steps: [
        {
          text: "Log in to <webmail|webmail> and look in the settings for something like import, migration or external account.",
        },
        { text: "Choose IMAP, and fill in the old server, user name and password. Leave encryption on." },
        { text: "Leave off whatever deletes messages, here or there. Then start." },
        { text: "Compare a few folders with the old mailbox before you give it up." },
      ],
    },
    {
      title: "Thunderbird copies it",
      when: ["imap"],
      steps: [
        { text: `Install ${copyWithThunderbird}.` },
        {
          text: "Folders are copied when you drag them. Single messages are moved: for those, look for “Copy To” in the right-click menu.",
        },
        { text: "Wait until everything is copied, and compare a few folders in webmail." },
      ],
    },
  ],
  failures: [
    {
      message: "The old mailbox refuses the login",
      exact: false,
      codes: ["Gmail", "app password"],
      cause: "The old provider requires an app password, or doesn't allow IMAP.",
      cure: "At the old provider, create an app password and switch on IMAP. Then start again.",
    },
    unfinishedMigration,
  ],
};

const twoStep: TaskGuide = {
  title: "Two-step verification and app passwords",
  verdict: "If two-step verification is on, webmail asks for a code, and programs need a password of their own.",
  minutes: 5,
  before: [
    {
      text: "An authenticator app on your phone, and all your devices at hand: programs may stop working until they have the app password.",
    },
    {
      unless: ["app-password"],
      text: "Two-step verification may not be available for {domain}. If you do not find it, ask {support}.",
    },
  ],
  paths: [
    {
      steps: [
        { text: "Log in to <webmail|webmail> and look in the settings for security, two-step or two-factor." },
        { text: "Switch it on, scan the code with the app on your phone, and type the code that the app shows." },
        { text: "If you are given backup codes, save them on paper, not in this mailbox." },
        {
          when: ["app-password"],
          text: "Create an <app-password|app password> for each program, and give it a name that you will recognise.",
        },
        {
          unless: ["app-password"],
          text: "Look there for app passwords too. If it has them, create one for each program.",
        },
        {
          text: "Type the app password in the program, for receiving and for sending. Your own password is now only for webmail.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "A device is lost",
      paragraphs: [{ text: "Delete its app password. The others keep working." }],
    },
  ],
  failures: [
    {
      message: "All programs ask for the password again",
      exact: false,
      codes: ["535 5.7.8", "AUTHENTICATIONFAILED", "two-step log-in switched on", "two-factor authentication"],
      cause: "Two-step verification was switched on, and programs no longer accept your own password.",
      cure: "Type an app password in each of them, for receiving and for sending.",
    },
    {
      id: "error-the-number-is-refused",
      message: "The code is refused",
      exact: false,
      cause: "It was too old, or your phone's clock is wrong.",
      cure: "Set the phone to get the time from the network, and type the next code.",
    },
  ],
};

const sync: TaskGuide = {
  title: "Mail, calendars and contacts on your devices",
  verdict: "What webmail shows can be on your phone and computer too. How depends on what {domain} offers.",
  minutes: 3,
  before: [noCalendars],
  paths: [
    ...devices,
    {
      title: "ActiveSync: everything in one account",
      when: ["activesync"],
      steps: [
        { text: "On the phone, add an account of the kind “Exchange” with {address} and the password." },
        { text: "If it is refused, ask {support} whether ActiveSync is switched on for your mailbox." },
      ],
    },
  ],
  failures: [passwordFailure, ...syncFailures],
};

const tasks = {
  "webmail-first-login": firstLogin,
  "webmail-users": users,
  "webmail-aliases": aliases,
  "webmail-migration": migration,
  "webmail-two-step": twoStep,
  "webmail-sync": sync,
};

export const webmailGeneric: WebmailGuides = { product: "Webmail", current: tasks, legacy: tasks };
