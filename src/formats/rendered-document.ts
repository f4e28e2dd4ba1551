/** The bytes of a document that is no text. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Text as UTF-8. */
export function encodeText(text: string): Bytes {
  // The types leave open what the encoder writes into; it is always a buffer of its own.
  return encoder.encode(text) as Bytes;
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
