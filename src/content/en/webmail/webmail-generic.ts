/**
 * Web mail whose product has no guides of its own: what can be told of any. Labels differ, so they are described.
 * @module
 */
import { field, password, type TaskGuide, type WebmailGuides } from "../../guide.ts";
import { devices, noCalendars, syncFailures } from "./webmail-devices.ts";
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
  verdict: "Webmail needs nothing but a browser: your address and your password open it.",
  minutes: 2,
  before: [yourFirstLogin, ...whereWebmailIs],
  paths: [
    {
      steps: [
        { text: "Open <webmail|webmail> in your browser.", next: "You see the page to log in." },
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
        { text: "Look for the settings, and check that time zone and language are yours." },
        { text: "If somebody else chose your password, take a new one there. Every program needs it from then on." },
      ],
    },
  ],
  failures: refusedLogins,
};

const users: TaskGuide = {
  title: "Create mailboxes for your people",
  verdict:
    "Mailboxes are made by the administrator of {domain}, in webmail or in the pages where you manage your contract.",
  minutes: 3,
  before: [administratorLogin, sharedQuota],
  paths: [
    {
      steps: [
        {
          text: "Log in to <webmail|webmail> as administrator and look in the settings for users, accounts or mailboxes of the domain. If there is nothing of the kind, look in the pages where you manage your contract with {provider}.",
        },
        { text: "Create a mailbox: the part before the @, such as `sales` for sales@{domain}, and a first password." },
        {
          text: "If it asks for a size, give each mailbox a part of what the domain has. Where you can type `0`, it most often means no limit of its own.",
        },
        {
          text: "Tell the person the address and the password, better not both in one message. Their next page is <guide:webmail-first-login|the first log-in>.",
        },
      ],
    },
  ],
  notes: [{ title: "Passwords that the server takes", paragraphs: passwordRules }],
  failures: [
    {
      message: "There is no place to create mailboxes",
      exact: false,
      cause: "Your log-in may not manage {domain}, or mailboxes are made elsewhere.",
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
          text: "Log in to <webmail|webmail> as administrator and look in the settings of the domain for aliases or forwardings. They may also be in the pages where you manage your contract.",
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
      title: "Receive what is sent to any other name",
      paragraphs: [
        { text: "This is called a catch-all. It also brings much junk, and many providers have it switched off." },
      ],
    },
  ],
  failures: aliasFailures,
};

const migration: TaskGuide = {
  title: "Bring your old mail along",
  verdict: "Some webmail fetches an old mailbox by itself. Where it does not, a mail program may copy it.",
  minutes: 10,
  before: beforeMigration,
  paths: [
    {
      title: "Webmail fetches it",
      steps: [
        {
          text: "Log in to <webmail|webmail> and look in the settings for a word such as import, migration or external account.",
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
          text: "Folders are copied when you drag them. Single messages are moved: for those, look for “Copy To” in the menu of the right mouse button.",
        },
        { text: "Wait until all is copied, and compare a few folders in webmail." },
      ],
    },
  ],
  failures: [
    {
      message: "The old mailbox refuses the log-in",
      exact: false,
      codes: ["Gmail", "app password"],
      cause: "The old provider requires an app password, or doesn't allow IMAP.",
      cure: "At the old provider, make an app password and switch IMAP on. Then start again.",
    },
    unfinishedMigration,
  ],
};

const twoStep: TaskGuide = {
  title: "Two-step log-in and app passwords",
  verdict: "Where two-step log-in is on, webmail asks for a code, and programs need a password of their own.",
  minutes: 5,
  before: [
    {
      text: "An app for codes on your phone, and all your devices at hand: programs may stop until they have the app password.",
    },
    {
      unless: ["app-password"],
      text: "Two-step log-in may not be offered for {domain}. If you do not find it, ask {support}.",
    },
  ],
  paths: [
    {
      steps: [
        { text: "Log in to <webmail|webmail> and look in the settings for security, two-step or two-factor." },
        { text: "Switch it on, scan the code with the app on your phone, and type the number that the app shows." },
        { text: "Save the codes for emergencies if you are given some: on paper, not in this mailbox." },
        {
          when: ["app-password"],
          text: "Make an <app-password|app password> for each program, and give it a name that you will know again.",
        },
        {
          unless: ["app-password"],
          text: "Look there for app passwords too. If there are any, make one for each program.",
        },
        {
          text: "Type the app password in the program, for receiving and for sending. Your own password stays for webmail.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "A device is lost",
      paragraphs: [{ text: "Delete its app password. The others go on working." }],
    },
  ],
  failures: [
    {
      message: "All programs ask for the password again",
      exact: false,
      codes: ["535 5.7.8", "AUTHENTICATIONFAILED", "two-step log-in switched on", "two-factor authentication"],
      cause: "Two-step log-in was switched on, and programs no longer take your own password.",
      cure: "Type an app password in each of them, for receiving and for sending.",
    },
    {
      message: "The number is refused",
      exact: false,
      cause: "It was too old, or the clock of your phone is wrong.",
      cure: "Set the phone to take its time from the network, and type the next number.",
    },
  ],
};

const sync: TaskGuide = {
  title: "Mail, calendars and contacts on your devices",
  verdict: "What webmail shows can be on your phone and computer too. Which way depends on what {domain} offers.",
  minutes: 3,
  before: [noCalendars],
  paths: [
    ...devices,
    {
      title: "ActiveSync: all of it in one account",
      when: ["activesync"],
      steps: [
        { text: "On the phone, add an account of the kind “Exchange” with {address} and the password." },
        { text: "If it is refused, ask {support} whether ActiveSync is switched on for your mailbox." },
      ],
    },
  ],
  failures: syncFailures,
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
