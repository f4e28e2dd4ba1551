import { _SHA1 } from "@noble/hashes/legacy.js";

/** Bytes that are digested at once, and those of a message's end: a bit, and its length (RFC 3174 section 4). */
const BLOCK = 64;
const PADDING = 9;

/** Longer than nearly all messages. */
const USUAL_ROOM = 5 * BLOCK;

/**
 * SHA-1 of messages that are written where they are digested. The library would copy each, and make views of it, which takes longer
 * than the digest of a line; WebCrypto gives one only later, and Node's own takes longer for so short a text.
 */
export class Sha1InPlace extends _SHA1 {
  readonly #initial = this.get();
  #blocks = new DataView(new ArrayBuffer(USUAL_ROOM));
  /** The message: behind it each digest writes its padding. Another array when there was no room for more. */
  bytes = new Uint8Array(this.#blocks.buffer);

  /** Makes room for a message of so many bytes; what is written stays. */
  makeRoom(length: number): void {
    const needed = toBlocks(length);
    if (needed <= this.bytes.length) return;
    const wider = new Uint8Array(needed);
    wider.set(this.bytes);
    this.bytes = wider;
    this.#blocks = new DataView(wider.buffer);
  }

  /** @returns five words of 32 bits, signed, of the first `length` bytes */
  digestFirst(length: number): readonly [number, number, number, number, number] {
    const end = toBlocks(length);
    this.bytes[length] = 0x80;
    this.bytes.fill(0, length + 1, end);
    this.#blocks.setUint32(end - 4, 8 * length);
    this.set(...this.#initial);
    for (let at = 0; at < end; at += BLOCK) this.process(this.#blocks, at);
    return this.get();
  }
}

/** The bytes of as many blocks as a message takes. */
function toBlocks(length: number): number {
  return Math.ceil((length + PADDING) / BLOCK) * BLOCK;
}
