/**
 * SmarterMail with the interface of 2018 and later: the first login, and the second step.
 * @see SmarterTools help, "Account" (undated); SmarterTools portal, KB a3625 (undated); 3dcart support, article 381 (undated);
 *   support.idmi.net a202 (undated); globusdigital.com, know.mailsbestfriend.com (undated), 247livesupport.biz (August 2021)
 * @module
 */
import type { TaskId } from "../../../model/guides/guide-id.ts";
import { choice, field, heading, password, type TaskGuide } from "../../guide.ts";
import { refusedLogins, whereWebmailIs, yourFirstLogin } from "./webmail-parts.ts";

const firstLogin: TaskGuide = {
  title: "Log in to webmail for the first time",
  verdict: "The first login asks a few things about you. After that, webmail opens with your inbox.",
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
          next: "The first time, webmail asks for some settings. It does this once for each mailbox.",
        },
        {
          text: "Choose how webmail looks (the theme), your time zone and your regional settings. With a wrong time zone, messages and appointments show the wrong time.",
        },
        {
          text: "If it asks for a recovery address, give one that is not at {domain}. You can then replace a forgotten password.",
        },
        {
          text: "Allow notifications if you want the browser to tell you about new mail. Your browser asks about this too.",
        },
        {
          text: "Press [OK].",
          screen: {
            title: "First login",
            parts: [choice("Theme", "Light"), choice("Time Zone", "Yours")],
            buttons: ["OK"],
            press: "OK",
          },
          next: "Your inbox opens.",
        },
        {
          text: "Choose a password that only you know: open [Settings], choose [Account], then [Change Password].",
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
          text: "The language is on the same page, on the card [User]. It also determines the names of your folders, as Outlook and your phone will show them.",
        },
        {
          text: "Webmail refuses a new language while one of your folders has a name that the new language needs. Rename that folder first.",
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
          text: "<guide:webmail-users|Create mailboxes> for your team at {domain}, and <guide:webmail-aliases|aliases>.",
        },
        { text: "<guide:webmail-migration|Bring your old mail with you>." },
        { text: "<guide:webmail-two-step|Switch on two-step verification>." },
      ],
    },
  ],
  failures: [
    {
      message: "This field is required.",
      exact: true,
      codes: ["Grammarly", "fields empty themselves"],
      cause: "In Chrome, the Grammarly extension empties the fields of the login page.",
      cure: "Switch Grammarly off for this site: press its icon beside the address bar and turn it off there. Or log in with another browser.",
    },
    ...refusedLogins,
  ],
};

const twoStep: TaskGuide = {
  title: "Two-step verification and app passwords",
  verdict: "Webmail asks for a code as well as your password; your programs get a password of their own.",
  minutes: 5,
  before: [
    { text: "An authenticator app on your phone, such as Google Authenticator or Microsoft Authenticator." },
    { text: "A second address of yours that is not at {domain}. You need it in any case." },
    {
      text: "All your devices at hand: each program stops working until it has the app password.",
    },
    {
      unless: ["app-password"],
      text: "Two-step verification may not be available for {domain}. If the card is missing, ask its administrator or {support}.",
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
          next: "A code to scan appears. Without an app, choose [Recovery Email Address]: the codes then come by email.",
        },
        { text: "Open the app on your phone, add an account there, and scan the code on the screen." },
        {
          text: "Type the code that the app shows, and press [Check]. It changes every 30 seconds: use a fresh one.",
          next: "From now on, webmail asks for such a code after your password.",
        },
        {
          text: "On the same card, press the eye. It shows the app password.",
          next: "Newer versions have one for each kind of connection. For mail programs, use the one for IMAP, POP and SMTP.",
        },
        {
          text: "In every program, enter the app password instead of your own, for receiving and for sending. Your own is now only for webmail.",
        },
      ],
    },
    {
      title: "For everyone at {domain}, as administrator",
      intro:
        "Tell everyone first. Forcing it cuts off all programs and phones at {domain} at once, until each has its app password.",
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
          next: "Enabled lets each person decide. Forced asks everyone at the next login to webmail.",
        },
      ],
    },
  ],
  notes: [
    {
      title: "If an app password falls into the wrong hands",
      paragraphs: [
        {
          text: "On the same card, press the eye and then the round arrow. A new app password replaces the old one; type it in every program that used the old one.",
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
      cause: "Two-step verification was switched on, and programs no longer accept your own password.",
      cure: "Type the app password in each of them, for receiving and for sending.",
    },
    {
      id: "error-the-number-is-refused",
      message: "The code is refused",
      exact: false,
      cause: "It was too old, or your phone's clock is wrong.",
      cure: "Set the phone to get the time from the network, and type the next code.",
    },
    {
      message: "The mail with the code does not arrive",
      exact: false,
      cause: "It takes a minute, or is in the junk folder of your second address.",
      cure: "Look there before you ask for another one: only the newest counts.",
    },
  ],
};

export const smartermailCurrentLogin = {
  "webmail-first-login": firstLogin,
  "webmail-two-step": twoStep,
} satisfies Partial<Record<TaskId, TaskGuide>>;
