/**
 * The languages that pages are written in. A language is one folder of texts, named here.
 * @module
 */

import { formatNumber, selectPlural } from "../model/intl.ts";
import { words } from "./en/words/words.ts";
import { toPseudoLocale } from "./pseudo-locale.ts";

export type Words = typeof words;

/** All that a language says in guides, beside the words of pages. */
type Texts = typeof import("./en/texts.ts");

export interface LanguageName {
  /** BCP 47. */
  readonly tag: string;
  readonly dir: "ltr" | "rtl";
  /** What it calls itself. */
  readonly name: string;
}

/** A language as far as what pages say around their content: enough for problems, profiles and the console. */
export interface Wording extends LanguageName {
  readonly words: Words;
}

/** A language with all its texts. */
export interface Language extends Wording, Texts {}

/** Those words are at hand before anything is loaded: every problem is said with them. */
export const ENGLISH: Wording = { tag: "en", dir: "ltr", name: "English", words };

type Translate = <Content>(content: Content) => Content;

interface KnownLanguage extends LanguageName {
  readonly translate: Translate;
}

const KNOWN_ENGLISH: KnownLanguage = { tag: "en", dir: "ltr", name: "English", translate: (content) => content };

/** For trying out whether pages are ready for more languages. */
const PSEUDO: KnownLanguage = { tag: "en-XA", dir: "ltr", name: "Éñgłíšh", translate: toPseudoLocale };

/** Those that visitors are offered. */
export const PUBLIC_LANGUAGES: readonly LanguageName[] = [KNOWN_ENGLISH];

const KNOWN: ReadonlyMap<string, KnownLanguage> = new Map(
  [KNOWN_ENGLISH, PSEUDO].map((language) => [language.tag, language]),
);

/** By tag. The first is what everybody gets whose language is not there. */
export const LANGUAGES: ReadonlyMap<string, LanguageName> = KNOWN;

const loaded = new Map<string, Promise<Language>>();

/** The language of that tag with all its texts, English where there is none. They are loaded for the first who asks. */
export function loadLanguage(tag: string | undefined): Promise<Language> {
  const known = findKnown(tag);
  const found = loaded.get(known.tag) ?? load(known);
  loaded.set(known.tag, found);
  return found;
}

async function load(known: KnownLanguage): Promise<Language> {
  const { translate, ...name } = known;
  const [wording, texts] = [await loadWording(name.tag), await import("./en/texts.ts")];
  return { ...wording, ...translate({ ...texts }) };
}

const wordings = new Map<string, Promise<Wording>>();

/** The same without the texts of guides. */
export function loadWording(tag: string | undefined): Promise<Wording> {
  const { translate, ...name } = findKnown(tag);
  const found = wordings.get(name.tag) ?? Promise.resolve({ ...name, words: translate(words) });
  wordings.set(name.tag, found);
  return found;
}

function findKnown(tag: string | undefined): KnownLanguage {
  return KNOWN.get(tag ?? "") ?? KNOWN_ENGLISH;
}

/** Words with a number in them, as the language counts and writes it. */
export function fillCount(
  { tag }: Pick<LanguageName, "tag">,
  words: Readonly<Record<"one" | "other", string>>,
  count: number,
): string {
  const chosen = selectPlural(tag, count) === "one" ? words.one : words.other;
  return fillWords(chosen, { count: formatNumber(tag, count) });
}

/** Puts values into a text of the table. */
export function fillWords(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
