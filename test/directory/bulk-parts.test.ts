import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toChunks } from "../../src/directory/operations/bulk-parts.ts";

const keyOf = ({ name }: { readonly name: string }) => name;

test("items keep their order, and in no part stands a key twice, or more than a database takes as one text", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          name: fc.integer({ min: 0, max: 200 }).map((number) => `d${number}.example`),
          body: fc.constantFrom("", "\u{FFFD}".repeat(20_000), '"'.repeat(60_000)),
        }),
        { maxLength: 60, size: "max" },
      ),
      (items) => {
        const chunks = toChunks(items, keyOf);
        expect(chunks.flat().map((item, index) => item === items[index])).toEqual(items.map(() => true));
        for (const chunk of chunks) {
          expect(new Set(chunk.map(keyOf)).size).toBe(chunk.length);
          expect(new TextEncoder().encode(JSON.stringify(chunk)).length).toBeLessThan(2_000_000);
        }
      },
    ),
    { numRuns: 20 },
  ));

test("small items are written five hundred at once", () => {
  const items = Array.from({ length: 1200 }, (_, index) => ({ name: `d${index}.example` }));
  expect(toChunks(items, keyOf).map(({ length }) => length)).toEqual([500, 500, 200]);
});
