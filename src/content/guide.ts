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
import type { LayoutId } from "./layouts.ts";

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
  /** Neither server does without encryption. */
  | "encrypted"
  | "encrypted-in"
  | "encrypted-smtp"
  /** A password opens the mailbox, or none is asked for: the only way in is not OAuth2. */
  | "password"
  /** A password opens the mailbox as it is typed. */
  | "plain-password"
  /** The outgoing server asks for a login; where it does not, what names `{smtp.user}` is not told either. */
  | "login-smtp"
  | "short-user"
  | "full-user"
  /** One login for both servers, the address or what stands before its @: some programs try no other. */
  | "usual-user"
  /** Calendars and contacts are on servers of their own, or have logins of their own. */
  | "contacts-apart";

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
  /** Whether the mailbox's password is typed here; where a drawing has a field for it, that says so. */
  readonly asksPassword?: true;
}

/**
 * A dialog with what it shows, in the program's own order; how it is laid out is its layout's (`layouts.ts`). One thing in
 * it is marked as what to press, and its label stands in the step's text as well; none, where nobody knows what the button
 * is called. `docs/drawing-dialogs.md` says how to draw one.
 */
export interface Screen {
  /** Without it, the client's own (`catalogue.ts`). */
  readonly layout?: LayoutId;
  readonly title: Text;
  /** What the bar at the top says where the layout has the title below it. */
  readonly bar?: Text;
  /** What stands beside the arrow that leads back; an empty text where that is the arrow alone. */
  readonly back?: Text;
  /** The list at the side of a settings window, of which one entry is open. */
  readonly side?: Options;
  readonly parts: readonly ScreenPart[];
  /** The buttons at the dialog's edge, all of them, in the order in which the program shows them. */
  readonly buttons?: readonly Text[];
  /** The label that is marked, where it is that of `back`, of one of `buttons` or of the open entry of `side`. */
  readonly press?: Text;
}

/** Several labels of which one is chosen. */
interface Options {
  readonly labels: readonly Text[];
  /** One of `labels`, or a value that begins with one: `{in.protocol}` is POP3 where a program says POP. */
  readonly chosen: Text;
}

/** `press` marks the part as what to press; of several labels, the chosen one. */
interface Pressable {
  readonly press?: true;
}

interface State extends Pressable {
  readonly label: Text;
  readonly on: boolean;
}

export type ScreenPart = Conditional &
  (
    | { readonly kind: "heading"; readonly text: Text }
    | { readonly kind: "note"; readonly text: Text }
    /** What the program shows in red. */
    | { readonly kind: "warning"; readonly text: Text }
    | { readonly kind: "field"; readonly label: Text; readonly value: Text }
    /** A list that opens, with the value to choose. */
    | { readonly kind: "choice"; readonly label: Text; readonly value: Text }
    | { readonly kind: "password"; readonly label: Text }
    | ({ readonly kind: "tick" } & State)
    | ({ readonly kind: "switch" } & State)
    /** One of several that exclude each other; `badge` stands beside the label, `detail` in small letters below. */
    | ({ readonly kind: "radio"; readonly badge?: Text; readonly detail?: Text } & State)
    /** A line to press that leads on, with its value at the end. */
    | ({ readonly kind: "row"; readonly label: Text; readonly value?: Text } & Pressable)
    /** A button or a link that stands among the fields. */
    | ({ readonly kind: "button"; readonly label: Text } & Pressable)
    | ({ readonly kind: "link"; readonly label: Text } & Pressable)
    /** A strip of tabs above what they hold. */
    | ({ readonly kind: "tabs" } & Options & Pressable)
    /** A switch of several positions, such as IMAP and POP. */
    | ({ readonly kind: "segments" } & Options & Pressable)
    /** Kinds of accounts or providers to choose from, each with a sign; the one to choose is `chosen`. */
    | ({ readonly kind: "tiles" } & Options & Pressable)
    /** Parts beside each other. */
    | { readonly kind: "line"; readonly parts: readonly ScreenPart[] }
  );

/** A way to the goal: numbered steps. Where several lead there, each has a title that says when it is the reader's. */
export interface Path extends Conditional {
  readonly title?: Text;
  readonly intro?: Text;
  readonly steps: readonly Step[];
  /** Whether few readers need it: it has a title, and is folded under that. */
  readonly isRare?: true;
}

