import { expect, test } from "vitest";
import { sha1 as ofNode } from "../../src/formats/profile/sha1.ts";
import { sha1 as ofWorkerd } from "../../src/formats/profile/sha1-in-workerd.ts";

test.each([
  // RFC 3174 section 7.3.
  ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ["", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
])("Node and workerd have the same digest of %j", (text, digest) => {
  const bytes = new TextEncoder().encode(text);
  const toDigits = (digest: Uint8Array) => Buffer.from(digest).toString("hex");
  expect([toDigits(ofNode(bytes)), toDigits(ofWorkerd(bytes))]).toEqual([digest, digest]);
});
