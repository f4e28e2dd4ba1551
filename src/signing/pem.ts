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

function toBytes(base64: string): Bytes {
  const compact = base64.replace(/\s/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return new Uint8Array(0);
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}
