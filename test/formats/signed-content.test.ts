import { build } from "plist";
import { expect, test, vi } from "vitest";
import { contextTag, element, integer, oid, TAG } from "../../src/formats/der.ts";
import { parseProfile } from "../../src/formats/profile/profile-reader.ts";
import { findSignedContent, isSigned } from "../../src/formats/profile/signed-content.ts";
import { type Bytes, concatenate, encodeText } from "../../src/formats/rendered-document.ts";

type Wrap = (tag: number, ...contents: Bytes[]) => Bytes;

/** An element whose length is told by its end: `openssl cms -sign -stream` writes those. */
const unmeasured: Wrap = (tag, ...contents) =>
  concatenate([new Uint8Array([tag, 0x80]), ...contents, new Uint8Array(2)]);

const CONSTRUCTED_STRING = TAG.octetString + 0x20;

/** `text` in pieces of `size` bytes. */
function inPieces(text: string, size: number): Bytes[] {
  const bytes = encodeText(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    element(TAG.octetString, bytes.slice(index * size, (index + 1) * size)),
  );
}

function toMessage(wrap: Wrap, content: Bytes): Bytes {
  const signer = element(TAG.set, element(TAG.sequence, integer(new Uint8Array([1]))));
  const inner = wrap(TAG.sequence, oid("1.2.840.113549.1.7.1"), wrap(contextTag(0), content));
  const data = wrap(TAG.sequence, integer(new Uint8Array([1])), element(TAG.set), inner, signer);
  return wrap(TAG.sequence, oid("1.2.840.113549.1.7.2"), wrap(contextTag(0), data));
}

const organization = `Fish ${"ü and Chips ".repeat(40)}`.trim();
const profile = build({ PayloadOrganization: organization, PayloadContent: [] });

test.each<[string, Bytes]>([
  ["DER", toMessage(element, element(TAG.octetString, encodeText(profile)))],
  ["BER, in one piece", toMessage(unmeasured, element(TAG.octetString, encodeText(profile)))],
  ["BER, in pieces", toMessage(unmeasured, unmeasured(CONSTRUCTED_STRING, ...inPieces(profile, 77)))],
  ["BER, in pieces of told length", toMessage(element, element(CONSTRUCTED_STRING, ...inPieces(profile, 3)))],
  [
    "BER, in pieces of pieces",
    toMessage(
      unmeasured,
      unmeasured(CONSTRUCTED_STRING, ...inPieces(profile, 50).map((piece) => unmeasured(CONSTRUCTED_STRING, piece))),
    ),
  ],
])("a profile that is signed in %s is read to the letter", (_, bytes) => {
  expect(isSigned(bytes)).toBe(true);
  expect(new TextDecoder().decode(findSignedContent(bytes))).toBe(profile);
  expect(parseProfile(bytes)).toMatchObject({ ok: true, value: { organization } });
});

test.each<[string, Bytes]>([
  ["cut off", toMessage(unmeasured, unmeasured(CONSTRUCTED_STRING, ...inPieces(profile, 77))).slice(0, 600)],
  ["without content", element(TAG.sequence, oid("1.2.840.113549.1.7.2"), new Uint8Array(200))],
  ["nested without end", new Uint8Array(200_000).map((_, index) => (index % 2 === 0 ? 0x30 : 0x80))],
])("a message %s is refused", (_, bytes) => {
  expect(parseProfile(bytes)).toEqual({ ok: false, error: "its signature cannot be read" });
});

test("a property list that is no XML is refused, and nothing is printed", () => {
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  for (const text of ["<plist><dict><key>a</dict></plist>", "<plist a></plist>"])
    expect(parseProfile(encodeText(text)).ok).toBe(false);
  expect(print).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
