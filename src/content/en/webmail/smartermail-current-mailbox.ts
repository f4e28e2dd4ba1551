/**
 * SmarterMail with the interface of 2018 and later: old mail, and other devices.
 * @see SmarterTools help, "Connectivity", "Synchronizing with SmarterMail" (undated); SmarterTools portal, KB a2711 (undated);
 *   support.i4.net on migration (undated)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, password, pressed, row, switchedOn, type TaskGuide, unticked } from "../../guide.ts";
import { devices, noCalendars, syncFailures } from "./webmail-devices.ts";
import { beforeMigration, unfinishedMigration } from "./webmail-parts.ts";

const migration: TaskGuide = {
  title: "Bring your old mail along",
  verdict: "Webmail fetches everything from your old mailbox by itself. You give it the old log-in and wait.",
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
          text: "For [Other], type the old server's name, choose IMAP if the old provider has it, and type the port. POP brings the inbox only.",
        },
        { text: "Type the old user name and the old password. Switch SSL on, so that nobody reads along." },
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
      title: "What comes along",
      paragraphs: [
        {
          text: "Mail always. Contacts, calendars, tasks and notes as far as the old provider gives them out; with IMAP or POP it is mail alone.",
        },
      ],
    },
    {
      title: "If the old address must go on working",
      paragraphs: [
        { text: "On the same page, [Email Retrieval] keeps fetching from the old mailbox, again and again." },
        { text: "[SMTP Accounts] lets you answer from the old address in webmail." },
      ],
    },
  ],
  failures: [
    {
      message: "The old mailbox refuses the log-in",
      exact: false,
      codes: ["Gmail", "app password", "less secure apps"],
      cause: "The old provider requires an app password, or doesn't allow IMAP.",
      cure: "At the old provider, make an app password and switch IMAP on. Then start again.",
    },
    {
      message: "Only mail arrived, no contacts and calendars",
      exact: false,
      cause: "IMAP and POP carry mail only.",
      cure: "At the old provider, save contacts and calendars as files, and import them in webmail.",
    },
    unfinishedMigration,
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
          text: "Calendars and contacts by CalDAV and CardDAV: current versions of every edition, where the provider has them on.",
        },
        {
          text: "Exchange ActiveSync, MAPI and EWS: Enterprise only, as additions that are switched on for each mailbox.",
        },
        { unless: ["activesync"], text: "{provider} does not offer ActiveSync for {domain}." },
      ],
    },
    {
      title: "See which devices are connected",
      paragraphs: [
        {
          text: "Open [Settings], then [Connectivity]. [Synchronized Devices] lists them; [Authenticated IPs] shows from where.",
        },
      ],
    },
  ],
  failures: syncFailures,
};

export const smartermailCurrentMailbox = {
  "webmail-migration": migration,
  "webmail-sync": sync,
} satisfies Partial<Record<TaskId, TaskGuide>>;
