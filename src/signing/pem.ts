import type { Bytes } from "../formats/rendered-document.ts";

/** One block of a PEM file (RFC 7468): what its first line says it is, and its bytes. */
export interface PemBlock {
  readonly label: string;
  readonly bytes: Bytes;
}

/**
 * The blocks of a PEM text in their order; anything between them is a comment. A secret that came through a one-line
 * field may have `\n` written out.
 */
export function readPem(text: string): PemBlock[] {
  const blocks = text
    .replaceAll("\\n", "\n")
    .matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g);
  return Array.from(blocks, ([, label = "", base64 = ""]) => ({ label, bytes: toBytes(base64) })).filter(
    ({ bytes }) => bytes.length > 0,
  );
}

/** What a text is where no PEM can be read in it. */
export type OtherForm = "cut off" | "UTF-16" | "DER" | "PKCS #7" | "PKCS #12" | "nothing known";

/** By the traces that bytes leave in a text that was made of them as if they were UTF-8. */
export function findOtherForm(text: string): OtherForm {
  if (text.includes("-\0-\0-")) return "UTF-16";
  if (/-----BEGIN (?:PKCS7|CMS)-----/.test(text)) return "PKCS #7";
  if (isCutOff(text)) return "cut off";
  // A SEQUENCE of more than 127 bytes.
  if (!text.startsWith("0\u{FFFD}")) return "nothing known";
  // Behind its length, the version of PKCS #12, or an object identifier as content types have it.
  const start = text.slice(2, 8);
  if (start.includes("\u{2}\u{1}\u{3}")) return "PKCS #12";
  return start.includes("\u{6}\t*") ? "PKCS #7" : "DER";
}

/** Whether a block begins that does not end, or is damaged in between. */
export function isCutOff(text: string): boolean {
  return text.split("-----BEGIN ").length - 1 > readPem(text).length;
}

/** Whether a key is encrypted within PEM, as OpenSSL did it before PKCS #8 (RFC 1421 section 4.6.1.1). */
export function hasEncryptionHeader(text: string): boolean {
  return /^Proc-Type: ?4,ENCRYPTED/m.test(text.replaceAll("\\n", "\n"));
}

function toBytes(base64: string): Bytes {
  const compact = base64.replace(/\s/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return new Uint8Array(0);
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}
