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
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, DECLARATION_BYTES));
  const declared = DECLARED.exec(start)?.[1]?.toLowerCase() ?? "utf-8";
  // .NET declares how a string is held in memory. What could be read byte by byte is no UTF-16.
  return declared.startsWith("utf-16") || start.startsWith("ï»¿") ? "utf-8" : declared;
}

/** The text of a document; the error is a sentence about what is wrong. */
export function decodeXml(bytes: Uint8Array): Result<string, string> {
  const encoding = findXmlEncoding(bytes);
  const text = tryDecode(bytes, encoding);
  if (text !== undefined) return ok(text);
  return err(
    tryDecode(new Uint8Array(0), encoding) === undefined
      ? `its encoding is not known: ${encoding}`
      : `it is not text in ${encoding.toUpperCase()}`,
  );
}

/** `undefined` where the bytes are no such text, or nobody knows the encoding. */
export function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
