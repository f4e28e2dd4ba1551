/**
 * A language as it is translated: messages by their English text, and the labels of programs as these show them in it.
 * @module
 */
import type { ClientId } from "../model/guides/client-id.ts";
import { findContext } from "./contexts.ts";
import { mapTexts } from "./map-texts.ts";

/** What `src/build/translation-module.ts` makes of a catalogue and of the tables of labels. */
export interface Translation {
  /** By `toDigest` of `toMessageKey`. Of a message with a number, a text for each form that the language has, by the name of the form. */
  readonly messages: Readonly<Record<string, string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;
  /** By client, and then by the English label. */
  readonly labels: Readonly<Partial<Record<ClientId, Readonly<Record<string, string>>>>>;
}

/** A message is found by its English text, where that has two translations together with what tells them apart. */
export function toMessageKey(text: string, context: string | undefined): string {
  return context === undefined ? text : `${context}\u0004${text}`;
}

/**
 * What stands for a message's key in what is shipped, since the texts themselves would be half of each language: FNV-1a of 32 bits.
 * `src/build/translation-module.ts` refuses two messages with one digest.
 * @see https://datatracker.ietf.org/doc/draft-eastlake-fnv/
 */
export function toDigest(key: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A table with all its texts in the language; what is missing stays English. `root` is where in all tables it stands. */
export function translate<Content>({ messages }: Translation, content: Content, root: string): Content {
  const find = (text: string, path: string) => messages[toDigest(toMessageKey(text, findContext(path)))];
  return mapTexts(
    content,
    {
      text: (text, path) => {
        const found = find(text, path);
        return typeof found === "string" ? found : (found?.one ?? text);
      },
      plural: (forms, path) => {
        const found = find(forms.one, path);
        return typeof found === "object" ? { ...forms, ...found } : forms;
      },
    },
    root,
  );
}
