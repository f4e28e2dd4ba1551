import { sha1 as algorithm } from "@noble/hashes/legacy.js";

/** A digest has two arrays and a view of its own: to make them takes as long as the digest itself. */
const fresh = algorithm.create();
const working = algorithm.create();
const digest = new Uint8Array(algorithm.outputLen);

/**
 * SHA-1 at once: WebCrypto gives it only later, and Node's own takes longer for so short a text.
 * @returns twenty bytes, until the next call writes its own there
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  fresh._cloneInto(working).update(bytes).digestInto(digest);
  return digest;
}
