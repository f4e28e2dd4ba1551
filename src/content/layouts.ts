/**
 * How the dialogs of each program are laid out: what surrounds them, where title, labels and buttons stand, in which
 * colours. A drawing takes its layout from here and its parts from the guide (`guide.ts`); `docs/drawing-dialogs.md` says
 * how to add one. Sources are those of each client's guide.
 * @module
 */

/** Whose windows, fields and switches. */
export type System = "windows" | "mac" | "ios" | "android" | "gnome" | "kde" | "web";

export type Theme = "light" | "dark";

/** The colours of a system's windows, `#rrggbb`. */
export interface Palette {
  /** Behind everything. */
  readonly ground: string;
  /** Fields, cards and buttons. */
  readonly paper: string;
  readonly ink: string;
  /** Labels and what is small. */
  readonly soft: string;
  readonly line: string;
  /** The window itself, boxes, and what has to be seen as a field. */
  readonly edge: string;
}

export const PALETTES: Readonly<Record<System, Readonly<Record<Theme, Palette>>>> = {
  windows: {
    light: { ground: "#f9f9f9", paper: "#ffffff", ink: "#1a1a1a", soft: "#5c5c5c", line: "#d6d6d6", edge: "#868686" },
    dark: { ground: "#202020", paper: "#2d2d2d", ink: "#ffffff", soft: "#c5c5c5", line: "#434343", edge: "#9a9a9a" },
  },
  mac: {
    light: { ground: "#ececec", paper: "#ffffff", ink: "#262626", soft: "#595959", line: "#cfcfcf", edge: "#848484" },
    dark: { ground: "#2a2a2c", paper: "#3a3a3c", ink: "#f2f2f2", soft: "#b8b8bd", line: "#4d4d50", edge: "#8e8e93" },
  },
  ios: {
    light: { ground: "#f2f2f7", paper: "#ffffff", ink: "#000000", soft: "#636366", line: "#d8d8dc", edge: "#87878c" },
    dark: { ground: "#000000", paper: "#1c1c1e", ink: "#ffffff", soft: "#a1a1a8", line: "#38383a", edge: "#7c7c80" },
  },
  android: {
    light: { ground: "#fdfcff", paper: "#f1f3f9", ink: "#1b1b1f", soft: "#565860", line: "#c9ccd4", edge: "#747780" },
    dark: { ground: "#121316", paper: "#1f2024", ink: "#e4e2e6", soft: "#b0b3bb", line: "#44474e", edge: "#8e9099" },
  },
  gnome: {
    light: { ground: "#fafafa", paper: "#ffffff", ink: "#2e2e2e", soft: "#5e5e5e", line: "#dadada", edge: "#8a8a8a" },
    dark: { ground: "#242424", paper: "#343434", ink: "#ffffff", soft: "#c0c0c0", line: "#484848", edge: "#8f8f8f" },
  },
  kde: {
    light: { ground: "#eff0f1", paper: "#fcfcfc", ink: "#232629", soft: "#5a5f63", line: "#c4c8ca", edge: "#7f8c8d" },
    dark: { ground: "#202326", paper: "#2a2e32", ink: "#fcfcfc", soft: "#b4b9bd", line: "#4a4f54", edge: "#8b9296" },
  },
  web: {
    light: { ground: "#f7f8fa", paper: "#ffffff", ink: "#1f2328", soft: "#575d66", line: "#d5d9df", edge: "#818891" },
    dark: { ground: "#1b1d21", paper: "#26292f", ink: "#eceff3", soft: "#aeb5bf", line: "#3c4048", edge: "#7e8691" },
  },
};

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
  /** Fields with a line below and no frame. */
  readonly underlined?: true;
  readonly buttons: ButtonPlace;
  /** Which of the buttons has the program's colour, by itself: not the one that is to be pressed. */
  readonly primary: "first" | "last" | "none";
  /** Buttons without the program's colour have no frame either: they are words in it. */
  readonly flat?: true;
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

export const LAYOUTS = {
  "outlook-new": {
    system: "windows",
    frame: "dialog",
    title: "page",
    labels: "above",
    buttons: "stack",
    primary: "last",
    color: "#0f6cbd",
  },
  "outlook-new-settings": {
    system: "windows",
    frame: "dialog",
    title: "bar",
    labels: "above",
    buttons: "end",
    primary: "last",
    color: "#0f6cbd",
  },
  "outlook-classic-start": {
    system: "windows",
    frame: "dialog",
    title: "page-center",
    labels: "above",
    buttons: "stack",
    primary: "last",
    color: "#0f6cbd",
  },
  "outlook-classic": {
    system: "windows",
    frame: "dialog",
    title: "page-center",
    labels: "beside",
    buttons: "apart",
    primary: "last",
    color: "#0f6cbd",
  },
  /** The account wizard of Outlook that is older than the simple window. */
  "outlook-wizard": { ...WINDOWS_DIALOG, title: "page" },
  /** The dialog with tabs behind that wizard. */
  "outlook-tabs": WINDOWS_DIALOG,
  "windows-dialog": WINDOWS_DIALOG,
  "outlook-mac": { ...MAC_SHEET, frame: "window", title: "page-center", buttons: "center", color: "#0f6cbd" },
  "outlook-ios-start": { ...IPHONE, buttons: "stack", primary: "last", color: "#0f6cbd" },
  "outlook-ios": { ...IPHONE, buttons: "stack", color: "#0f6cbd" },
  /** A page of it with a button at the end of the bar alone. */
  "outlook-ios-menu": { ...IPHONE, buttons: "bar-end", color: "#0f6cbd" },
  "outlook-android": { ...ANDROID, underlined: true, buttons: "end", color: "#0f6cbd" },
  /** A page of it with a tick at the top in place of a button. */
  "outlook-android-form": {
    ...ANDROID,
    underlined: true,
    buttons: "bar-end",
    primary: "none",
    flat: true,
    color: "#0f6cbd",
  },
  "ios-settings": IPHONE,
  /** The first page of Settings, with its name in large letters. */
  "ios-large": { ...IPHONE, title: "page" },
  "ios-alert": { ...IPHONE, frame: "alert", title: "page-center", buttons: "even" },
  "mac-sheet": MAC_SHEET,
  "mac-window": { ...MAC_SHEET, frame: "window", title: "bar-center", buttons: "end" },
  "gmail-android": {
    ...ANDROID,
    title: "page",
    underlined: true,
    buttons: "apart",
    flat: true,
    color: "#0b57d0",
  },
  "samsung-email": {
    ...ANDROID,
    title: "page",
    underlined: true,
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
  "thunderbird-android": { ...ANDROID, title: "page-center", labels: "inside", buttons: "apart", color: "#1373d9" },
  fairemail: { ...ANDROID, underlined: true, buttons: "start", primary: "none", color: "#0068b7" },
  davx5: { ...ANDROID, labels: "inside", buttons: "start", color: "#7cb342" },
  "davx5-login": { ...ANDROID, title: "page", labels: "inside", buttons: "start", color: "#7cb342" },
  deltachat: { ...ANDROID, underlined: true, buttons: "bar-end", primary: "none", flat: true, color: "#2090ea" },
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
  spark: { ...MAC_SHEET, frame: "window", title: "page-center", labels: "above", buttons: "center", color: "#0a7cff" },
  thebat: { ...WINDOWS_DIALOG, buttons: "end" },
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
