/**
 * How error texts are looked up, by the service and by the script of its page.
 * @module
 */

/** Above this, what was pasted holds more than the program said: names, times, another sentence. */
const WHOLE_WORDS = 5;
const ENOUGH = 0.7;

/** Longer than any error text. What is pasted beyond either limit is not looked at, so that no text costs much time. */
const MAX_CHARACTERS = 2000;
const MAX_WORDS = 100;

/**
 * Whether an entry is one that is asked for, both as their words. A code is enough, with or without its 0x; otherwise
 * every word must begin one of the entry's, or most of them where the text is long. Case, accents and order are of no
 * account.
 */
export function matchesSearch(asked: readonly string[], entry: readonly string[]): boolean {
  const isKnown = (word: string) => entry.some((other) => other.startsWith(word));
  if (asked.some((word) => isCode(word) && entry.includes(word))) return true;
  const needed = asked.length > WHOLE_WORDS ? Math.ceil(asked.length * ENOUGH) : asked.length;
  let others = asked.length - needed;
  return asked.every((word) => isKnown(word) || others-- > 0);
}

/** The words of a text as they are compared. Addresses are none: an error text often names the reader's own. */
export function toSearchWords(text: string): string[] {
  const words =
    text
      .slice(0, MAX_CHARACTERS)
      .normalize("NFKD")
      // One character may have become eighteen.
      .slice(0, MAX_CHARACTERS)
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/\s/)
      .filter((part) => part.lastIndexOf("@") < 1)
      .join(" ")
      .match(/(?<!\d)\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];
  const bare = words.map((word) => word.replace(/^0x/, "")).filter((word) => word !== "");
  return [...new Set(bare)].slice(0, MAX_WORDS);
}

/** Windows' codes, such as 0x800CCC0E, and mail servers', such as 5.7.8. A word of eight letters is none. */
function isCode(word: string): boolean {
  return /^(?=.*\d)[0-9a-f]{8}$|^[245]\.\d{1,3}\.\d{1,3}$/.test(word);
}
