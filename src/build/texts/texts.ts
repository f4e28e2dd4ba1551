/**
 * What translators work with: `npm run texts` brings `src/content/languages` up to date with our English texts,
 * `messages.pot` for whoever begins a language and the catalogue of each. docs/translating.md says how to translate.
 *
 * With `--check` it writes nothing, and says what is out of date or wrong and how much of each language is translated;
 * `--list de [file]` prints what is missing, of one source file or all, as JSON; `--put de file.json` puts such JSON in.
 * @module
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PUBLIC_LANGUAGES } from "../../content/language.ts";
import { type Catalogue, type Entry, isTranslated, keyOf, parseCatalogue, printCatalogue } from "./catalogue.ts";
import { findFaults } from "./check-entry.ts";
import { extractMessages } from "./extract-messages.ts";
import { mergeCatalogue, toTemplate } from "./merge-catalogue.ts";

const FOLDER = join(import.meta.dirname, "../../content/languages");
const MARKS = "docs/translating.md says what stays as it is";
const TEMPLATE = join(FOLDER, "messages.pot");

/** A text of a message, or of one with a number in it a text for each form. */
type Translations = Readonly<Record<string, string | readonly string[]>>;

const [command, tag = "", file] = process.argv.slice(2);
const messages = await extractMessages();
if (command === undefined) update();
else if (command === "--check") check();
else if (command === "--list" && isLanguage(tag)) list(tag, file);
else if (command === "--put" && isLanguage(tag) && file !== undefined) put(tag, JSON.parse(readFileSync(file, "utf8")));
else fail("unknown command, or no such language", "npm run texts -- [--check | --list TAG [FILE] | --put TAG JSON]");

function update(): void {
  writeFileSync(TEMPLATE, printCatalogue(toTemplate(messages)));
  for (const language of listTags()) writeFileSync(pathOf(language), printCatalogue(readCurrent(language)));
}

function check(): void {
  const checkCurrent = (path: string, text: string) => {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text)
      fail(`${basename(path)} is out of date`, "npm run texts");
  };
  checkCurrent(TEMPLATE, printCatalogue(toTemplate(messages)));
  for (const language of listTags()) {
    const catalogue = readCurrent(language);
    checkCurrent(pathOf(language), printCatalogue(catalogue));
    const done = catalogue.entries.filter(isTranslated);
    for (const entry of done)
      for (const fault of findFaults(entry)) fail(`${language}.po: ${JSON.stringify(entry.text)} ${fault}`, MARKS);
    const [part, whole] = [done.length, catalogue.entries.length];
    process.stdout.write(`${language}: ${part} of ${whole} messages, ${Math.floor((part / whole) * 100)} %\n`);
    if (part < whole && PUBLIC_LANGUAGES.some(({ tag: offered }) => offered === language))
      fail(
        `${language} is offered, and not whole`,
        "translate the rest, or offer it no longer: src/content/language.ts",
      );
  }
}

/** What was said of a former text is listed with it, as a proposal. */
function list(language: string, source: string | undefined): void {
  const missing = readCurrent(language).entries.filter(
    (entry) => !isTranslated(entry) && (source === undefined || entry.references?.[0]?.endsWith(source) === true),
  );
  const translations: Translations = Object.fromEntries(
    missing.map((entry) => [
      keyOf(entry),
      entry.plural === undefined ? (entry.translations[0] ?? "") : entry.translations,
    ]),
  );
  process.stdout.write(`${JSON.stringify(translations, undefined, 1)}\n`);
}

function put(language: string, translations: Translations): void {
  const catalogue = readCurrent(language);
  const entries = new Map(catalogue.entries.map((entry) => [keyOf(entry), entry]));
  for (const [key, said] of Object.entries(translations)) {
    const [entry, texts] = [entries.get(key), typeof said === "string" ? [said] : said];
    if (texts.every((text) => text === "")) continue;
    const fault = entry === undefined ? "is no message" : findFault(entry, texts);
    if (fault !== undefined) fail(`${JSON.stringify(key)} ${fault}`, MARKS);
    else if (entry !== undefined) entries.set(key, { ...entry, translations: texts, former: undefined });
  }
  writeFileSync(pathOf(language), printCatalogue({ ...catalogue, entries: [...entries.values()] }));
}

function findFault(entry: Entry, translations: readonly string[]): string | undefined {
  if (translations.length !== entry.translations.length) return `takes ${entry.translations.length} forms, in a list`;
  return findFaults({ ...entry, translations }).join(", ") || undefined;
}

function listTags(): string[] {
  return globSync("*.po", { cwd: FOLDER })
    .map((name) => basename(name, ".po"))
    .sort();
}

function isLanguage(name: string): boolean {
  return listTags().includes(name);
}

function pathOf(language: string): string {
  return join(FOLDER, `${language}.po`);
}

/** A catalogue with the messages of now. */
function readCurrent(language: string): Catalogue {
  return mergeCatalogue(parseCatalogue(readFileSync(pathOf(language), "utf8")), messages, language);
}

function fail(error: string, hint: string): void {
  process.stderr.write(`texts: error: ${error}\nhint: ${hint}\n`);
  process.exitCode = 1;
}
