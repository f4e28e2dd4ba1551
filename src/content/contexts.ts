/**
 * English texts that another language says in two ways: where one of them stands, and what translators are told of it
 * (`msgctxt`). All other messages are known by their text alone.
 * @module
 */
const CONTEXTS: ReadonlyMap<string, string> = new Map([["words.values.authentications.none", "authentication"]]);

/** What tells the text at a path from the same text elsewhere, where that is needed. */
export function findContext(path: string): string | undefined {
  return CONTEXTS.get(path);
}
