/**
 * A catalogue brought up to date with our English texts: nothing that translators wrote is lost.
 * @module
 */
import { categoriesOf } from "../translation-module.ts";
import { type Catalogue, type Entry, keyOf } from "./catalogue.ts";
import type { Message } from "./extract-messages.ts";

/** How alike two texts must be for the translation of one to be proposed for the other. */
const ALIKE = 0.7;
/** Shorter texts are alike by chance. */
const LONG_ENOUGH = 12;

/**
 * Messages as they are now. A text that was changed a little gets its old translation as a proposal, which nobody is shown;
 * what is no longer said goes to the end, and comes back if it is said again.
 */
export function mergeCatalogue(catalogue: Catalogue, messages: readonly Message[], tag: string): Catalogue {
  const { headers, entries, former } = catalogue;
  const known = new Map([...former, ...entries].map((entry) => [keyOf(entry), entry]));
  const current = new Set(messages.map(keyOf));
  const left = [...known.values()].filter((entry) => !current.has(keyOf(entry)) && entry.translations.some(Boolean));
  return {
    headers,
    entries: messages.map((message): Entry => {
      const forms = message.plural === undefined ? 1 : categoriesOf(tag).length;
      const own = known.get(keyOf(message));
      if (own !== undefined && isPlural(own) === isPlural(message))
        return { ...message, translations: toForms(own, forms), notes: own.notes, former: own.former };
      const alike = findAlike(message, left);
      return alike === undefined
        ? { ...message, translations: Array<string>(forms).fill("") }
        : { ...message, translations: toForms(alike, forms), notes: alike.notes, former: alike.text };
    }),
    former: left.map(({ text, plural, context, translations, notes }) => ({
      text,
      plural,
      context,
      translations,
      notes,
    })),
  };
}

/** The messages alone, for whoever begins a language. */
export function toTemplate(messages: readonly Message[]): Catalogue {
  return {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit" },
    entries: messages.map((message) => ({ ...message, translations: message.plural === undefined ? [""] : ["", ""] })),
    former: [],
  };
}

function isPlural({ plural }: Pick<Entry, "plural">): boolean {
  return plural !== undefined;
}

function toForms({ translations }: Entry, count: number): string[] {
  return Array.from({ length: count }, (_, index) => translations[index] ?? "");
}

function findAlike(message: Message, entries: readonly Entry[]): Entry | undefined {
  if (message.text.length < LONG_ENOUGH) return undefined;
  const [best] = entries
    .filter((entry) => isPlural(entry) === isPlural(message) && entry.text.length >= LONG_ENOUGH)
    .map((entry) => ({ entry, alike: compare(message.text, entry.text) }))
    .sort((one, other) => other.alike - one.alike);
  return best !== undefined && best.alike >= ALIKE ? best.entry : undefined;
}

/** By the pairs of letters that both have (Dice's coefficient). */
function compare(one: string, other: string): number {
  const pairsOf = (text: string) => Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));
  const left = new Map<string, number>();
  for (const pair of pairsOf(one)) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of pairsOf(other)) {
    const count = left.get(pair) ?? 0;
    if (count > 0) shared += 1;
    left.set(pair, count - 1);
  }
  return (2 * shared) / (one.length + other.length - 2);
}
