/**
 * How the bytes of an XML document are text (XML 1.0 appendix F).
 * @module
 */
import { err, ok, type Result } from "../model/result.ts";

/** Far enough for any declaration. */
const DECLARATION_BYTES = 256;
const DECLARED = /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/** What its first bytes say that a document is encoded in: a byte order mark, a `<` of two bytes, or its declaration. */
export function findXmlEncoding(bytes: Uint8Array): string {
  if (isUtf32(bytes)) return "utf-32";
  const wide = findUtf16(bytes);
  if (wide !== undefined) return wide;
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, DECLARATION_BYTES));
  const declared = DECLARED.exec(start)?.[1]?.toLowerCase() ?? "utf-8";
  // .NET declares how a string is held in memory. What could be read byte by byte is no UTF-16.
  return declared.startsWith("utf-16") || start.startsWith("ï»¿") ? "utf-8" : declared;
}

/** A byte order mark or a `<` of four bytes, in any order. With two bytes for each character it would hold U+0000, as no XML does. */
function isUtf32({ buffer, byteOffset, length }: Uint8Array): boolean {
  return length >= 4 && UTF32_BEGINNINGS.has(new DataView(buffer, byteOffset).getUint32(0));
}

const UTF32_BEGINNINGS: ReadonlySet<number> = new Set([
  ...[0x00_00_fe_ff, 0x00_00_ff_fe, 0xfe_ff_00_00, 0xff_fe_00_00],
  ...[0x00_00_00_3c, 0x00_00_3c_00, 0x00_3c_00_00, 0x3c_00_00_00],
]);

/** The form of UTF-16 that the first bytes show. */
export function findUtf16({ 0: first, 1: second }: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  return undefined;
}

/** The text of a document; the error is a sentence about what is wrong. */
export function decodeXml(bytes: Uint8Array): Result<string, string> {
  const encoding = findXmlEncoding(bytes);
  const text = tryDecode(bytes, encoding);
  if (text !== undefined) return ok(text);
  return err(
    tryDecode(new Uint8Array(0), encoding) === undefined
      ? `its encoding is not known: ${encoding}; save it as UTF-8`
      : `it is not text in ${encoding.toUpperCase()}: declare the encoding that it has, or save it as UTF-8`,
  );
}

const STRICT = { fatal: true, ignoreBOM: false } as const;
const utf8 = new TextDecoder("utf-8", STRICT);

/** `undefined` where the bytes are no such text, or nobody knows the encoding. */
export function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return (encoding === "utf-8" ? utf8 : new TextDecoder(encoding, STRICT)).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