/** Something that goes wrong. */
export interface Failure extends Conditional {
  /** Its anchor on pages; where tables are loaded, `nameFailures` makes it. */
  readonly id?: string;
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

/** How a language asks for failures: each text is words with commas between them. */
export interface SearchWords {
  /** Words that say nothing of what is wrong. */
  readonly ignored: string;
  /** Words of nearly every question: they decide only where nothing else does. */
  readonly weak: string;
  /** Words of programs' names that are no names: who asks for a calendar may have any program. */
  readonly topics: string;
  /** Words, or two of them together, that mean the same. Slips that are often made are among them. */
  readonly synonyms: readonly string[];
}

/** The guide of one client. Sections that a client has nothing for are left out, never empty. */
export interface ClientGuide {
  /** One sentence: how this goes with this program. */
  readonly verdict: Text;
  /** The same where nothing of `automatic` holds at the domain. */
  readonly verdictByHand?: Text;
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
  /** Who else sees login data and mail. */
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

/**
 * What people call each client, and which versions its guide was written for; nothing where that is any. The guide's heading
 * where it is not about setting up a program of that name.
 */
export type ClientNames = Readonly<
  Record<ClientId, { readonly name: string; readonly versions: string; readonly heading?: string }>
>;

export type ClientGuides = Readonly<Record<ClientId, ClientGuide>>;

// Short forms, so that a guide reads like its dialogs.

type Part<Kind extends ScreenPart["kind"]> = Extract<ScreenPart, { readonly kind: Kind }>;

export const field = (label: Text, value: Text): Part<"field"> => ({ kind: "field", label, value });
export const choice = (label: Text, value: Text): Part<"choice"> => ({ kind: "choice", label, value });
export const password = (label: Text): Part<"password"> => ({ kind: "password", label });
/** A box or a switch for encryption, that is on where the server does encrypt. */
export const onIfEncrypted = (
  part: Part<"tick"> | Part<"switch">,
  condition: "encrypted-in" | "encrypted-smtp",
): readonly ScreenPart[] => [
  { ...part, on: true, when: [condition] },
  { ...part, on: false, unless: [condition] },
];
/** A failure whose cure takes what not every domain has; where it has none, another cure is told. */
export const curedWith = (condition: Condition, failure: Failure, cureWithout: Text): readonly Failure[] => [
  { ...failure, when: [condition] },
  { ...failure, unless: [condition], cure: cureWithout },
];
/** For the outgoing server, which need not ask for a login. */
export const sendingPassword = (label: Text): Part<"password"> & Conditional => ({
  ...password(label),
  when: ["login-smtp"],
});
export const heading = (text: Text): Part<"heading"> => ({ kind: "heading", text });
export const note = (text: Text): Part<"note"> => ({ kind: "note", text });
export const warning = (text: Text): Part<"warning"> => ({ kind: "warning", text });
export const ticked = (label: Text): Part<"tick"> => ({ kind: "tick", label, on: true });
export const unticked = (label: Text): Part<"tick"> => ({ kind: "tick", label, on: false });
export const switchedOn = (label: Text): Part<"switch"> => ({ kind: "switch", label, on: true });
export const chosen = (label: Text, detail?: Text): Part<"radio"> => radio(label, true, detail);
export const notChosen = (label: Text, detail?: Text): Part<"radio"> => radio(label, false, detail);
export const row = (label: Text, value?: Text): Part<"row"> =>
  value === undefined ? { kind: "row", label } : { kind: "row", label, value };
export const button = (label: Text): Part<"button"> => ({ kind: "button", label });
export const link = (label: Text): Part<"link"> => ({ kind: "link", label });
export const tabs = (labels: readonly Text[], open: Text): Part<"tabs"> => ({ kind: "tabs", labels, chosen: open });
export const segments = (labels: readonly Text[], set: Text): Part<"segments"> => ({
  kind: "segments",
  labels,
  chosen: set,
});
/** The chosen one is what to press. */
export const tiles = (labels: readonly Text[], wanted: Text): Part<"tiles"> => ({
  kind: "tiles",
  labels,
  chosen: wanted,
  press: true,
});
/** Tiles of which none is wanted. */
export const offered = (labels: readonly Text[]): Part<"tiles"> => ({ kind: "tiles", labels, chosen: "" });
export const line = (...parts: readonly ScreenPart[]): Part<"line"> => ({ kind: "line", parts });
/** What is to be pressed; a label alone is that of a row. */
export const pressed = (part: Text | Extract<ScreenPart, Pressable>): ScreenPart =>
  typeof part === "string" ? { kind: "row", label: part, press: true } : { ...part, press: true };

function radio(label: Text, on: boolean, detail: Text | undefined): Part<"radio"> {
  return detail === undefined ? { kind: "radio", label, on } : { kind: "radio", label, on, detail };
}
