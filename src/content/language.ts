/**
 * The languages that pages are written in. English is written as tables of texts, any other language is a catalogue of
 * what those texts are in it: `languages/`, named here.
 * @module
 */

import type { ClientId } from "../model/guides/client-id.ts";
import { formatNumber, selectPlural } from "../model/intl.ts";
import { later, type Soon } from "../model/soon.ts";
import { words } from "./en/words/words.ts";
import { nameFailures } from "./failure-ids.ts";
import type { SearchWords } from "./guide.ts";
import type { PluralForms } from "./map-texts.ts";
import { toAccents, toPseudoLocale, toRightToLeft } from "./pseudo-locale.ts";
import { type Translation, translate } from "./translation.ts";

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
export interface Language extends Wording, Texts {
  /** What programs show, in the language: by client, and then by what it shows in English. */
  readonly labels: Translation["labels"];
}

/** Those words are at hand before anything is loaded: every problem is said with them. */
export const ENGLISH: Wording = { tag: "en", dir: "ltr", name: "English", words };

/** A language that is there; what makes it of English is loaded when somebody first wants it. */
interface KnownLanguage extends LanguageName {
  /** Whether visitors are offered it: one is that is whole, every message translated (`npm run texts -- --check`). */
  readonly isOffered: boolean;
  /** Whether a browser may ask for it: not for one of which much is still missing. */
  readonly isNegotiated: boolean;
  readonly load: () => Promise<Translator>;
}

interface Translator {
  /** Makes a table of texts, which stands at `root`, one in the language. */
  readonly translate: <Content>(content: Content, root: string) => Content;
  readonly labels: Translation["labels"];
}

const KNOWN_ENGLISH: KnownLanguage = {
  ...{ tag: "en", dir: "ltr", name: "English", isOffered: true, isNegotiated: true },
  load: async () => ({ translate: (content) => content, labels: {} }),
};

const KNOWN_LANGUAGES: readonly KnownLanguage[] = [
  KNOWN_ENGLISH,
  translated({ tag: "de", dir: "ltr", name: "Deutsch", isOffered: true }, () => import("./languages/de.po")),
  translated({ tag: "es", dir: "ltr", name: "Español", isOffered: true }, () => import("./languages/es.po")),
  translated({ tag: "fr", dir: "ltr", name: "Français", isOffered: true }, () => import("./languages/fr.po")),
  translated({ tag: "it", dir: "ltr", name: "Italiano", isOffered: true }, () => import("./languages/it.po")),
  translated({ tag: "nl", dir: "ltr", name: "Nederlands", isOffered: true }, () => import("./languages/nl.po")),
  translated(
    { tag: "pt-BR", dir: "ltr", name: "Português (Brasil)", isOffered: true },
    () => import("./languages/pt-BR.po"),
  ),
  // For trying out whether pages are ready for more languages, and for those that are read from the right.
  pseudo({ tag: "en-XA", dir: "ltr", name: "Éñgłíšh" }, toAccents),
  pseudo({ tag: "ar-XB", dir: "rtl", name: "ثنغلهسا" }, toRightToLeft),
];

function translated(
  language: Omit<KnownLanguage, "load" | "isNegotiated">,
  load: () => Promise<{ readonly default: Translation }>,
): KnownLanguage {
  return {
    ...language,
    isNegotiated: language.isOffered,
    load: async () => {
      const { default: translation } = await load();
      return { translate: (content, root) => translate(translation, content, root), labels: translation.labels };
    },
  };
}

function pseudo(name: LanguageName, change: (text: string) => string): KnownLanguage {
  const translator: Translator = { translate: (content) => toPseudoLocale(content, change), labels: {} };
  return { ...name, isOffered: false, isNegotiated: true, load: async () => translator };
}

/** Those that visitors are offered; the others are shown to whoever asks for them by name. */
export const PUBLIC_LANGUAGES: readonly LanguageName[] = KNOWN_LANGUAGES.filter(({ isOffered }) => isOffered);

