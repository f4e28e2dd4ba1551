import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Sha1InPlace } from "../../src/formats/profile/sha1.ts";

const message = new Sha1InPlace();

function digest(bytes: Uint8Array): string {
  message.makeRoom(bytes.length);
  message.bytes.set(bytes);
  return message
    .digestFirst(bytes.length)
    .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
    .join("");
}

test.each([
  // RFC 3174 section 7.3.
  ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ["", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
])("the digest of %j", (text, digits) => expect(digest(new TextEncoder().encode(text))).toBe(digits));

test("of one after the other, of any length, each as Node has it", () =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 1000 })), (all) => {
      for (const bytes of all) expect(digest(bytes)).toBe(createHash("sha1").update(bytes).digest("hex"));
    }),
  ));
