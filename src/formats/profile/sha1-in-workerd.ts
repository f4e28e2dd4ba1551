import { sha1 as algorithm } from "@noble/hashes/legacy.js";

/** A digest has two arrays and a view of its own: to make them takes as long as the digest itself. */
const fresh = algorithm.create();
const working = algorithm.create();
const digest = new Uint8Array(algorithm.outputLen);

/** The same where there is no module of Node's, and WebCrypto gives a digest only later. `package.json` says which is whose. */
export function sha1(bytes: Uint8Array): Uint8Array {
  fresh._cloneInto(working).update(bytes).digestInto(digest);
  return digest;
}
