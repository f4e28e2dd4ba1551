/**
 * The messages of our English texts, as translators are given them.
 * @module
 */
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findContext } from "../../content/contexts.ts";
import { clientGuides, clientNames, searchWords, sharedFailures, webmailGuides } from "../../content/en/texts.ts";
import { words } from "../../content/en/words/words.ts";
import { mapTexts } from "../../content/map-texts.ts";
import { toMessageKey } from "../../content/translation.ts";

export interface Message {
  readonly text: string;
  /** What is said of more than one, where the text has a number in it. */
  readonly plural: string | undefined;
  readonly context: string | undefined;
  /** What it is in its tables: `words.guide.check`, or the `cure` of some guide. */
  readonly places: readonly string[];
  /** The files that say it, below the root. */
  readonly references: readonly string[];
}

interface Found {
  readonly text: string;
  readonly plural: string | undefined;
  readonly path: string;
}

const ROOT = join(import.meta.dirname, "../../..");

/** In the order in which they are best translated: what every page says first. */
const SOURCES = [
  "words/*.ts",
  "client-names.ts",
  "clients/**/*.ts",
  "senders/*.ts",
  "webmail/*.ts",
  "failures/*.ts",
  "*/*.ts",
].map((pattern) => `src/content/en/${pattern}`);

/** They put together what other files say. */
const TABLES: ReadonlySet<string> = new Set(["words.ts", "webmail.ts"]);

/** All that pages say, each message once, by file and in the order of the file. */
export async function extractMessages(): Promise<readonly Message[]> {
  const references = await findReferences();
  const said = [
    ...textsOf(words, "words"),
    ...textsOf({ clientNames, clientGuides, webmailGuides, sharedFailures, searchWords }, "texts"),
  ];
  const byKey = Map.groupBy(said, ({ text, path }) => toMessageKey(text, findContext(path)));
  const messages = [...byKey.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const { text, path } = first;
    const message: Message = {
      text,
      plural: found.find(({ plural }) => plural !== undefined)?.plural,
      context: findContext(path),
      places: [...new Set(found.map((place) => toPlace(place.path)))],
      references: [...(references.get(text) ?? [])],
    };
    return [message];
  });
  // As the files are: each knows its texts in their order.
  const order = [...references.keys()];
  const places = new Map(order.map((text, index) => [text, index]));
  return messages.sort(
    (one, other) => (places.get(one.text) ?? order.length) - (places.get(other.text) ?? order.length),
  );
}

/** The files that say a text, by the text, as the files and the texts in them follow each other. */
async function findReferences(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const references = new Map<string, Set<string>>();
  const files = new Set(SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }).sort()));
  for (const path of [...files].filter((name) => !TABLES.has(basename(name)))) {
    const file = path.replaceAll("\\", "/");
    const tables: object = await import(pathToFileURL(join(ROOT, file)).href);
    for (const { text } of textsOf({ ...tables }, "")) {
      const known = references.get(text) ?? new Set();
      references.set(text, known.add(file));
    }
  }
  return references;
}

function textsOf(table: object, root: string): readonly Found[] {
  const found: Found[] = [];
  mapTexts(
    table,
    {
      text: (text, path) => {
        found.push({ text, plural: undefined, path });
        return text;
      },
      plural: (forms, path) => {
        found.push({ text: forms.one, plural: forms.other, path });
        return forms;
      },
    },
    root,
  );
  return found;
}

/** Words of pages have names of their own; of a guide it says enough which member it is. */
function toPlace(path: string): string {
  return path.startsWith("words.") ? path : (path.match(/[a-zA-Z]\w*(?=(?:\.\d+)*$)/)?.[0] ?? path);
}
