/**
 * The distinguished encoding of ASN.1 (X.690): as much of it as certificates, keys and signatures are made of. What others
 * wrote may have the basic one, whose lengths need not be told.
 * @module
 */
import { type Bytes, concatenate, encodeText } from "./rendered-document.ts";

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** What a tag has that is of other elements. */
export const CONSTRUCTED = 0x20;
/** In the place of a length that is not told; the distinguished encoding has none. */
const UNMEASURED = 0x80;
/** Strings in strings go hardly deeper. */
export const MAX_DEPTH = 32;

/** The tag of `[number]`, which holds other elements. */
export function contextTag(number: number): number {
  return 0xa0 + number;
}

/** One element as it was found: `bytes` is all of it, `content` what follows its length. */
export interface Element {
  readonly tag: number;
  readonly bytes: Bytes;
  readonly content: Bytes;
}

/** The elements that `bytes` is made of, one after the other; none where it is not made of elements. */
export function readElements(bytes: Bytes): Element[] {
  return readAll(bytes, readElement);
}

/** The same of the basic encoding. */
export function readBasicElements(bytes: Bytes): Element[] {
  return readAll(bytes, readBasicElement);
}

function readAll(bytes: Bytes, read: (bytes: Bytes) => Element | undefined): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = read(bytes.subarray(at));
    if (element === undefined) return [];
    elements.push(element);
    at += element.bytes.length;
  }
  return elements;
}

/** The element that bytes begin with. */
export function readBasicElement(bytes: Bytes, depth = 0): Element | undefined {
  return bytes[1] === UNMEASURED ? readUnmeasured(bytes, depth) : readElement(bytes);
}

/** One that ends with two zeros in the place of another (X.690 section 8.1.3.6). */
function readUnmeasured(bytes: Bytes, depth: number): Element | undefined {
  const [tag = 0] = bytes;
  if ((tag & CONSTRUCTED) === 0 || depth > MAX_DEPTH) return undefined;
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0)
      return { tag, bytes: bytes.subarray(0, at + 2), content: bytes.subarray(2, at) };
    const inner = readBasicElement(bytes.subarray(at), depth + 1);
    if (inner === undefined) return undefined;
    at += inner.bytes.length;
  }
  return undefined;
}

function readElement(bytes: Bytes): Element | undefined {
  const [tag, short] = bytes;
  // Tags above 30 take more bytes; nothing that we read has them.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short - 0x80;
  if (short === UNMEASURED || lengthBytes > 4) return undefined;
  const start = 2 + lengthBytes;
  const length = lengthBytes === 0 ? short : bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  if (start + length > bytes.length) return undefined;
  return { tag, bytes: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

/** `1.2.840…` as an object identifier's content says it. */
export function readOid(content: Bytes): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length === 0) {
      const first = Math.min(2, Math.floor(number / 40));
      numbers.push(first, number - first * 40);
    } else numbers.push(number);
    number = 0;
  }
  return numbers.join(".");
}

/** The time that a UTCTime or GeneralizedTime tells, in the form that RFC 5280 section 4.1.2.5 allows. */
export function readTime({ tag, content }: Element): Date | undefined {
  const text = String.fromCharCode(...content);
  const match = (tag === TAG.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : GENERALIZED).exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const century = tag === TAG.utcTime ? (year < 50 ? 2000 : 1900) : 0;
  return new Date(Date.UTC(century + year, month - 1, day, hour, minute, second));
}

const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

export function element(tag: number, ...contents: readonly Bytes[]): Bytes {
  return concatenate(partsOf(tag, contents));
}

/** The same as parts that follow one another, to be put together when all is there: each is copied once, however deep it is. */
export function partsOf(tag: number, contents: readonly Bytes[]): Bytes[] {
  return [toHeader(tag, lengthOf(contents)), ...contents];
}

function toHeader(tag: number, length: number): Bytes {
  const lengthBytes = length < 0x80 ? 0 : Math.ceil((32 - Math.clz32(length)) / 8);
  const header = new Uint8Array(2 + lengthBytes);
  header[0] = tag;
  header[1] = lengthBytes === 0 ? length : 0x80 + lengthBytes;
  for (let index = 0; index < lengthBytes; index += 1) header[1 + lengthBytes - index] = length >>> (8 * index);
  return header;
}

function lengthOf(parts: readonly Bytes[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

export function sequence(...elements: readonly Bytes[]): Bytes {
  return element(TAG.sequence, ...elements);
}

/** The elements of a SET OF in the one order that they may have (X.690 section 11.6). */
export function inSetOrder(elements: readonly Bytes[]): Bytes[] {
  return elements.toSorted(compareBytes);
}

function compareBytes(a: Bytes, b: Bytes): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function areEqual(a: Bytes, b: Bytes): boolean {
  return compareBytes(a, b) === 0;
}

/** A number that is not negative, by its bytes: the highest first. */
export function integer(magnitude: Bytes): Bytes {
  const start = magnitude.findIndex((byte) => byte !== 0);
  const bytes: Bytes = start < 0 ? new Uint8Array(1) : magnitude.subarray(start);
  // A first bit of 1 would make it negative.
  const padding = new Uint8Array((bytes[0] ?? 0) >= 0x80 ? 1 : 0);
  return element(TAG.integer, padding, bytes);
}

export function oid(text: string): Bytes {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return element(TAG.oid, new Uint8Array([first * 40 + second, ...rest].flatMap(toBase128)));
}

function toBase128(number: number): number[] {
  const bytes = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 + (rest % 128));
  return bytes;
}

/** As CMS and X.509 ask: UTCTime until 2049, GeneralizedTime from then on (RFC 5652 section 11.3). */
export function time(date: Date): Bytes {
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  const isShort = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050;
  return isShort ? element(TAG.utcTime, encodeText(digits.slice(2))) : element(TAG.generalizedTime, encodeText(digits));
}
