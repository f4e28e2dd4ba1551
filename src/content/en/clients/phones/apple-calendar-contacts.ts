/**
 * Calendar and Contacts on iPhone, iPad and Mac, by CalDAV and CardDAV.
 * @see Nextcloud user manual, sync_ios (path by Apps, 2025) and sync_osx (2024); OVHcloud documentation,
 *   zimbra_calendar_sync (February 2025)
 * @module
 */
import { type ClientGuide, choice, field, password, type Screen, type Step } from "../../../guide.ts";

function phonePage(title: string, service: "caldav" | "carddav"): Screen {
  return {
    layout: "ios-form",
    title,
    parts: [
      field("Server", `{${service}.host}`),
      field("User Name", `{${service}.user}`),
      password("Password"),
      field("Description", "{provider}"),
    ],
    buttons: ["Cancel", "Next"],
    press: "Next",
  };
}

function macSheet(title: string, service: "caldav" | "carddav"): Screen {
  return {
    layout: "mac-sheet",
    title,
    parts: [
      choice("Account Type", "Manual"),
      field("User Name", `{${service}.user}`),
      password("Password"),
      field("Server Address", `{${service}.host}`),
    ],
    buttons: ["Cancel", "Back", "Sign In"],
    press: "Sign In",
  };
}

/** Of one account alone. */
const toLogIn: Step = {
  asksPassword: true,
  text: "Type {address} and your password wherever you are asked. The user name is {user}.",
};

