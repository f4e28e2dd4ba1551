import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deflateRows } from "../../../src/formats/codes/deflate-rows.ts";
import { toEffort } from "../../support/drawn/effort.ts";

test("inflated, each row goes as often as it should", () => {
  const size = fc.record({ rowLength: fc.integer({ min: 3, max: 190 }), rows: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.boolean()), (drawn, times, isLight) => {
      const { rowLength } = drawn;
      const rows = Array.from({ length: drawn.rows }, () =>
        Array.from({ length: rowLength }, () => (isLight.next().value === true ? 1 : 0)),
      );
      const expected = rows
        .flatMap((row) => Array.from({ length: times }, () => row.map((byte) => 0xff * byte)))
        .flat();
      // It fails where a sum is wrong, too.
      expect([...inflateSync(deflateRows(Uint8Array.from(rows.flat()), rowLength, times))]).toEqual(expected);
    }),
    { numRuns: toEffort(50) },
  );
});
