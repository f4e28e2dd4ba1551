/**
 * How the dialogs of each program are laid out: what surrounds them, where title, labels and buttons stand, in which
 * colours. A drawing takes its layout from here and its parts from the guide (`guide.ts`); `docs/drawing-dialogs.md` says
 * how to add one, and `test/support/drawn/drawing-sources.ts` what they were drawn after.
 * @module
 */
import type { System } from "./palettes.ts";

export interface Layout {
  readonly system: System;
  /**
   * What surrounds the dialog: a phone; a window with all its controls, or one that can only be closed; a sheet, which has
   * none; an alert in the middle of a darkened screen; a page in a browser.
   */
  readonly frame: "phone" | "window" | "dialog" | "sheet" | "alert" | "page";
  /** Where the title of the dialog stands: in the bar at the top, or in large letters below it. */
  readonly title: "bar" | "bar-center" | "page" | "page-center";
  /**
   * Where the label of a field stands: above it, beside it, in its frame, or in one line with the value, as lists of
   * settings have it.
   */
  readonly labels: "above" | "beside" | "inside" | "list";
  /** In a list: the value follows its label, in a column of its own, and does not stand at the end of the line. */
  readonly columns?: true;
  /** Fields with a line below and no frame; filled ones are tinted, with their label in them. */
  readonly fields?: "underlined" | "filled";
  readonly buttons: ButtonPlace;
  /** Which of the buttons has the program's colour, by itself: not the one that is to be pressed. */
  readonly primary: "first" | "last" | "none";
  /** Buttons without the program's colour have no frame either: they are words in it. */
  readonly flat?: true;
  /** The bar at the top has the program's colour. */
  readonly coloredBar?: true;
  /** The program's colour, `#rrggbb`; it is moved until it can be read. */
  readonly color: string;
}

/**
 * Where the buttons stand that a screen lists. The order is always the screen's.
 * - `bar`: in the bar at the top, the last one at its end and all others at its start
 * - `bar-end`: all at the end of that bar
 * - `start`, `center`, `end`: below the parts, together
 * - `apart`: below the parts, the last at the end and all others at the start
 * - `pair`: below the parts, the last two at the end and what comes before at the start
 * - `even`: below the parts, each with the same share of the width
 * - `stack`: below the parts, one under the other over the whole width
 */
export type ButtonPlace = "bar" | "bar-end" | "start" | "center" | "end" | "apart" | "pair" | "even" | "stack";

const WINDOWS_DIALOG = {
  system: "windows",
  frame: "dialog",
  title: "bar",
  labels: "beside",
  buttons: "end",
  primary: "none",
  color: "#0067c0",
} as const satisfies Layout;
const MAC_SHEET = {
  system: "mac",
  frame: "sheet",
  title: "page",
  labels: "beside",
  buttons: "pair",
  primary: "last",
  color: "#0068da",
} as const satisfies Layout;
const IPHONE = {
  system: "ios",
  frame: "phone",
  title: "bar-center",
  labels: "list",
  buttons: "bar",
  primary: "none",
  flat: true,
  color: "#007aff",
} as const satisfies Layout;
const ANDROID = { system: "android", frame: "phone", title: "bar", labels: "above", primary: "last" } as const;
const OUTLOOK = {
  system: "windows",
  frame: "dialog",
  title: "page",
  labels: "above",
  buttons: "stack",
  primary: "last",
  color: "#0f6cbd",
} as const;
const OUTLOOK_CLASSIC = {
  ...OUTLOOK,
  labels: "beside",
  flat: true,
} as const;
const OUTLOOK_PHONE = { color: "#0f6cbd" } as const;
const OUTLOOK_ANDROID = {
  ...ANDROID,
  fields: "underlined",
  coloredBar: true,
  primary: "none",
  flat: true,
  color: "#0f6cbd",
} as const;

