/**
 * What a guide consists of, as data: every page, drawing, Markdown and plain text is rendered from this. Texts stand in
 * one folder for each language (`en/`); values of the reader's domain are put in when a guide is rendered.
 *
 * A `Text` is plain words with five marks:
 * - `[File]` a label that the program shows, exactly so; a label that is not certain is put in “quotes” instead
 * - `{in.host}` a value of the reader's domain, by one of the names of `ValueName`
 * - `` `OLCFG.EXE` `` something to type or to recognise literally
 * - `**never**` words of weight
 * - `<guide:kmail|KMail>` a link: to a guide, to `webmail`, `app-password`, `profile`, `code`, `errors`, `support`, or to an https URL
 * @module
 */
import type { ClientId } from "../model/guides/client-id.ts";
import type { TaskId } from "../model/guides/guide-id.ts";

export type Text = string;

/**
 * Values that a text may name. `in.` is the incoming server of the path that is being told, IMAP or POP3; `smtp.` the
 * outgoing one. `security` and `authentication` come out as the client itself calls them.
 */
export const VALUE_NAMES = [
  "address",
  "localPart",
  "domain",
  "user",
  "in.protocol",
  "in.host",
  "in.port",
  "in.security",
  "in.authentication",
  "smtp.host",
  "smtp.port",
  "smtp.security",
  "smtp.authentication",
  "smtp.user",
  "caldav.url",
  "caldav.host",
  "caldav.user",
  "carddav.url",
  "carddav.host",
  "carddav.user",
  "webmail.url",
  "provider",
  "support",
  "quota",
] as const;
export type ValueName = (typeof VALUE_NAMES)[number];

/** What must hold at the reader's domain for a part to be told. */
export type Condition =
  | "imap"
  | "pop3"
  | "calendars"
  | "contacts"
  | "activesync"
  | "webmail"
  | "app-password"
  | "profile"
  /** The page shows a code that sets this client up: Thunderbird for Android, Delta Chat, DAVx⁵. */
  | "code"
  | "quota"
  | "before-launch"
  | "launched"
  | "tls-in"
  | "starttls-in"
  | "tls-smtp"
  | "starttls-smtp"
  | "short-user"
  | "full-user";

export interface Conditional {
  /** All of these must hold. */
  readonly when?: readonly Condition[];
  /** None of these may hold. */
  readonly unless?: readonly Condition[];
}

export interface Paragraph extends Conditional {
  readonly text: Text;
}

export interface Step extends Conditional {
  /** One action: what to open, choose, type and press. */
  readonly text: Text;
  /** What the reader sees next. */
  readonly next?: Text;
  /** The client's dialog at this step, with the reader's values in it. */
  readonly screen?: Screen;
  /** Told only on the path of this protocol. */
  readonly only?: "imap" | "pop3";
}

/** In whose manner a dialog is drawn. */
export type ScreenStyle = "windows" | "mac" | "ios" | "android" | "gnome" | "kde" | "web";

/**
 * A dialog. One thing in it is marked as what to press, and its label stands in the step's text as well; none, where
 * nobody knows what the button is called.
 */
export interface Screen {
  /** Without it, the client's own (`catalogue.ts`). */
  readonly style?: ScreenStyle;
  readonly title: Text;
  readonly parts: readonly ScreenPart[];
  /** The button that is marked, at the end of the dialog; where a part is to be pressed, there is none. */
  readonly press?: Text;
  /** Other buttons beside it. */
  readonly buttons?: readonly Text[];
}

export type ScreenPart = Conditional &
  (
    | { readonly kind: "heading"; readonly text: Text }
    | { readonly kind: "note"; readonly text: Text }
    | { readonly kind: "field"; readonly label: Text; readonly value: Text }
    | { readonly kind: "choice"; readonly label: Text; readonly value: Text }
    | { readonly kind: "password"; readonly label: Text }
    | { readonly kind: "tick"; readonly label: Text; readonly on: boolean; readonly press?: true }
    | { readonly kind: "switch"; readonly label: Text; readonly on: boolean; readonly press?: true }
    | { readonly kind: "row"; readonly label: Text; readonly value?: Text; readonly press?: true }
  );

