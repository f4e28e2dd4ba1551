/**
 * What is signed in a CMS message (RFC 5652), however its writer encoded it: the content may come in pieces (X.690 section
 * 8.7), as `openssl cms -stream` has it.
 * @module
 */
import { CONSTRUCTED, type Element, MAX_DEPTH, readBasicElement, readBasicElements, TAG } from "../der.ts";
import { type Bytes, concatenate } from "../rendered-document.ts";

/** Whether bytes begin as a CMS message does, and no text for people or programs. */
export function isSigned(bytes: Uint8Array): boolean {
  return bytes[0] === TAG.sequence && (bytes[1] ?? 0) >= 0x80;
}

/** `undefined` where it is no such message, or one without content. */
export function findSignedContent(bytes: Bytes): Bytes | undefined {
  // ContentInfo, its [0], SignedData, its encapContentInfo, the [0] of that, and the content.
  let element = readBasicElement(bytes);
  for (const place of [1, 0, 2, 1, 0]) element = element && readBasicElements(element.content)[place];
  const pieces = element && findPieces(element, 0);
  return pieces && concatenate(pieces);
}

function findPieces({ tag, content }: Element, depth: number): Bytes[] | undefined {
  if (tag === TAG.octetString) return [content];
  if (tag !== TAG.octetString + CONSTRUCTED || depth > MAX_DEPTH) return undefined;
  const pieces = readBasicElements(content).map((piece) => findPieces(piece, depth + 1));
  return pieces.every((piece) => piece !== undefined) ? pieces.flat() : undefined;
}
