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
  title: "Create mailboxes for your people",
  verdict: "A mailbox takes a name, a password and a minute.",
  minutes: 2,
  before: [administratorLogin, sharedQuota],
  paths: [
    {
      title: "Create a mailbox",
      steps: [
        { text: "Log in to <webmail|webmail> as administrator." },
        { text: "Open [Domain Settings]. It has its own icon, or stands under [More]." },
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
          text: "Tell the person the address and the first password, better not both in one message. Their next page is <guide:webmail-first-login|the first log-in>.",
          next: "They choose a password of their own in webmail, and set up programs with that one.",
        },
      ],
    },
    {
      title: "Give somebody a new password",
      steps: [
        { text: "Open [Domain Settings], choose [Accounts], and click on the account." },
        { text: "Press the three dots, choose [Change Password], type the new password twice, and press [Save]." },
      ],
    },
    {
      title: "Delete a mailbox",
      intro: "All messages in it are gone for good. To keep them, let the person move them first.",
      steps: [
        { text: "Open [Domain Settings] and choose [Accounts]." },
        { text: "Tick the account, press [Delete], and confirm." },
      ],
    },
  ],
  notes: [
    {
      title: "How large a mailbox may be",
      paragraphs: mailboxSizes,
    },
    { title: "Passwords that the server takes", paragraphs: passwordRules },
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
      cause: "You are logged in with a mailbox that may not manage {domain}.",
      cure: "Log in as administrator, or have the administrator switch on [Domain Administrator] for you.",
    },
    refusedPassword,
    {
      message: "The name is taken",
      exact: false,
      cause: "An account or an alias has it already.",
      cure: "Look under [Accounts] and [Aliases]. Rename or delete the other one first.",
    },
    {
      message: "No more mailboxes can be made",
      exact: false,
      cause: "Your contract allows only so many, or the space of the domain is given away.",
      cure: "Delete one that nobody uses, make an <guide:webmail-aliases|alias> instead, or ask {support}.",
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
      title: "Receive what is sent to any other name",
      intro: "This is a catch-all. It also brings much junk, and is off at many providers.",
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
      cause: "Your provider has it switched off.",
      cure: "Ask {support}, or make an alias for each name that you need.",
    },
  ],
};

export const smartermailCurrentDomain = {
  "webmail-users": users,
  "webmail-aliases": aliases,
} satisfies Partial<Record<TaskId, TaskGuide>>;
