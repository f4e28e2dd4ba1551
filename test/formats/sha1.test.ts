import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha1 } from "../../src/formats/profile/sha1.ts";

const toDigits = (digest: Uint8Array) => Buffer.from(digest).toString("hex");

test.each([
  // RFC 3174 section 7.3.
  ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ["", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
])("the digest of %j", (text, digest) => expect(toDigits(sha1(new TextEncoder().encode(text)))).toBe(digest));

test("of one after the other, of any length, each as Node has it", () =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (all) => {
      for (const bytes of all) expect(toDigits(sha1(bytes))).toBe(createHash("sha1").update(bytes).digest("hex"));
    }),
  ));
