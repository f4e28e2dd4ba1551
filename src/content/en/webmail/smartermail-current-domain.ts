/**
 * SmarterMail with the interface of 2018 and later: what the administrator of a domain does.
 * @see SmarterTools help, "Aliases", "Administrators", "General Domain Settings" (undated); 3dcart support, article 381 (undated);
 *   support.winhost.com a1610, support.toast.net a669, track.nextmill.net a101 (undated)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, note, password, type TaskGuide, ticked } from "../../guide.ts";
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
        { text: "Open [Domain Settings]. It has its own icon, or is under [More]." },
        { text: "Choose [Accounts] and press [New]." },
        {
          text: "Type the part before the @, such as `sales` for sales@{domain}. Leave [Authentication Mode] as it is.",
        },
        {
          text: "Type a first password twice, tick [Force password change at next login], and press [Save].",
          screen: {
            title: "Accounts",
            parts: [
              field("Username", "sales"),
              choice("Authentication Mode", "SmarterMail"),
              password("Password"),
              password("Confirm Password"),
              ticked("Force password change at next login"),
            ],
            buttons: ["Save"],
            press: "Save",
          },
          next: "The mailbox works at once, and its settings open.",
        },
        {
          text: "Fill in [Display Name], the name that others see, choose the time zone, set [Mailbox Limit], and press [Save].",
          screen: {
            title: "sales@{domain}",
            parts: [
              field("Display Name", "Sales"),
              choice("Time Zone", "Yours"),
              { ...field("Mailbox Limit", "100 MB"), when: ["quota"] },
              { ...field("Mailbox Limit", "0 MB"), unless: ["quota"] },
              { ...note("The whole domain: {quota}"), when: ["quota"] },
            ],
            buttons: ["Save"],
            press: "Save",
          },
        },
        {
          text: "Tell the person the address and the first password, preferably not both in one message. Then point them to <guide:webmail-first-login|the first login>.",
          next: "They choose their own password in webmail, and set up programs with that one.",
        },
      ],
    },
    {
      title: "Give someone a new password",
      steps: [
        { text: "Open [Domain Settings], choose [Accounts], and click the account." },
        { text: "Press the three dots, choose [Change Password], type the new password twice, and press [Save]." },
      ],
    },
    {
      title: "Delete a mailbox",
      intro: "All messages in it are deleted for good. To keep them, have the person move them first.",
      steps: [
        { text: "Open [Domain Settings] and choose [Accounts]." },
        { text: "Tick the account, press [Delete], and confirm." },
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
        { text: "In an account's settings, [Domain Administrator] lets that person manage {domain} too." },
        {
          text: "To end this, switch it off there. [Delete] in the list of administrators deletes the whole mailbox. The first administrator cannot be removed.",
        },
      ],
    },
  ],
  failures: [
    {
      message: "[Domain Settings] is not there",
      exact: false,
      cause: "You are logged in with a mailbox that is not allowed to manage {domain}.",
      cure: "Log in as administrator, or ask the administrator to switch on [Domain Administrator] for you.",
    },
    refusedPassword,
    {
      message: "The name is taken",
      exact: false,
      cause: "An account or an alias already has it.",
      cure: "Look under [Accounts] and [Aliases]. Rename or delete the other one first.",
    },
    {
      message: "No more mailboxes can be created",
      exact: false,
      cause: "Your contract only allows so many, or all the domain's space is taken.",
      cure: "Delete one that nobody uses, create an <guide:webmail-aliases|alias> instead, or ask {support}.",
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
        {
          text: "Open [Domain Settings] (its own icon, or under [More]), go to [Aliases], and press [New]. In some versions [Aliases] is under [Accounts].",
        },
        {
          text: "Type the name before the @, the addresses that receive the mail, and press [Save].",
          screen: {
            title: "Aliases",
            parts: [
              field("Name", "info"),
              field("Display Name", "Information"),
              field("Description", "Questions from the shop"),
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
        { text: "In [Domain Settings], choose [General]." },
        {
          text: "Type the alias into [Catch-all alias], choose it in the list that opens, and press [Save].",
          screen: {
            title: "General",
            parts: [field("Catch-all alias", "info")],
            buttons: ["Save"],
            press: "Save",
          },
        },
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
      message: "Catch-all cannot be chosen",
      exact: false,
      cause: "Your provider has switched it off.",
      cure: "Ask {support}, or create an alias for each name that you need.",
    },
  ],
};

export const smartermailCurrentDomain = {
  "webmail-users": users,
  "webmail-aliases": aliases,
} satisfies Partial<Record<TaskId, TaskGuide>>;
