/**
 * What of a bulk is written together.
 * @module
 */

/** One line of a bulk: an address, for a login name. */
interface Line {
  readonly kind: "provider" | "domain" | "login";
  readonly name: string;
}

/** Domains that follow each other are written together, and so are login names of one domain. */
export function isWrittenTogether(one: Line, other: Line): boolean {
  if (one.kind !== other.kind || one.kind === "provider") return false;
  return one.kind === "domain" || findLoginDomain(one.name) === findLoginDomain(other.name);
}

/** The domain in whose table an address stands, as it was written. */
export function findLoginDomain(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Items that one statement writes. */
const MOST = 500;
/**
 * Characters of them as JSON, each of which may take three bytes, and some a backslash: a database gets all of them as one text, of
 * which D1 takes two million bytes (https://developers.cloudflare.com/d1/platform/limits/).
 */
const MOST_CHARACTERS = 400_000;

/** Parts in which each key stands once: whatever comes again is decided by what the first has left. */
export function toChunks<Item extends object>(items: readonly Item[], toKey: (item: Item) => string): Item[][] {
  const chunks: Item[][] = [];
  let keys = new Set<string>();
  let characters = 0;
  for (const item of items) {
    const key = toKey(item);
    const chunk = chunks.at(-1);
    const more = JSON.stringify(item).length;
    const hasRoom = chunk !== undefined && chunk.length < MOST && characters + more <= MOST_CHARACTERS;
    if (!hasRoom || keys.has(key)) {
      chunks.push([item]);
      keys = new Set([key]);
      characters = more;
    } else {
      chunk.push(item);
      keys.add(key);
      characters += more;
    }
  }
  return chunks;
}