export const appleCalendarContacts: ClientGuide = {
  verdict: "A profile sets up calendars and contacts together with mail; by hand you add one account for each.",
  recognise: [
    {
      text: "The apps called “Calendar” and “Contacts” that come with every iPhone, iPad and Mac.",
    },
  ],
  before: [
    {
      when: ["calendars", "contacts"],
      text: "Calendars and contacts are two separate accounts, in addition to the one for mail.",
    },
  ],
  automatic: [
    {
      when: ["profile"],
      intro:
        "The profile sets up what is ticked above. Tick mail only if your mailbox is not on the device yet: otherwise it is there twice.",
      steps: [
        {
          text: "Open this page in Safari on the device and press <profile|Download the profile>. Allow the download.",
        },
        {
          text: "iPhone and iPad: open [Settings], tap [Profile Downloaded], then [Install].",
          next: "Every step is explained in the guide for <guide:apple-mail-ios|Mail on iPhone and iPad>.",
        },
        {
          text: "Mac: open [System Settings], choose [General], then [Device Management], and double-click the profile.",
          next: "Every step is explained in the guide for <guide:apple-mail-macos|Mail on Mac>.",
        },
        {
          when: ["calendars", "contacts"],
          asksPassword: true,
          text: "Type {address} and your password wherever you are asked. The user name is {caldav.user} for calendars and {carddav.user} for contacts.",
        },
        { ...toLogIn, unless: ["contacts"] },
        { ...toLogIn, unless: ["calendars"] },
      ],
    },
  ],
  manual: [
    {
      when: ["calendars"],
      title: "Calendars on iPhone and iPad",
      steps: [
        {
          text: "Open [Settings], tap [Apps] at the end of the list, then [Calendar], then [Calendar Accounts].",
          next: "Before iOS 18 it is [Settings], [Calendar], [Accounts].",
        },
        { text: "Tap [Add Account], then [Other] at the end of the list, then [Add CalDAV Account]." },
        {
          text: "Fill in the page with the values shown and tap [Next].",
          screen: phonePage("CalDAV", "caldav"),
          next: "The device finds your calendars.",
        },
        { text: "Leave [Calendars] switched on, and [Reminders] if you want them, and tap [Save]." },
      ],
    },
    {
      when: ["contacts"],
      title: "Contacts on iPhone and iPad",
      steps: [
        {
          text: "Open [Settings], tap [Apps] at the end of the list, then [Contacts], then [Contacts Accounts].",
          next: "Before iOS 18 it is [Settings], [Contacts], [Accounts].",
        },
        { text: "Tap [Add Account], then [Other] at the end of the list, then [Add CardDAV Account]." },
        {
          text: "Fill in the page with the values shown and tap [Next].",
          screen: phonePage("CardDAV", "carddav"),
          next: "The device looks for your address book.",
        },
        { text: "Leave [Contacts] switched on, and tap “Save” if you see it." },
      ],
    },
    {
      when: ["calendars"],
      title: "Calendars on a Mac",
      steps: [
        {
          text: "Open [System Settings] from the Apple menu and choose [Internet Accounts], then [Add Account...], then [Add Other Account...].",
        },
        { text: "Choose [CalDAV account]." },
        {
          text: "Set [Account Type] to [Manual], fill in the rest as shown, and press [Sign In].",
          screen: macSheet("CalDAV account", "caldav"),
        },
        { text: "Leave Calendar ticked, and Reminders if you want them, and press “Done”." },
      ],
    },
    {
      when: ["contacts"],
      title: "Contacts on a Mac",
      steps: [
        {
          text: "Open [System Settings] from the Apple menu and choose [Internet Accounts], then [Add Account...], then [Add Other Account...].",
        },
        { text: "Choose [CardDAV account]." },
        {
          text: "Set [Account Type] to [Manual], fill in the rest as shown, and press [Sign In].",
          screen: macSheet("CardDAV account", "carddav"),
        },
      ],
    },
  ],
  check: [
    {
      when: ["calendars"],
      text: "Add an event in Calendar, in a calendar of {provider}. Within a few minutes it is in webmail and on your other devices.",
    },
    {
      when: ["contacts"],
      text: "Add a person in Contacts, in the list of {provider}: this too appears on the other devices.",
    },
    {
      text: "New events and people may still go to iCloud. Choose the account of {provider} as the default: look for “Default Calendar” and “Default Account” in the settings.",
    },
  ],
  change: [
    {
      text: "After a password change, enter the new one for calendars and for contacts: on iPhone and iPad where you added the account, on a Mac under [Internet Accounts].",
    },
    {
      when: ["profile"],
      text: "If the accounts came with a profile, download the profile again: it replaces the old one.",
    },
  ],
  remove: [
    {
      text: "On iPhone and iPad, go where you added the account, tap it, then “Delete Account”. On a Mac choose it under [Internet Accounts] and press the button to delete it. What is on the server stays there.",
    },
    {
      when: ["profile"],
      text: "If it came with a profile, remove the profile. This removes mail too.",
    },
  ],
  failures: [
    {
      when: ["calendars"],
      message: "The verification of the CalDAV account fails",
      exact: false,
      codes: ["CalDAV account verification failed"],
      cause: "Wrong user name or password, or the server was not found under its short name.",
      cure: "The user name is {caldav.user}. With two-step verification, type an app password. If both are right, type {caldav.url} instead of {caldav.host}.",
    },
    {
      when: ["contacts"],
      message: "The verification of the CardDAV account fails",
      exact: false,
      codes: ["CardDAV account verification failed"],
      cause: "Wrong user name or password, or the server was not found under its short name.",
      cure: "The user name is {carddav.user}. With two-step verification, type an app password. If both are right, type {carddav.url} instead of {carddav.host}.",
    },
    {
      message: "A message about SSL",
      exact: false,
      codes: ["Cannot Connect Using SSL"],
      cause: "There is a mistake in the server's name, or a port was typed with it.",
      cure: "Do not continue without SSL. Type the server's name alone, or the whole address beginning with `https://`.",
    },
    {
      message: "Unable to verify account name or password",
      exact: true,
      cause: "On a Mac: the login is wrong, or the address begins with `http://`, and a Mac sends no password there.",
      cure: "The user name is {user}. Leave `http://` out, or type `https://` instead.",
    },
    {
      message: "Some events or people are missing",
      exact: false,
      cause: "A calendar is hidden, or it is not yours but shared with you.",
      cure: "In Calendar open the list of calendars and tick all of them. Compare with webmail.",
    },
  ],
  privacy: [
    {
      text: "Calendars and contacts go directly between your device and {provider}. Only what you put in iCloud goes to Apple.",
    },
  ],
};