export const LAYOUTS = {
  "outlook-new": { ...OUTLOOK },
  "outlook-new-settings": {
    ...OUTLOOK,
    title: "bar",
    buttons: "end",
  },
  /** Outlook's name in large letters, and the address below. */
  "outlook-classic-start": { ...OUTLOOK, title: "page-center" },
  "outlook-classic": { ...OUTLOOK_CLASSIC, buttons: "apart" },
  /** A page of it that is left by what is chosen on it. */
  "outlook-classic-choice": { ...OUTLOOK_CLASSIC, buttons: "start", primary: "none" },
  /** The account wizard of Outlook that is older than the simple window. */
  "outlook-wizard": { ...WINDOWS_DIALOG, title: "page" },
  /** The dialog with tabs behind that wizard. */
  "outlook-tabs": { ...WINDOWS_DIALOG },
  "windows-dialog": WINDOWS_DIALOG,
  "outlook-mac": {
    ...MAC_SHEET,
    frame: "window",
    title: "page-center",
    labels: "above",
    fields: "underlined",
    buttons: "stack",
    color: "#0f6cbd",
  },
  "outlook-ios-start": { ...IPHONE, ...OUTLOOK_PHONE, buttons: "stack", primary: "last" },
  "outlook-ios": { ...IPHONE, ...OUTLOOK_PHONE, buttons: "stack" },
  /** A page of it with a button at the end of the bar alone. */
  "outlook-ios-menu": { ...IPHONE, ...OUTLOOK_PHONE, buttons: "bar-end" },
  "outlook-android": { ...OUTLOOK_ANDROID, buttons: "end" },
  /** A page of it with a tick at the top in place of a button. */
  "outlook-android-form": { ...OUTLOOK_ANDROID, buttons: "bar-end" },
  "ios-settings": IPHONE,
  /** A form for an account. */
  "ios-form": { ...IPHONE, columns: true },
  /** The first page of Settings, with its name in large letters. */
  "ios-large": { ...IPHONE, title: "page" },
  "ios-alert": { ...IPHONE, frame: "alert", title: "page-center", buttons: "even" },
  "mac-sheet": MAC_SHEET,
  "mac-window": { ...MAC_SHEET, frame: "window", title: "bar-center", buttons: "end" },
  "gmail-android": {
    ...ANDROID,
    title: "page",
    labels: "inside",
    fields: "filled",
    buttons: "apart",
    flat: true,
    color: "#0b57d0",
  },
  "samsung-email": {
    ...ANDROID,
    title: "page",
    fields: "underlined",
    buttons: "even",
    primary: "none",
    flat: true,
    color: "#0072de",
  },
  /** The Account Hub, from version 140. */
  thunderbird: {
    system: "windows",
    frame: "dialog",
    title: "page-center",
    labels: "above",
    buttons: "pair",
    primary: "last",
    color: "#1373d9",
  },
  "thunderbird-settings": {
    system: "windows",
    frame: "window",
    title: "bar",
    labels: "beside",
    buttons: "end",
    primary: "none",
    color: "#1373d9",
  },
  "thunderbird-android": {
    ...ANDROID,
    title: "page-center",
    labels: "inside",
    buttons: "apart",
    color: "#1373d9",
  },
  /** Its pages for the servers, which have a bar and no name above them. */
  "thunderbird-android-form": {
    ...ANDROID,
    labels: "inside",
    buttons: "apart",
    color: "#1373d9",
  },
  fairemail: {
    ...ANDROID,
    fields: "underlined",
    buttons: "start",
    primary: "none",
    color: "#0068b7",
  },
  davx5: { ...ANDROID, labels: "inside", buttons: "start", coloredBar: true, color: "#7cb342" },
  "davx5-login": {
    ...ANDROID,
    title: "page",
    labels: "inside",
    buttons: "start",
    coloredBar: true,
    color: "#7cb342",
  },
  deltachat: {
    ...ANDROID,
    fields: "underlined",
    buttons: "bar-end",
    primary: "none",
    flat: true,
    color: "#2090ea",
  },
  emclient: {
    system: "windows",
    frame: "dialog",
    title: "bar",
    labels: "above",
    buttons: "end",
    primary: "first",
    color: "#1f6feb",
  },
  evolution: {
    system: "gnome",
    frame: "sheet",
    title: "bar-center",
    labels: "beside",
    buttons: "bar",
    primary: "last",
    color: "#1c71d8",
  },
  geary: {
    system: "gnome",
    frame: "dialog",
    title: "bar-center",
    labels: "list",
    buttons: "bar-end",
    primary: "last",
    color: "#1c71d8",
  },
  kmail: {
    system: "kde",
    frame: "window",
    title: "bar-center",
    labels: "list",
    buttons: "apart",
    primary: "none",
    color: "#3daee9",
  },
  mailspring: {
    system: "windows",
    frame: "dialog",
    title: "page-center",
    labels: "above",
    buttons: "center",
    primary: "last",
    color: "#419bf9",
  },
  spark: {
    ...MAC_SHEET,
    frame: "window",
    title: "page-center",
    labels: "above",
    buttons: "center",
    color: "#0a7cff",
  },
  thebat: { ...WINDOWS_DIALOG },
  /** Web mail, and whatever else stands in a browser. */
  "web-page": {
    system: "web",
    frame: "page",
    title: "page",
    labels: "above",
    buttons: "end",
    primary: "last",
    color: "#0b57d0",
  },
} as const satisfies Record<string, Layout>;

export type LayoutId = keyof typeof LAYOUTS;
