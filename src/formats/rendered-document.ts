/** The bytes of a document that is no text. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Text as UTF-8. */
export function encodeText(text: string): Bytes {
  // The types leave open what the encoder writes into; it is always a buffer of its own.
  return (text.length > SHORT ? undefined : encodeAscii(text)) ?? (encoder.encode(text) as Bytes);
}

/** Characters that are written sooner than the encoder is called. */
const SHORT = 100;

/** Nothing where a character is none of ASCII. */
function encodeAscii(text: string): Bytes | undefined {
  const bytes = new Uint8Array(text.length);
  return writeAscii(text, bytes, 0) ? bytes : undefined;
}

/** Writes a text that is short into `bytes` from `at` on, where there must be room for three bytes a character; gives where it ends. */
export function writeText(text: string, bytes: Uint8Array, at: number): number {
  return at + (writeAscii(text, bytes, at) ? text.length : encoder.encodeInto(text, bytes.subarray(at)).written);
}

/** False where a character is none of ASCII. */
function writeAscii(text: string, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    bytes[at + index] = code;
  }
  return true;
}

/** All of them, one after the other. */
export function concatenate(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What every format gives: one document, ready to be sent or printed. */
export interface RenderedDocument<Body extends string | Bytes = string> {
  readonly contentType: string;
  readonly body: Body;
  /** The name to save it under; present where a client downloads rather than shows it. */
  readonly fileName?: string;
  /** Pages only: allows exactly the style and script that stand in the body. */
  readonly contentSecurityPolicy?: string;
}
