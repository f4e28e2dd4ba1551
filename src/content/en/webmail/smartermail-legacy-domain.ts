/**
 * SmarterMail up to version 15, with the older interface: what the administrator of a domain does.
 * @see SmarterTools help, versions 9 to 11, "Users", "Email Aliases" (undated); SmarterTools portal, KB a3147 (undated); 3dcart
 *   knowledge base, Email Guide (undated); track.nextmill.net a90 (April 2009)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, note, password, pressed, row, type TaskGuide, unticked } from "../../guide.ts";
import {
  administratorLogin,
  aliasFailures,
  aliasOrMailbox,
  mailboxSizes,
  passwordRules,
  refusedPassword,
  sendAsAlias,
  sharedQuota,
} from "./webmail-parts.ts";

const users: TaskGuide = {
  title: "Create mailboxes for your team",
  verdict: "A mailbox takes a name, a password and a minute of your time.",
  minutes: 2,
  before: [administratorLogin, sharedQuota],
  paths: [
    {
      title: "Create a mailbox",
      steps: [
        { text: "Log in to <webmail|webmail> as administrator." },
        {
          text: "Press [Settings], open [Domain Settings] on the left, and choose [Users].",
          screen: {
            title: "Settings",
            parts: [row("My Settings"), heading("Domain Settings"), pressed("Users"), row("Aliases")],
          },
        },
        { text: "Press [New]." },
        {
          text: "Type the part before the @, such as `sales` for sales@{domain}, a password, and how large the mailbox may grow. Then press [Save].",
          screen: {
            title: "User",
            parts: [
              field("Username", "sales"),
              password("Password"),
              field("Display Name", "Sales"),
              choice("Time Zone", "Yours"),
              field("Mailbox Size Limit", "100 MB"),
              { ...note("The whole domain: {quota}"), when: ["quota"] },
            ],
            buttons: ["Save"],
            press: "Save",
          },
          next: "The mailbox works at once. Do the same for each additional person.",
        },
        {
          text: "Tell the person the address and the password, preferably not both in one message. Then point them to <guide:webmail-first-login|the first login>.",
        },
      ],
    },
    {
      title: "Give someone a new password",
      steps: [
        { text: "Press [Settings], open [Domain Settings], and choose [Users]." },
        { text: "Pick the person and press [Edit]." },
        { text: "Fill in [New Password] and [Confirm Password], and press [Save]." },
      ],
    },
  ],
  notes: [
    {
      title: "How large a mailbox can be",
      paragraphs: mailboxSizes,
    },
    { title: "Passwords that the server accepts", paragraphs: passwordRules },
    {
      title: "More than one administrator",
      paragraphs: [
        { text: "In a person's settings, [Enable domain administrator access] lets them manage {domain} too." },
      ],
    },
  ],
  failures: [
    {
      message: "[Domain Settings] is not there",
      exact: false,
      cause: "You are logged in with a mailbox that is not allowed to manage {domain}.",
      cure: "Log in as administrator, or ask the administrator to give you that right.",
    },
    refusedPassword,
    {
      message: "The name is taken",
      exact: false,
      cause: "A user or an alias already has it.",
      cure: "Look under [Users] and [Aliases]. Rename or delete the other one first.",
    },
  ],
};

const aliases: TaskGuide = {
  title: "Create an alias",
  verdict: "An alias is a second name: what is sent to it arrives in one mailbox or in several.",
  minutes: 2,
  before: [administratorLogin],
  paths: [
    {
      title: "Create an alias",
      steps: [
        { text: "Log in to <webmail|webmail> as administrator." },
        { text: "Press [Settings], open [Domain Settings] on the left, choose [Aliases], and press [New]." },
        {
          text: "Type the name before the @ and, one on each line, the addresses that receive the mail. Leave the boxes as they are. Press [Save].",
          screen: {
            title: "Aliases",
            parts: [
              field("Name", "info"),
              unticked("Disable greylisting"),
              unticked("Hide from Global Address List"),
              field("Email Addresses", "{address}"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
          next: "Mail to info@{domain} now arrives at every address in the list. They may be at other providers too.",
        },
        { text: "Send a message to the alias from another mailbox and see whether it arrives." },
      ],
    },
    {
      title: "Receive mail sent to any other name",
      intro: "This is called a catch-all. It also brings in a lot of junk, and many providers switch it off.",
      steps: [
        { text: "Create an alias for it, as above." },
        { text: "In the list of aliases, press [Set Catch-all], choose the alias, and press [Save]." },
        { text: "Don't set an automatic reply on a mailbox that receives it: it would reply to every piece of junk." },
      ],
    },
  ],
  notes: [
    { title: "Send as the alias", paragraphs: sendAsAlias },
    { title: "Alias or mailbox?", paragraphs: aliasOrMailbox },
  ],
  failures: [
    ...aliasFailures,
    {
      message: "[Set Catch-all] is not there",
      exact: false,
      cause: "Your provider has switched it off.",
      cure: "Ask {support}, or create an alias for each name that you need.",
    },
  ],
};

export const smartermailLegacyDomain = {
  "webmail-users": users,
  "webmail-aliases": aliases,
} satisfies Partial<Record<TaskId, TaskGuide>>;