/** A way to the goal: numbered steps. Where several lead there, each has a title that says when it is the reader's. */
export interface Path extends Conditional {
  readonly title?: Text;
  readonly intro?: Text;
  readonly steps: readonly Step[];
}

/** Something that goes wrong. */
export interface Failure extends Conditional {
  /** The text on the screen; `exact` says that it is the client's own wording, and is then shown as a quotation. */
  readonly message: Text;
  readonly exact: boolean;
  /** Codes and words by which people search, such as `0x800CCC0E`. */
  readonly codes?: readonly string[];
  readonly cause: Text;
  readonly cure: Text;
}

/** Failures of one kind, for the index of error texts that belongs to no client. */
export interface FailureGroup {
  readonly title: Text;
  readonly intro?: Text;
  readonly failures: readonly Failure[];
}

/** The guide of one client. Sections that a client has nothing for are left out, never empty. */
export interface ClientGuide {
  /** One sentence: how this goes with this program. */
  readonly verdict: Text;
  /** How to tell whether this is the reader's program. */
  readonly recognise?: readonly Paragraph[];
  /** What to have or know first, beside what every guide says (address, password, webmail). */
  readonly before?: readonly Paragraph[];
  /** The program finds the settings, or a profile brings them. */
  readonly automatic?: readonly Path[];
  /** By hand. Told once for each protocol that domain and client share, with the `in.` values of that protocol. */
  readonly manual?: readonly Path[];
  readonly check: readonly Paragraph[];
  /** Calendars and contacts in or beside this program. */
  readonly sync?: readonly Paragraph[];
  readonly aliases?: readonly Paragraph[];
  readonly change?: readonly Paragraph[];
  readonly remove?: readonly Paragraph[];
  readonly failures: readonly Failure[];
  /** Who else sees log-in data and mail. */
  readonly privacy?: readonly Paragraph[];
}

/** A guide about the provider's own side: a task with titled sections. */
export interface TaskGuide {
  readonly title: Text;
  readonly verdict: Text;
  readonly minutes: number;
  readonly before?: readonly Paragraph[];
  readonly paths: readonly Path[];
  readonly notes?: readonly { readonly title: Text; readonly paragraphs: readonly Paragraph[] }[];
  readonly failures: readonly Failure[];
}

/** What a web mail product is called on the guides about it, and its guides by generation of its interface. */
export interface WebmailGuides {
  readonly product: string;
  /** A task that the product's generation does not have is left out: its page then says so. */
  readonly current: Readonly<Partial<Record<TaskId, TaskGuide>>>;
  readonly legacy: Readonly<Partial<Record<TaskId, TaskGuide>>>;
}

/** What people call each client, and which versions its guide was written for; nothing where that is any. */
export type ClientNames = Readonly<Record<ClientId, { readonly name: string; readonly versions: string }>>;

export type ClientGuides = Readonly<Record<ClientId, ClientGuide>>;

// Short forms, so that a guide reads like its dialogs.

export const field = (label: Text, value: Text): ScreenPart => ({ kind: "field", label, value });
export const choice = (label: Text, value: Text): ScreenPart => ({ kind: "choice", label, value });
export const password = (label: Text): ScreenPart => ({ kind: "password", label });
export const heading = (text: Text): ScreenPart => ({ kind: "heading", text });
export const note = (text: Text): ScreenPart => ({ kind: "note", text });
export const ticked = (label: Text): ScreenPart => ({ kind: "tick", label, on: true });
export const unticked = (label: Text): ScreenPart => ({ kind: "tick", label, on: false });
export const switchedOn = (label: Text): ScreenPart => ({ kind: "switch", label, on: true });
export const row = (label: Text, value?: Text): ScreenPart =>
  value === undefined ? { kind: "row", label } : { kind: "row", label, value };
/** A row, or whatever else has a label, that is to be pressed. */
export const pressed = (label: Text): ScreenPart => ({ kind: "row", label, press: true });
