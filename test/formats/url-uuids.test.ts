import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { identifyByUrl, toUrlUuids } from "../../src/formats/profile/url-uuids.ts";
import { toEffort } from "../support/drawn/effort.ts";

/** RFC 9562 section 5.5, step by step. */
function toUuid(name: string): string {
  const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
  const bytes = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
    .toUpperCase();
}

const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 250 }), fc.string({ minLength: 150, maxLength: 250 }));

test("they are of version 5, whatever a URL holds, however many there are, and whichever came before", () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.tuple(text, text), fc.array(text, { maxLength: 20 }))), (all) => {
      for (const [url, endings] of all)
        expect(toUrlUuids(url, endings)).toEqual(endings.map((ending) => toUuid(url.join("") + ending)));
    }),
    { numRuns: toEffort(50) },
  ));

test("an identifier is the first of them in lower case behind whatever it begins with", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii" }), text, fc.array(text), (prefix, url, more) => {
      const endings = ["", ...more];
      expect(identifyByUrl(prefix, [url, ""], endings)).toEqual({
        identifier: prefix + toUuid(url).toLowerCase(),
        uuids: endings.map((ending) => toUuid(url + ending)),
      });
    }),
    { numRuns: toEffort(50) },
  ));
