import { encodeText, writeText } from "../rendered-document.ts";
import { Sha1InPlace } from "./sha1.ts";

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
  for (let index = 0; index < endings.length; index += 1) writeUuid(url, endings[index] ?? "", index * LENGTH);
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

/** Of a digest a UUID has the first 128 bits, less those that tell its version and its variant. */
function writeUuid(url: string, ending: string, start: number): void {
  const [first, second, third, fourth] = message.digestFirst(writeName(url, ending));
  writeDigits(first, start, 8);
  writeDigits(second, start + 9, 4);
  writeDigits(second << 16, start + 14, 4);
  writeDigits(third, start + 19, 4);
  writeDigits(third << 16, start + 24, 4);
  writeDigits(fourth, start + 28, 8);
  characters[start + VERSION] = DIGITS[5] ?? 0;
  characters[start + VARIANT] = DIGITS[8 | ((third >>> 28) & 3)] ?? 0;
}

/** So many hexadecimal digits of a word, from its highest on. */
function writeDigits(word: number, start: number, count: number): void {
  for (let index = 0; index < count; index += 1)
    characters[start + index] = DIGITS[(word >>> (28 - 4 * index)) & 15] ?? 0;
}

const DIGITS = encodeText("0123456789ABCDEF");
/** Where the digits stand that tell it. */
const VERSION = 14;
const VARIANT = 19;

/** The namespace of URLs (RFC 9562 section 6.6). */
const URLS = Uint8Array.of(0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);

/** What UUIDs are digests of: the namespace, and behind it the URL of each. */
const message = new Sha1InPlace();
message.bytes.set(URLS);

/** @returns where it ends */
function writeName(url: string, ending: string): number {
  // No character of a text takes more than three bytes.
  message.makeRoom(URLS.length + 3 * (url.length + ending.length));
  return writeText(ending, message.bytes, writeText(url, message.bytes, URLS.length));
}
