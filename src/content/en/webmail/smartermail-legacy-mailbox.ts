/**
 * SmarterMail up to version 15, with the older interface: what everybody does for their own mailbox.
 * @see SmarterTools help, versions 9 to 14, "Account Settings", "Synchronized Devices" (undated); 3dcart knowledge base, Email
 *   Guide (undated); support.sathyainfo.com a135 on migration (undated)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, password, pressed, row, type TaskGuide } from "../../guide.ts";
import { devices, noCalendars, syncFailures } from "./webmail-devices.ts";
import {
  beforeMigration,
  copyWithThunderbird,
  passwordRules,
  refusedLogins,
  unfinishedMigration,
  whereWebmailIs,
  yourFirstLogin,
} from "./webmail-parts.ts";

const firstLogin: TaskGuide = {
  title: "Log in to webmail for the first time",
  verdict: "The first login asks for your time zone. After that, webmail opens with your mail.",
  minutes: 3,
  before: [yourFirstLogin, ...whereWebmailIs],
  paths: [
    {
      steps: [
        { text: "Open <webmail|webmail> in your browser.", next: "You see the login page." },
        {
          text: "Type {address} and your password, and press [Login].",
          screen: {
            title: "SmarterMail",
            parts: [field("Email Address", "{address}"), password("Password")],
            buttons: ["Login"],
            press: "Login",
          },
          next: "The first time, webmail asks for some settings.",
        },
        { text: "Choose your time zone. With a wrong one, messages and appointments show the wrong time." },
        {
          text: "If you are asked whether to bring mail from an old mailbox, you can do it now or <guide:webmail-migration|later>.",
        },
        {
          text: "Press [Finish].",
          screen: {
            title: "First login",
            parts: [choice("Time Zone", "Yours")],
            buttons: ["Finish"],
            press: "Finish",
          },
          next: "Your mail opens.",
        },
        {
          text: "Choose a password that only you know: press [Settings], open [My Settings], choose [Account Settings]. On the tab [User], fill in [New Password] and [Confirm Password], and press [Save].",
          screen: {
            title: "Account Settings",
            parts: [
              heading("User"),
              password("New Password"),
              password("Confirm Password"),
              choice("Time Zone", "Yours"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
          next: "From now on every program needs the new password too.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "Change these settings later",
      paragraphs: [
        { text: "Press [Settings], open [My Settings], choose [Account Settings]: [Time Zone] is on the tab [User]." },
        { text: "Set [Backup Email Address] there if you have it, so that you can replace a forgotten password." },
      ],
    },
    {
      title: "What to do next",
      paragraphs: [
        {
          text: "<guide:webmail-users|Create mailboxes> for your team at {domain}, and <guide:webmail-aliases|aliases>.",
        },
        { text: "<guide:webmail-migration|Bring your old mail with you>." },
      ],
    },
  ],
  failures: [
    {
      message: "You are asked to log in again and again",
      exact: false,
      codes: ["cookies"],
      cause: "The browser does not keep the cookie that webmail recognises you by.",
      cure: "Allow cookies for this site, and do not log in from a private window.",
    },
    ...refusedLogins,
  ],
};

const migration: TaskGuide = {
  title: "Bring your old mail with you",
  verdict: "Webmail fetches mail from your old mailbox by itself. You enter the old login and wait.",
  minutes: 5,
  before: beforeMigration,
  paths: [
    {
      steps: [
        { text: "Log in to <webmail|webmail> and press [Settings]." },
        {
          text: "Open [My Settings], then [Advanced Settings], and choose [Mailbox Migration].",
          screen: {
            title: "Settings",
            parts: [
              heading("My Settings"),
              row("Account Settings"),
              row("Advanced Settings"),
              pressed("Mailbox Migration"),
            ],
          },
          next: "A new window opens. If nothing happens, allow pop-up windows for this site.",
        },
        {
          text: "Choose the kind of the old mailbox. Choose IMAP if the old provider has it: POP only brings the inbox.",
        },
        {
          text: "Fill in the old server, user name and password. Switch SSL on. Leave off whatever **deletes** messages. Then follow the window to its end.",
          next: "The messages arrive one after the other.",
        },
        { text: "Compare a few folders with the old mailbox before you give it up." },
      ],
    },
  ],
  notes: [
    {
      title: "What is moved",
      paragraphs: [
        {
          text: "Mail, and contacts, calendars, tasks and notes if the old provider supports it. One old mailbox at a time.",
        },
      ],
    },
  ],
  failures: [
    {
      message: "The old mailbox refuses the login",
      exact: false,
      codes: ["Gmail", "app password"],
      cause:
        "The old provider wants an app password, does not allow IMAP, or requires newer encryption than this version supports.",
      cure: `At the old provider, create an app password and switch on IMAP. If that does not help, copy the mail with ${copyWithThunderbird}.`,
    },
    unfinishedMigration,
  ],
};

const twoStep: TaskGuide = {
  title: "Protect your mailbox",
  verdict: "This version of webmail has no two-step verification. Use a strong password and a backup address.",
  minutes: 2,
  paths: [
    {
      steps: [
        { text: "Log in to <webmail|webmail>, press [Settings], open [My Settings], and choose [Account Settings]." },
        {
          text: "On the tab [User], type a password that you use nowhere else into [New Password] and [Confirm Password]. Fill in [Backup Email Address], and press [Save].",
          screen: {
            title: "Account Settings",
            parts: [
              heading("User"),
              password("New Password"),
              password("Confirm Password"),
              field("Backup Email Address", "another address of yours"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
        },
        { text: "Type the new password in every program and phone, for receiving and for sending." },
      ],
    },
  ],
  notes: [
    { title: "Passwords that the server accepts", paragraphs: passwordRules },
    {
      title: "App passwords",
      paragraphs: [
        {
          unless: ["app-password"],
          text: "Programs log in with the mailbox's own password: this version of webmail has no app passwords.",
        },
        {
          when: ["app-password"],
          text: "This version of webmail makes no app passwords itself. {provider} offers them elsewhere: <app-password|create one> for each program.",
        },
      ],
    },
  ],
  failures: [
    {
      message: "A program asks for the password after the change",
      exact: false,
      cause: "It still has the old one.",
      cure: "Type the new one, for receiving and for sending. Do it soon: many failed logins may get your address blocked for a while.",
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
      intro: "It has to be switched on for each mailbox, by the administrator of {domain}.",
      steps: [
        { text: "Log in to <webmail|webmail> as administrator and press [Settings]." },
        { text: "Open [Domain Settings], choose [Users], pick the mailbox, and press [Edit]." },
        { text: "Tick [Enable ActiveSync] and press [Save]." },
        { text: "On the phone, add an account of the kind “Exchange” with {address} and the password." },
      ],
    },
  ],
  notes: [
    {
      title: "Which edition of SmarterMail has what",
      paragraphs: [
        { text: "Every edition: mail by IMAP and POP3, sending by SMTP." },
        { text: "Exchange ActiveSync and Exchange Web Services: Enterprise only, as add-ons." },
        { text: "Calendars and contacts by CalDAV and CardDAV depend on version and edition." },
        { unless: ["activesync"], text: "{provider} does not offer ActiveSync for {domain}." },
      ],
    },
    {
      title: "See which devices are connected",
      paragraphs: [{ text: "Press [Settings], open [My Settings], and choose [Synchronized Devices]." }],
    },
  ],
  failures: syncFailures,
};

export const smartermailLegacyMailbox = {
  "webmail-first-login": firstLogin,
  "webmail-migration": migration,
  "webmail-two-step": twoStep,
  "webmail-sync": sync,
} satisfies Partial<Record<TaskId, TaskGuide>>;