/** Those that a browser may ask for. Whoever set one up for a pseudo-locale wants to see it. */
export const NEGOTIATED_LANGUAGES: readonly LanguageName[] = KNOWN_LANGUAGES.filter(({ isNegotiated }) => isNegotiated);

/** By tag. The first is what everybody gets whose language is not there. */
export const LANGUAGES: ReadonlyMap<string, LanguageName> = new Map(
  KNOWN_LANGUAGES.map((language) => [language.tag, language]),
);

/** The language of that tag with all its texts, English where there is none. They are loaded for the first who asks. */
export const loadLanguage = keepByTag(async (known): Promise<Language> => {
  const [wording, { translate, labels }, english] = await Promise.all([
    loadWording(known.tag),
    known.load(),
    import("./en/texts.ts"),
  ]);
  const { clientNames, clientGuides, webmailGuides, sharedFailures, searchWords } = english;
  const named = nameFailures({ clientNames, clientGuides, webmailGuides, sharedFailures, searchWords });
  const texts = translate(named, "texts");
  return { ...wording, labels, ...texts, searchWords: joinSearchWords(texts.searchWords, searchWords) };
});

/**
 * By what a language asks and by what English does: codes and the texts of programs are in English for everybody. What the
 * language uses itself means what it means there: Portuguese "no" is no "not".
 */
function joinSearchWords(own: SearchWords, english: SearchWords): SearchWords {
  const isEnglish = own.synonyms.every((group, index) => group === english.synonyms[index]);
  if (isEnglish) return own;
  const taken = new Set([own.ignored, ...own.synonyms].flatMap(toMembers).map(toBare));
  const join = (one: string, other: string) =>
    one === other ? one : [one, ...toMembers(other).filter((member) => !taken.has(toBare(member)))].join(", ");
  return {
    ignored: join(own.ignored, english.ignored),
    weak: join(own.weak, english.weak),
    topics: join(own.topics, english.topics),
    synonyms: own.synonyms.map((group, index) => join(group, english.synonyms[index] ?? group)),
  };
}

const toMembers = (list: string) => list.split(",").map((member) => member.trim());
/** As people type it who leave accents out. */
const toBare = (member: string) => member.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The same without the texts of guides. */
export const loadWording = keepByTag(async ({ tag, dir, name, load }): Promise<Wording> => {
  const { translate } = await load();
  return { tag, dir, name, words: translate(words, "words") };
});

/** What is loaded once of each language, and then there without waiting. */
function keepByTag<Loaded extends object>(load: (known: KnownLanguage) => Promise<Loaded>) {
  const kept = new Map<string, () => Soon<Loaded>>();
  return (tag: string | undefined): Soon<Loaded> => {
    const known = KNOWN_LANGUAGES.find((language) => language.tag === tag) ?? KNOWN_ENGLISH;
    const find = kept.get(known.tag) ?? later(() => load(known));
    kept.set(known.tag, find);
    return find();
  };
}

/** What a program shows, and in which language that is. */
export interface ShownText {
  readonly text: string;
  readonly lang: string;
}

/** What a client shows where it shows `label` in English: by its own translation, as far as that is known. */
export function findShown({ tag, labels }: Language, id: ClientId | undefined, label: string): ShownText {
  const text = id === undefined ? undefined : labels[id]?.[label];
  return text === undefined ? { text: label, lang: "en" } : { text, lang: tag };
}

/** Words with a number in them, as the language counts and writes it. */
export function fillCount({ tag }: Pick<LanguageName, "tag">, words: PluralForms, count: number): string {
  return fillWords(words[selectPlural(tag, count)] ?? words.other, { count: formatNumber(tag, count) });
}

/** What stands before a value, a link or a list that text alone does not hold: "Guide:". */
export function toLeading({ values }: Words, label: string): string {
  return fillWords(values.labelled, { label, value: "" }).trimEnd();
}

/** Puts values into a text of the table. */
export function fillWords(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
