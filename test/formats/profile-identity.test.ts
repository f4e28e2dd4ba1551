import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { identifyAccounts, PAYLOAD_KINDS, toPayloadUuid } from "../../src/formats/profile/profile-identity.ts";
import { accountOf } from "../support/domains/accounts.ts";
import { toEffort } from "../support/drawn/effort.ts";

/** RFC 9562 section 5.5, step by step. */
function toUuid(name: string): string {
  const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
  const bytes = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

test("identities are UUIDs of version 5 of an account's URL", () => {
  const { identifier, uuid, accounts } = identifyAccounts([accountOf("Alice@plain.example")]);
  const profile = toUuid("mailto:alice@plain.example");
  expect({ identifier, uuid }).toEqual({
    identifier: `example.plain.setup.${profile}`,
    uuid: profile.toUpperCase(),
  });
  expect(accounts.map((account) => toPayloadUuid(account, "mail.imap"))).toEqual([
    toUuid("mailto:alice@plain.example#mail.imap").toUpperCase(),
  ]);
});

test("whatever an address holds, and whichever came before it", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.oneof(fc.string({ unit: "grapheme", maxLength: 250 }), fc.string({ minLength: 150, maxLength: 250 })),
          fc.constantFrom(...PAYLOAD_KINDS),
        ),
      ),
      (all) => {
        for (const [url, kind] of all)
          expect(toPayloadUuid({ identifier: "", url }, kind)).toBe(toUuid(`${url}#${kind}`).toUpperCase());
      },
    ),
    { numRuns: toEffort(50) },
  ));
