import { _SHA1 } from "@noble/hashes/legacy.js";

/** A digest has two arrays and a view of its own: to make them takes longer than the digest itself. */
class Reused extends _SHA1 {
  /** Where it is put together: any other array would need a view as well. */
  readonly digestInPlace = this.buffer.subarray(0, this.outputLen);

  finish(): Uint8Array {
    this.digestInto(this.buffer);
    return this.digestInPlace;
  }
}

const fresh = new Reused();
const working = new Reused();

/**
 * SHA-1 at once: WebCrypto gives it only later, and Node's own takes longer for so short a text.
 * @returns twenty bytes, until the next call writes its own there
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  fresh._cloneInto(working);
  return working.update(bytes).finish();
}
