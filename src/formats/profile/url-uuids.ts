import { encodeText, writeText } from "../rendered-document.ts";
import { Sha1InPlace } from "./sha1.ts";

/** A URL in two parts: they are put together where they are digested, and in no text before. */
export type Url = readonly [beginning: string, rest: string];

/** Version 5 UUIDs, in upper case, and the first of them in lower case behind a prefix. */
interface Identified {
  readonly identifier: string;
  readonly uuids: readonly string[];
}

/** Characters of a UUID. */
const LENGTH = 36;

/** The version 5 UUIDs of a URL with each of these endings (RFC 9562 section 5.5), in upper case. */
export function toUrlUuids(url: Url, endings: readonly string[]): string[] {
  return cutUuids(decode(writeUuids(url, endings, 0)), 0);
}

/**
 * The same, and an identifier made of the first of them.
 * @param prefix what the identifier begins with, of ASCII
 */
export function identifyByUrl(prefix: string, url: Url, endings: readonly string[]): Identified {
  const start = prefix.length + LENGTH;
  const end = writeUuids(url, endings, start);
  writeText(prefix, characters, 0);
  for (let index = 0; index < LENGTH; index += 1)
    characters[prefix.length + index] = (characters[start + index] ?? 0) | LOWER_CASE;
  const all = decode(end);
  return { identifier: all.slice(0, start), uuids: cutUuids(all, start) };
}

/** Digits and hyphens have this bit as well. */
const LOWER_CASE = 0x20;

/** What was last written; the next is written over it. */
let characters = new Uint8Array(512);
const decoder = new TextDecoder();

/** All at once: a decoder costs more to call than what it does, and characters told one by one cost JavaScriptCore half a UUID. */
function decode(end: number): string {
  return decoder.decode(characters.subarray(0, end));
}

/** Cut, and not made: a text that is part of another takes no memory for its characters. */
function cutUuids(text: string, start: number): string[] {
  const uuids: string[] = [];
  for (let at = start; at < text.length; at += LENGTH) uuids.push(text.slice(at, at + LENGTH));
  return uuids;
}

/** The namespace of URLs (RFC 9562 section 6.6). */
const URLS = Uint8Array.of(0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);

/** What UUIDs are digests of: the namespace, behind it the URL, and behind that one ending after the other. */
const message = new Sha1InPlace();
message.bytes.set(URLS);

/** Writes them one behind the other; gives where the last one ends. */
function writeUuids([beginning, rest]: Url, endings: readonly string[], start: number): number {
  const end = start + endings.length * LENGTH;
  if (characters.length < end) characters = new Uint8Array(end);
  makeRoom(URLS.length, beginning.length + rest.length);
  const urlEnd = writeText(rest, message.bytes, writeText(beginning, message.bytes, URLS.length));
  for (let index = 0; index < endings.length; index += 1) {
    const ending = endings[index] ?? "";
    makeRoom(urlEnd, ending.length);
    const length = writeText(ending, message.bytes, urlEnd);
    writeUuid(message.digestFirst(length), start + index * LENGTH);
  }
  return end;
}

/** For so many characters behind so many bytes. */
function makeRoom(length: number, count: number): void {
  // No character of a text takes more than three bytes.
  message.makeRoom(length + 3 * count);
}

/** Of a digest a UUID has the first 128 bits, less those that tell its version and its variant. */
function writeUuid([first, second, third, fourth]: readonly [number, number, number, number, number], start: number) {
  writeDigits(first, start, 8);
  writeDigits(second, start + 9, 4);
  writeDigits(second << 16, start + 14, 4);
  writeDigits(third, start + 19, 4);
  writeDigits(third << 16, start + 24, 4);
  writeDigits(fourth, start + 28, 8);
  characters[start + VERSION] = DIGITS[5] ?? 0;
  characters[start + VARIANT] = DIGITS[8 | ((third >>> 28) & 3)] ?? 0;
  for (const hyphen of HYPHENS) characters[start + hyphen] = HYPHEN;
}

/** So many hexadecimal digits of a word, from its highest on. */
function writeDigits(word: number, start: number, count: number): void {
  for (let index = 0; index < count; index += 1)
    characters[start + index] = DIGITS[(word >>> (28 - 4 * index)) & 15] ?? 0;
}

const DIGITS = encodeText("0123456789ABCDEF");
const HYPHEN = 0x2d;
/** Where they stand. */
const HYPHENS = [8, 13, 18, 23];
/** Where the digits stand that tell it. */
const VERSION = 14;
const VARIANT = 19;
