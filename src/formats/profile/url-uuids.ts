import { encodeText, writeAscii } from "../rendered-document.ts";
import { sha1 } from "./sha1.ts";

/** Characters of a UUID. */
const LENGTH = 36;

/** The version 5 UUID of a URL (RFC 9562 section 5.5), in upper case. */
export function toUrlUuid(url: string): string {
  const [uuid = ""] = toUrlUuids(url, WHOLE);
  return uuid;
}

const WHOLE = [""];

/** Those of the same URL with each of these endings. */
export function toUrlUuids(url: string, endings: readonly string[]): string[] {
  if (characters.length < endings.length * LENGTH) characters = createRoom(endings.length);
  for (let index = 0; index < endings.length; index += 1)
    writeUuid(sha1(toNamed(url, endings[index] ?? "")), index * LENGTH);
  // All at once: a decoder costs more to call than what it does, and characters told one by one cost JavaScriptCore half a UUID.
  const all = decoder.decode(characters.subarray(0, endings.length * LENGTH));
  return endings.map((_, index) => all.slice(index * LENGTH, (index + 1) * LENGTH));
}

const decoder = new TextDecoder();
/** The last UUIDs, which the next ones write over. */
let characters = createRoom(6);

function createRoom(count: number): Uint8Array {
  return encodeText("00000000-0000-5000-8000-000000000000".repeat(count));
}

function writeUuid(digest: Uint8Array, start: number): void {
  for (let index = 0; index < PLACES.length; index += 1) {
    const at = start + (PLACES[index] ?? 0);
    const byte = digest[index] ?? 0;
    characters[at] = DIGITS[byte >> 4] ?? 0;
    characters[at + 1] = DIGITS[byte & 15] ?? 0;
  }
  characters[start + VERSION] = DIGITS[5] ?? 0;
  characters[start + VARIANT] = DIGITS[8 | (((digest[8] ?? 0) >> 4) & 3)] ?? 0;
}

const DIGITS = encodeText("0123456789ABCDEF");
/** Where the first digit of each byte stands. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const VERSION = 14;
const VARIANT = 19;

/** The namespace of URLs (RFC 9562 section 6.6). */
const URLS = Uint8Array.of(0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);

/** Names are mostly short, and all of them are written here: to make an array for each takes longer than its digest. */
const scratch = new Uint8Array(URLS.length + 200);
scratch.set(URLS);

function toNamed(url: string, ending: string): Uint8Array {
  const end = URLS.length + url.length;
  const length = end + ending.length;
  if (length <= scratch.length && writeAscii(url, scratch, URLS.length) && writeAscii(ending, scratch, end))
    return scratch.subarray(0, length);
  const name = encodeText(url + ending);
  const named = new Uint8Array(URLS.length + name.length);
  named.set(URLS);
  named.set(name, URLS.length);
  return named;
}
