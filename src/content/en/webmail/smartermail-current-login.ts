/**
 * SmarterMail with the interface of 2018 and later: the first log-in, and the second step.
 * @see SmarterTools help, "Account" (undated); SmarterTools portal, KB a3625 (undated); 3dcart support, article 381 (undated);
 *   support.idmi.net a202 (undated); globusdigital.com, know.mailsbestfriend.com (undated), 247livesupport.biz (August 2021)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, password, type TaskGuide } from "../../guide.ts";
import { refusedLogins, whereWebmailIs, yourFirstLogin } from "./webmail-parts.ts";

const firstLogin: TaskGuide = {
  title: "Log in to webmail for the first time",
  verdict: "The first log-in asks a few things about you. After that, webmail opens with your inbox.",
  minutes: 3,
  before: [yourFirstLogin, ...whereWebmailIs],
  paths: [
    {
      steps: [
        { text: "Open <webmail|webmail> in your browser.", next: "You see the page to log in." },
        {
          text: "Type {address} and your password, and press [Login].",
          screen: {
            title: "SmarterMail",
            parts: [field("Email Address", "{address}"), password("Password")],
            buttons: ["Login"],
            press: "Login",
          },
          next: "The first time, webmail asks for some settings. It does so once for each mailbox.",
        },
        {
          text: "Choose how webmail looks (the theme), your time zone and your regional settings. With a wrong time zone, messages and appointments show the wrong hour.",
        },
        {
          text: "If it asks for a recovery address, give one that does not belong to {domain}. A forgotten password can then be replaced.",
        },
        {
          text: "Allow notifications if you want the browser to tell you of new mail. Your browser asks about this as well.",
        },
        {
          text: "Press [OK].",
          screen: {
            title: "First log-in",
            parts: [choice("Theme", "Light"), choice("Time Zone", "Yours")],
            buttons: ["OK"],
            press: "OK",
          },
          next: "Your inbox opens.",
        },
        {
          text: "Take a password that only you know: open [Settings], choose [Account], then [Change Password].",
          next: "From now on every program needs the new password too.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "Choose your language before you set up a program",
      paragraphs: [
        {
          text: "The language is on the same page, on the card [User]. It also names your folders, as Outlook and your phone will see them.",
        },
        {
          text: "Webmail refuses another language while one of your folders has a name that the new language needs. Rename that folder first.",
        },
      ],
    },
    {
      title: "Change these settings later",
      paragraphs: [{ text: "Open [Settings], then [Account]. Language and time zone are on the card [User]." }],
    },
    {
      title: "What to do next",
      paragraphs: [
        {
          text: "<guide:webmail-users|Create mailboxes> for the people at {domain}, and <guide:webmail-aliases|aliases>.",
        },
        { text: "<guide:webmail-migration|Bring your old mail along>." },
        { text: "<guide:webmail-two-step|Switch on two-step log-in>." },
      ],
    },
  ],
  failures: [
    {
      message: "This field is required.",
      exact: true,
      codes: ["Grammarly", "fields empty themselves"],
      cause: "In Chrome, the extension Grammarly empties the fields of the log-in page.",
      cure: "Switch Grammarly off for this site: press its symbol beside the address line and turn it off there. Or log in with another browser.",
    },
    ...refusedLogins,
  ],
};

const twoStep: TaskGuide = {
  title: "Two-step log-in and app passwords",
  verdict: "Webmail asks for a code beside your password; your programs get a password of their own.",
  minutes: 5,
  before: [
    { text: "An app for codes on your phone, such as Google Authenticator or Microsoft Authenticator." },
    { text: "A second address of yours that does not belong to {domain}. It is wanted in either case." },
    {
      text: "All your devices at hand: each program stops until it has the app password.",
    },
    {
      unless: ["app-password"],
      text: "Two-step log-in may not be switched on for {domain}. If the card is missing, ask its administrator or {support}.",
    },
  ],
  paths: [
    {
      title: "For your own mailbox",
      steps: [
        {
          text: "Log in to <webmail|webmail>, open [Settings] and choose [Account]. On the card [Two-Step Authentication] press [Enable].",
          screen: {
            title: "Account",
            parts: [heading("Two-Step Authentication")],
            buttons: ["Enable"],
            press: "Enable",
          },
        },
        {
          text: "Choose [Authenticator App], type your second address, and press [Next].",
          screen: {
            title: "Two-Step Authentication",
            parts: [
              choice("Verification Methods", "Authenticator App"),
              field("Recovery Email Address", "your second address"),
            ],
            buttons: ["Next"],
            press: "Next",
          },
          next: "A code to scan appears. Without an app, choose [Recovery Email Address]: the numbers then come by mail.",
        },
        { text: "Open the app on your phone, add an account there, and scan the code on the screen." },
        {
          text: "Type the number that the app shows, and press [Check]. It changes every 30 seconds: take a fresh one.",
          next: "From now on, webmail asks for such a number after your password.",
        },
        {
          text: "On the same card, press the eye. It shows the app password.",
          next: "Newer versions have one for each kind of connection. For mail programs take the one for IMAP, POP and SMTP.",
        },
        {
          text: "In every program, put the app password instead of your own, for receiving and for sending. Your own stays for webmail.",
        },
      ],
    },
    {
      title: "For everybody at {domain}, as administrator",
      intro:
        "Tell everybody first. Forcing it cuts off all programs and phones of {domain} at once, until each has its app password.",
      steps: [
        { text: "Open [Domain Settings] (its own icon, or under [More]) and choose [General]." },
        {
          text: "On the card [User Options], set [Two-Step Authentication] to enabled or forced, and press [Save].",
          screen: {
            title: "General",
            parts: [heading("User Options"), choice("Two-Step Authentication", "Enabled")],
            buttons: ["Save"],
            press: "Save",
          },
          next: "Enabled lets each person decide. Forced asks everybody at the next log-in to webmail.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "If an app password gets into wrong hands",
      paragraphs: [
        {
          text: "On the same card, press the eye and then the round arrow. A new app password replaces the old one; type it in every program that used the old.",
        },
      ],
    },
    {
      title: "A new phone",
      paragraphs: [
        {
          text: "Move the app's accounts to the new phone before you give the old one away, or have codes sent to your second address.",
        },
      ],
    },
  ],
  failures: [
    {
      message: "All programs ask for the password again",
      exact: false,
      codes: ["535 5.7.8", "AUTHENTICATIONFAILED", "two-step log-in switched on", "two-factor authentication"],
      cause: "Two-step log-in was switched on, and programs no longer take your own password.",
      cure: "Type the app password in each of them, for receiving and for sending.",
    },
    {
      message: "The number is refused",
      exact: false,
      cause: "It was too old, or the clock of your phone is wrong.",
      cure: "Set the phone to take its time from the network, and type the next number.",
    },
    {
      message: "The mail with the number does not come",
      exact: false,
      cause: "It takes a minute, or lies in the junk folder of your second address.",
      cure: "Look there before you ask for another one: only the newest counts.",
    },
  ],
};

export const smartermailCurrentLogin = {
  "webmail-first-login": firstLogin,
  "webmail-two-step": twoStep,
} satisfies Partial<Record<TaskId, TaskGuide>>;
