import type { MailAccount } from "../model/address/mail-account.ts";
import { onceFor } from "../model/once-for.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { fillTemplates, findTemplateNames } from "../model/settings/template.ts";
import { escapeMarkup, escapeXml } from "./markup.ts";
import { type Bytes, concatenate, encodeText, type RenderedDocument } from "./rendered-document.ts";

/** What belongs to one person, by the name of the hole that it fills. */
export type Values = Readonly<Record<string, string>>;

/**
 * A format whose documents for one domain differ in a few values only. Both halves are pure. `http/wire/document-cache.ts`
 * keeps the first half's result, so that a request costs no more than putting values into a finished document.
 */
export interface PersonalFormat<Options> {
  /** The document of everybody at a domain, with a `hole()` wherever a value of one person goes. */
  renderTemplate(settings: ServerSettings, options: Options): RenderedDocument | Promise<RenderedDocument>;
  /** What fills the holes of these `names` for one person, in their order. It is escaped when it is filled in. */
  toValues(account: MailAccount, options: Options, names: readonly string[]): readonly string[];
  /** The options as the template is given them, where some of them are one person's: without those. */
  withoutPerson?(options: Options): Options;
}

/** A document cut at its holes: `parts` has one element more than `holes`, which are places in `names`. */
export interface DocumentTemplate {
  readonly document: RenderedDocument;
  readonly parts: readonly string[];
  readonly holes: readonly number[];
  /** Each name once: a value that stands in many places is looked up and escaped once. */
  readonly names: readonly string[];
}

// Noncharacters: `model/text.ts` keeps them out of every setting, and no serialiser escapes them.
const OPEN = "\u{FDD0}";
const CLOSE = "\u{FDD1}";

/** Stands in a document for a value that `fillTemplate` puts there. */
export function hole(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** A user name as settings have it, with a hole for each thing that is one person's. */
export function toHoles(template: string, toName: (name: string) => string = (name) => name): string {
  return fillTemplates(template, new Map(findTemplateNames(template).map((name) => [name, hole(toName(name))])));
}

const HOLE = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "u");

function hasHole(text: string): boolean {
  return text.includes(OPEN);
}

/** A text with every hole filled, where nothing is to be escaped. */
export function fillText(text: string, values: Values): string {
  return mapHoles(text, (name) => valueIn(name, values));
}

/** A text with something else in place of each hole. */
export function mapHoles(text: string, map: (name: string) => string): string {
  return hasHole(text)
    ? text
        .split(HOLE)
        .map((part, index) => (index % 2 === 0 ? part : map(part)))
        .join("")
    : text;
}

export function toDocumentTemplate(document: RenderedDocument): DocumentTemplate {
  const pieces = document.body.split(HOLE);
  const filled = pieces.filter((_, index) => index % 2 === 1);
  const names = [...new Set(filled)];
  return {
    document,
    parts: pieces.filter((_, index) => index % 2 === 0).map(toCompact),
    holes: filled.map((name) => names.indexOf(name)),
    names,
  };
}

/**
 * The same text, made anew. V8 gives each character of a text two bytes where one of them is a noncharacter, and so do all that are
 * cut from it or joined with that: to write out a profile then took seven times as long.
 */
function toCompact(text: string): string {
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(encodeText(text));
}

/** Those of `names`, in their order. */
export function orderValues(values: Values, names: readonly string[]): string[] {
  return names.map((name) => valueIn(name, values));
}

/**
 * The document with every hole filled.
 * @param values in the order of the template's names: text, which is escaped as XML and HTML ask
 */
export function fillTemplate(
  { document, parts, holes }: DocumentTemplate,
  values: readonly string[],
): RenderedDocument {
  if (holes.length === 0) return document;
  const texts = escapeValues(document, values);
  // Joined at once: what is added piece by piece is put together only when it leaves, which costs JavaScriptCore more.
  const pieces = new Array<string>(2 * holes.length + 1);
  pieces[0] = parts[0] ?? "";
  for (let index = 0; index < holes.length; index += 1) {
    pieces[2 * index + 1] = texts[holes[index] ?? 0] ?? "";
    pieces[2 * index + 2] = parts[index + 1] ?? "";
  }
  return { ...document, body: pieces.join("") };
}

/**
 * The same as bytes. V8 gives each character of a text two bytes where one is beyond Latin-1, as in every page: to join such texts and
 * to write them out takes twenty times as long as to put bytes beside each other.
 */
export function fillTemplateBytes(template: DocumentTemplate, values: readonly string[]): RenderedDocument<Bytes> {
  const { document, holes } = template;
  const parts = encodeParts(template);
  const filled = escapeValues(document, values).map(encodeText);
  const pieces = parts.flatMap((part, index) => (index === 0 ? [part] : [filled[holes[index - 1] ?? 0] ?? NONE, part]));
  return { ...document, body: concatenate(pieces) };
}

const encodeParts = onceFor(({ parts }: DocumentTemplate) => parts.map(encodeText));
const NONE = new Uint8Array();

function escapeValues({ contentType }: RenderedDocument, values: readonly string[]): string[] {
  return values.map(contentType.startsWith("text/html") ? escapeMarkup : escapeXml);
}

function valueIn(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`no value for the hole "${name}"`);
  return value;
}

/** One person's document, rendered from nothing. */
export async function renderPersonal<Options>(
  format: PersonalFormat<Options>,
  account: MailAccount,
  options: Options,
): Promise<RenderedDocument> {
  const shared = format.withoutPerson?.(options) ?? options;
  const template = toDocumentTemplate(await format.renderTemplate(account.settings, shared));
  return fillTemplate(template, format.toValues(account, options, template.names));
}
