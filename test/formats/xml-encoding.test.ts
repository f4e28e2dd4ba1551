import { describe, expect, test } from "vitest";
import { decodeAutodiscoverRequest } from "../../src/formats/autodiscover/autodiscover-request.ts";
import { decodeXml } from "../../src/formats/xml-encoding.ts";

const declare = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>jörg</a>`;
const utf8 = (text: string) => new TextEncoder().encode(text);
/** Every character is its own byte: ISO-8859-1, and what windows-1252 has in common with it. */
const bytewise = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  Array.from(text, (character, index) => view.setUint16(index * 2, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};
const utf32 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 4));
  Array.from(text, (character, index) => view.setUint32(index * 4, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};
const UTF32 = "its encoding is not known: utf-32; save it as UTF-8";

describe("a document is read as its bytes, its mark or its declaration say", () => {
  const rows: [string, Uint8Array][] = [
    ["UTF-8 by itself", utf8("<a>jörg</a>")],
    ["UTF-8 by its mark, whatever is declared", utf8(`\u{FEFF}${declare("iso-8859-1")}`)],
    ["UTF-8 declared", utf8(declare("UTF-8"))],
    ["UTF-8 that declares UTF-16, as .NET writes it", utf8(declare("utf-16"))],
    ["ISO-8859-1", bytewise(declare("ISO-8859-1"))],
    ["windows-1252 in single quotes", bytewise("<?xml version='1.0'\n encoding='windows-1252' ?><a>jörg</a>")],
    ["UTF-16, little-endian", utf16(declare("UTF-16"), true)],
    ["UTF-16, big-endian", utf16(declare("UTF-16"), false)],
    ["UTF-16 by its mark", utf16("\u{FEFF}\n<a>jörg</a>", true)],
    ["UTF-16 without a declaration", utf16("<a>jörg</a>", true)],
  ];
  test.each(rows)("%s", (_, bytes) => {
    const decoded = decodeXml(bytes);
    expect(decoded.ok && decoded.value.slice(-"<a>jörg</a>".length)).toBe("<a>jörg</a>");
    expect(decodeAutodiscoverRequest(bytes).slice(-"<a>jörg</a>".length)).toBe("<a>jörg</a>");
  });
});

test.each([
  [
    "bytes that are no UTF-8",
    bytewise("<a>jörg</a>"),
    "it is not text in UTF-8: declare the encoding that it has, or save it as UTF-8",
  ],
  [
    "bytes that are not what is declared",
    bytewise(`${declare("EUC-JP")}\xff`),
    "it is not text in EUC-JP: declare the encoding that it has, or save it as UTF-8",
  ],
  ["UTF-32, little-endian", utf32("<a>jörg</a>", true), UTF32],
  ["UTF-32, big-endian", utf32("<a>jörg</a>", false), UTF32],
  ["UTF-32 by its mark, little-endian", utf32("\u{FEFF}<a/>", true), UTF32],
  ["UTF-32 by its mark, big-endian", utf32("\u{FEFF}<a/>", false), UTF32],
  ["an encoding that nobody knows", utf8(declare("utf-7")), "its encoding is not known: utf-7; save it as UTF-8"],
])("%s are refused, and why", (_, bytes, error) => {
  expect(decodeXml(bytes)).toEqual({ ok: false, error });
});

test("an Autodiscover request is read by any means", () => {
  expect(decodeAutodiscoverRequest(utf8(declare("iso-8859-1")))).toContain("jörg");
  expect(decodeAutodiscoverRequest(utf8(declare("utf-7")))).toContain("jörg");
  expect(decodeAutodiscoverRequest(bytewise("<a>jörg</a>"))).toBe("<a>jörg</a>");
  expect(decodeAutodiscoverRequest(bytewise(`${declare("utf-8")}`))).toContain("jörg");
});
