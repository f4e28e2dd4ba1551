/**
 * A catalogue of messages, with the labels of programs in its language, as what runs imports it.
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Translation, toDigest } from "../content/translation.ts";
import type { ClientId } from "../model/guides/client-id.ts";
import type { LabelTable } from "./label-table.ts";
import { isTranslated, keyOf, parseCatalogue } from "./texts/catalogue.ts";

export const LABEL_FOLDER = join(import.meta.dirname, "../content/labels");

/** The catalogue as a module. Text that is parsed as JSON is there in half the time that an object takes as code. */
export function toTranslationModule(path: string): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(readTranslation(path)))});`;
}

export function readTranslation(path: string): Translation {
  return toTranslation(readFileSync(path, "utf8"), basename(path, ".po"));
}

export function toTranslation(catalogue: string, tag: string): Translation {
  const key = `${tag} ${catalogue}`;
  const messages = parsed.get(key) ?? toMessages(catalogue, tag);
  parsed.set(key, messages);
  return { messages, labels: readLabels(tag) };
}

/** By language and text: what is built for Node, for workerd and for tests parses a catalogue once. */
const parsed = new Map<string, Translation["messages"]>();

function toMessages(catalogue: string, tag: string): Translation["messages"] {
  const categories = categoriesOf(tag);
  const taken = new Map<string, string>();
  const messages: Record<string, Translation["messages"][string]> = {};
  for (const entry of parseCatalogue(catalogue).entries) {
    const digest = toDigest(keyOf(entry));
    const other = taken.get(digest);
    // Be it translated or not: an English text must never find what another is in the language.
    if (other !== undefined)
      throw new Error(`two messages have one digest: change a word of “${entry.text}” or “${other}”`);
    taken.set(digest, entry.text);
    if (!isTranslated(entry)) continue;
    const translations = entry.translations.map(keepWhole);
    const [text = ""] = translations;
    const forms = translations.map((form, index) => [categories[index], form] as const);
    messages[digest] = entry.plural === undefined ? text : Object.fromEntries(forms);
  }
  return messages;
}

/** No line ends after the E of "E-Mail": translators type a hyphen, and readers get one that does not break. */
function keepWhole(text: string): string {
  return text.replace(/(?<!\p{L})(e)-(?=mail)/giu, "$1\u2011");
}

const ORDER = ["zero", "one", "two", "few", "many", "other"] as const;

/** The forms that a language has for numbers, in the order in which its catalogue has them. */
export function categoriesOf(tag: string): readonly Intl.LDMLPluralRule[] {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  return ORDER.filter((category) => pluralCategories.includes(category));
}

function readLabels(tag: string): Translation["labels"] {
  const labels: Partial<Record<ClientId, Readonly<Record<string, string>>>> = {};
  for (const { client, table } of readLabelTables()) {
    const known = Object.entries(table.labels).flatMap(([label, { translations }]) => {
      const text = translations[tag];
      return text === undefined ? [] : [[label, text] as const];
    });
    if (known.length > 0) labels[client] = Object.fromEntries(known);
  }
  return labels;
}

export function readLabelTables(): { readonly client: ClientId; readonly table: LabelTable }[] {
  return readdirSync(LABEL_FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({
      // A table is named for its client: test/content/labels.test.ts.
      client: basename(name, ".json") as ClientId,
      table: JSON.parse(readFileSync(join(LABEL_FOLDER, name), "utf8")) as LabelTable,
    }));
}
