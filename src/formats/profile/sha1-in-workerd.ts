import { sha1 as digest } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The same where there is no module of Node's, and WebCrypto gives a digest only later. `package.json` says which is whose. */
export function sha1(bytes: Uint8Array): string {
  return bytesToHex(digest(bytes));
}
