/**
 * What is signed in a CMS message (RFC 5652), however its writer encoded it: BER also lets lengths be told by a mark at
 * the end, and the content come in pieces (X.690 sections 8.1.3.6 and 8.7), as `openssl cms -stream` has it.
 * @module
 */

const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const CONSTRUCTED = 0x20;
/** A message holds content that holds a SEQUENCE that holds content: strings in strings go hardly deeper. */
const MAX_DEPTH = 32;

interface Element {
  readonly tag: number;
  /** Where what follows its length begins and ends, and where the next element begins. */
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** Whether bytes begin as a CMS message does, and no text for people or programs. */
export function isSigned(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE && (bytes[1] ?? 0) >= 0x80;
}

/** `undefined` where it is no such message, or one without content. */
export function findSignedContent(bytes: Uint8Array): Uint8Array | undefined {
  // ContentInfo, its [0], SignedData, its encapContentInfo, the [0] of that, and the content.
  let element = readElement(bytes, 0, bytes.length, 0);
  for (const place of [1, 0, 2, 1, 0]) element = element && readElements(bytes, element)?.[place];
  const pieces = element && findPieces(bytes, element, 0);
  return pieces && concatenate(pieces);
}

function findPieces(bytes: Uint8Array, element: Element, depth: number): Uint8Array[] | undefined {
  if (element.tag === OCTET_STRING) return [bytes.subarray(element.start, element.end)];
  if (element.tag !== OCTET_STRING + CONSTRUCTED || depth > MAX_DEPTH) return undefined;
  const pieces = readElements(bytes, element)?.map((piece) => findPieces(bytes, piece, depth + 1));
  return pieces?.every((piece) => piece !== undefined) ? pieces.flat() : undefined;
}

/** The elements within one; `undefined` where it is not made of elements. */
function readElements(bytes: Uint8Array, { start, end }: Element): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = start; at < end; ) {
    const element = readElement(bytes, at, end, 0);
    if (element === undefined) return undefined;
    elements.push(element);
    at = element.next;
  }
  return elements;
}

function readElement(bytes: Uint8Array, at: number, limit: number, depth: number): Element | undefined {
  const [tag, short] = bytes.subarray(at, Math.min(at + 2, limit));
  // Tags above 30 take more bytes; no message has them.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f || depth > MAX_DEPTH) return undefined;
  if (short === 0x80) return readUnmeasured(bytes, tag, at + 2, limit, depth);
  const lengthBytes = short < 0x80 ? 0 : short - 0x80;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? short : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return lengthBytes > 4 || end > limit ? undefined : { tag, start, end, next: end };
}

/** An element that ends with two zeros in the place of another. */
function readUnmeasured(
  bytes: Uint8Array,
  tag: number,
  start: number,
  limit: number,
  depth: number,
): Element | undefined {
  if ((tag & CONSTRUCTED) === 0) return undefined;
  for (let at = start; at + 1 < limit; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { tag, start, end: at, next: at + 2 };
    const element = readElement(bytes, at, limit, depth + 1);
    if (element === undefined) return undefined;
    at = element.next;
  }
  return undefined;
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
