/**
 * The languages that pages are written in. A language is one folder of texts, named here.
 * @module
 */

import type { WebmailProduct } from "../model/guides/webmail-product.ts";
import { formatNumber, selectPlural } from "../model/intl.ts";
import { clientNames } from "./en/client-names.ts";
import { sharedFailures } from "./en/failures/shared-failures.ts";
import { clientGuides } from "./en/guides.ts";
import { webmailGuides } from "./en/webmail/webmail.ts";
import { words } from "./en/words/words.ts";
import type { ClientGuides, ClientNames, FailureGroup, WebmailGuides } from "./guide.ts";
import { toPseudoLocale } from "./pseudo-locale.ts";

export type Words = typeof words;

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly dir: "ltr" | "rtl";
  /** What it calls itself. */
  readonly name: string;
  readonly words: Words;
  readonly clientNames: ClientNames;
  readonly clientGuides: ClientGuides;
  readonly webmailGuides: Readonly<Record<WebmailProduct, WebmailGuides>>;
  /** Error texts that belong to no program, for the index of them. */
  readonly sharedFailures: readonly FailureGroup[];
}

const texts = { words, clientNames, clientGuides, webmailGuides, sharedFailures };

export const ENGLISH: Language = { ...texts, tag: "en", dir: "ltr", name: "English" };

/** For trying out whether pages are ready for more languages. Few ask for it, so it is made for the first who does. */
const PSEUDO: Language = {
  tag: "en-XA",
  dir: "ltr",
  name: "Éñgłíšh",
  get words() {
    return accented().words;
  },
  get clientNames() {
    return accented().clientNames;
  },
  get clientGuides() {
    return accented().clientGuides;
  },
  get webmailGuides() {
    return accented().webmailGuides;
  },
  get sharedFailures() {
    return accented().sharedFailures;
  },
};

let made: typeof texts | undefined;

function accented(): typeof texts {
  made ??= toPseudoLocale(texts);
  return made;
}

/** Those that visitors are offered. */
export const PUBLIC_LANGUAGES: readonly Language[] = [ENGLISH];

/** By tag. The first is what everybody gets whose language is not there. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  [...PUBLIC_LANGUAGES, PSEUDO].map((language) => [language.tag, language]),
);

/** Words with a number in them, as the language counts and writes it. */
export function fillCount(
  { tag }: Pick<Language, "tag">,
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
