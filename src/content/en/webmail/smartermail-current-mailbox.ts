/**
 * SmarterMail with the interface of 2018 and later: old mail, and other devices.
 * @see SmarterTools help, "Connectivity", "Synchronizing with SmarterMail" (undated); SmarterTools portal, KB a2711 (undated);
 *   support.i4.net on migration (undated)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, password, pressed, row, switchedOn, type TaskGuide, unticked } from "../../guide.ts";
import { devices, noCalendars, passwordFailure, syncFailures } from "./webmail-devices.ts";
import { beforeMigration, unfinishedMigration } from "./webmail-parts.ts";

const migration: TaskGuide = {
  title: "Bring your old mail with you",
  verdict: "Webmail fetches everything from your old mailbox by itself. You enter the old login and wait.",
  minutes: 5,
  before: beforeMigration,
  paths: [
    {
      steps: [
        { text: "Log in to <webmail|webmail> and open [Settings]." },
        {
          text: "Choose [Connectivity]. On the card [Mailbox Migration] press [Migrate].",
          screen: {
            title: "Connectivity",
            parts: [row("Email Retrieval"), row("SMTP Accounts"), heading("Mailbox Migration")],
            buttons: ["Migrate"],
            press: "Migrate",
          },
        },
        {
          text: "Choose where the old mailbox is: Gmail, Microsoft Exchange (also for Microsoft 365), or [Other] for everything else.",
          screen: {
            title: "Mailbox Migration",
            parts: [row("Gmail"), row("Microsoft Exchange"), pressed("Other")],
          },
        },
        {
          text: "For [Other], type the old server's name, choose IMAP if the old provider has it, and type the port. POP only brings the inbox.",
        },
        { text: "Type the old user name and the old password. Switch SSL on, so that nobody can read along." },
        {
          text: "Leave the option that **deletes** existing items off. It would empty this mailbox first. Then press [Start].",
          screen: {
            title: "Mailbox Migration",
            parts: [
              field("Server Address", "as your old provider says"),
              choice("Type", "IMAP"),
              field("Port", "as your old provider says"),
              field("Username", "your old user name"),
              password("Password"),
              switchedOn("Require SSL"),
              unticked("Delete existing items"),
            ],
            buttons: ["Start"],
            press: "Start",
          },
          next: "Messages appear as they arrive. You can go on working or close the page: a notice tells you when it is done.",
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
          text: "Mail, always. Contacts, calendars, tasks and notes if the old provider supports it; with IMAP or POP, only mail.",
        },
      ],
    },
    {
      title: "If the old address must keep working",
      paragraphs: [
        { text: "On the same page, [Email Retrieval] keeps fetching from the old mailbox." },
        { text: "[SMTP Accounts] lets you reply from the old address in webmail." },
      ],
    },
  ],
  failures: [
    {
      message: "The old mailbox refuses the login",
      exact: false,
      codes: ["Gmail", "app password", "less secure apps"],
      cause: "The old provider requires an app password, or doesn't allow IMAP.",
      cure: "At the old provider, create an app password and switch on IMAP. Then start again.",
    },
    {
      message: "Only mail arrived, no contacts or calendars",
      exact: false,
      cause: "IMAP and POP carry mail only.",
      cure: "At the old provider, save contacts and calendars as files, and import them in webmail.",
    },
    unfinishedMigration,
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
        { text: "Log in to <webmail|webmail> as administrator and open [Domain Settings]." },
        { text: "Choose [EAS Mailboxes], pick the mailbox, and press [Enable]." },
        { text: "On the phone, add an account of the kind “Exchange” with {address} and the password." },
      ],
    },
  ],
  notes: [
    {
      title: "Which edition of SmarterMail has what",
      paragraphs: [
        { text: "Every edition: mail by IMAP and POP3, sending by SMTP." },
        {
          text: "Calendars and contacts by CalDAV and CardDAV: current versions of every edition, if the provider has switched them on.",
        },
        {
          text: "Exchange ActiveSync, MAPI and EWS: Enterprise only, as add-ons that are switched on for each mailbox.",
        },
        { unless: ["activesync"], text: "{provider} does not offer ActiveSync for {domain}." },
      ],
    },
    {
      title: "See which devices are connected",
      paragraphs: [
        {
          text: "Open [Settings], then [Connectivity]. [Synchronized Devices] lists them; [Authenticated IPs] shows where they connect from.",
        },
      ],
    },
  ],
  failures: [passwordFailure, ...syncFailures],
};

export const smartermailCurrentMailbox = {
  "webmail-migration": migration,
  "webmail-sync": sync,
} satisfies Partial<Record<TaskId, TaskGuide>>;
