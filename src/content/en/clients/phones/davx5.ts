/**
 * DAVx⁵ for Android: calendars and contacts.
 * @see bitfireAT/davx5-ose 4.5.19, strings and pages of login and account (August 2026): `LoginActivity.kt`,
 *   `StandardLoginTypePage.kt`, `AccountDetailsPage.kt`, `AccountScreen.kt`
 * @module
 */
import {
  type ClientGuide,
  chosen,
  field,
  heading,
  notChosen,
  password,
  type Step,
  switchedOn,
  tabs,
} from "../../../guide.ts";

/** It asks when it first starts. */
const toAllow: Step = {
  text: "Open DAVx⁵, and allow it contacts, calendars and [Regular sync intervals], so that it can work in the background.",
};

/** However DAVx⁵ has found the service. */
const toSynchronize: readonly Step[] = [
  {
    text: "Under [Account name] type {address}, and tap [Finish]. Android shows this name to people you invite.",
    screen: {
      title: "Add account",
      back: "",
      parts: [field("Account name", "{address}")],
      buttons: ["Finish"],
      press: "Finish",
    },
  },
  {
    when: ["calendars"],
    text: "On the tabs [CalDAV] and [CardDAV] switch on each calendar and address book that you want on the phone.",
    next: "If a tab is empty, tap [Refresh list].",
    screen: {
      title: "{address}",
      back: "",
      parts: [tabs(["CardDAV", "CalDAV", "Webcal"], "CalDAV"), switchedOn("Your calendar")],
    },
  },
  {
    unless: ["calendars"],
    text: "On the tab [CardDAV] switch on each address book that you want on the phone.",
    next: "If a tab is empty, tap [Refresh list].",
    screen: { title: "{address}", back: "", parts: [tabs(["CardDAV", "CalDAV", "Webcal"], "CardDAV")] },
  },
  {
    when: ["contacts-apart"],
    text: "If the tab [CardDAV] stays empty, add a second account for your contacts with [Login with URL and user name]: the base URL is {carddav.url}, the user name {carddav.user}.",
  },
  {
    text: "Tap [Synchronize now].",
    next: "After a moment your entries appear in the calendar and contacts apps.",
  },
];

export const davx5: ClientGuide = {
  verdict: "DAVx⁵ brings your calendars and contacts to the calendar and contacts apps of your phone.",
  recognise: [
    {
      text: "DAVx⁵ is not a mail program: it works in the background, and you see its data in the calendar and contacts apps you already use. For mail, use <guide:thunderbird-android|Thunderbird> or another program.",
    },
  ],
  before: [
    {
      text: "Install DAVx⁵: <https://www.davx5.com/|davx5.com> lists all the places to get it. In the Play Store it costs money; from F-Droid it is free.",
    },
  ],
  automatic: [
    {
      when: ["code"],
      title: "With a code",
      steps: [
        toAllow,
        {
          text: "Scan <code|the code on this page> with the camera of your phone, or open its link there.",
          next: "DAVx⁵ opens with the server and user name filled in. Some cameras don't open links of this kind: in that case use your address.",
        },
        {
          asksPassword: true,
          text: "Type your password and tap [Login].",
          next: "The page [Configuration detection] shows for a moment.",
        },
        ...toSynchronize,
      ],
    },
    {
      title: "With your address",
      steps: [
        toAllow,
        { text: "Tap [Add account]. Under [Generic login] choose [Login with email address] and tap [Continue]." },
        {
          text: "Type {address} and your password, and tap [Login].",
          next: "If no service is found, continue with the steps by hand.",
          screen: {
            layout: "davx5-login",
            bar: "Add account",
            title: "Login with email address",
            back: "",
            parts: [field("Email address", "{address}"), password("Password")],
            buttons: ["Login"],
            press: "Login",
          },
        },
        ...toSynchronize,
      ],
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Tap [Add account]. Under [Generic login] choose [Login with URL and user name] and tap [Continue].",
          screen: {
            title: "Add account",
            back: "",
            parts: [
              heading("Generic login"),
              notChosen("Login with email address"),
              chosen("Login with URL and user name"),
              notChosen("Advanced login"),
            ],
            buttons: ["Continue"],
            press: "Continue",
          },
        },
        {
          when: ["calendars"],
          text: "Fill in the page with the values shown and tap [Login]. The user name is {caldav.user}.",
          screen: {
            layout: "davx5-login",
            bar: "Add account",
            title: "Login with URL and user name",
            back: "",
            parts: [field("Base URL", "{caldav.url}"), field("User name", "{caldav.user}"), password("Password")],
            buttons: ["Login"],
            press: "Login",
          },
        },
        {
          unless: ["calendars"],
          text: "Fill in the page with the values shown and tap [Login]. The user name is {carddav.user}.",
          screen: {
            layout: "davx5-login",
            bar: "Add account",
            title: "Login with URL and user name",
            back: "",
            parts: [field("Base URL", "{carddav.url}"), field("User name", "{carddav.user}"), password("Password")],
            buttons: ["Login"],
            press: "Login",
          },
        },
        ...toSynchronize,
      ],
    },
  ],
  check: [
    {
      when: ["webmail"],
      text: "Add an appointment on the phone and tap [Synchronize now]: it appears in webmail too.",
    },
  ],
  change: [
    {
      text: "Open the account, tap the cog wheel ([Account settings]), and change [User name] or [Password or app password] under [Authentication].",
    },
    { text: "For another server, delete the account and add it again." },
  ],
  remove: [
    {
      text: "Open the account, then the menu, choose [Delete account], and confirm [Really delete account?]. The copies on this phone are deleted; what is on the server stays.",
    },
  ],
  failures: [
    {
      message: "Couldn't find CalDAV or CardDAV service.",
      exact: true,
      cause: "No service was found for the address, or the base URL is wrong.",
      cure: "Use the steps by hand, with {caldav.url}.",
      when: ["calendars"],
    },
    {
      message: "Couldn't find CalDAV or CardDAV service.",
      exact: true,
      cause: "No service was found for the address, or the base URL is wrong.",
      cure: "Use the steps by hand, with {carddav.url}.",
      unless: ["calendars"],
    },
    {
      message: "Please also double-check authentication (usually username and password).",
      exact: true,
      cause: "Wrong user name or password, or an app password is needed.",
      cure: "The user name is {user}. With two-step verification, type an app password.",
    },
    {
      message: "Account name already taken",
      exact: true,
      cause: "There is already an account with this name.",
      cure: "Give it another name, or delete the old account first.",
    },
    {
      message: "Additional permissions are required to synchronize these collections.",
      exact: true,
      cause: "DAVx⁵ does not have permission to use contacts or calendars.",
      cure: "Tap [Manage permissions] and allow both.",
    },
    {
      message: "Nothing is synchronised in the background",
      exact: false,
      cause: "Android is holding the app back to save battery.",
      cure: "Allow [Regular sync intervals], or exclude DAVx⁵ from battery saving in Android's settings.",
    },
    {
      message: "Authentication failed (check login credentials)",
      exact: true,
      cause: "The password was changed, or two-step verification was switched on.",
      cure: "Open the account, then [Account settings], and type the new password or an app password.",
    },
  ],
  privacy: [{ text: "DAVx⁵ talks only to your server, and its data stays on your phone." }],
};
