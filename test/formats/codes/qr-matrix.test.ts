import { expect, test } from "vitest";
import { type QrMatrix, QUIET_ZONE, toQrMatrix, toQrPath } from "../../../src/formats/codes/qr-matrix.ts";
import { readQrMatrix } from "../../support/reading/read-qr-code.ts";

const TEXT = "Waypost & more; ".repeat(200);

/** ISO/IEC 18004, table 7: the bytes that a version holds. */
const CAPACITIES = [
  ["L", 1, 17],
  ["M", 1, 14],
  ["M", 2, 26],
  ["L", 6, 134],
  ["L", 7, 154],
  ["M", 7, 122],
  ["L", 9, 230],
  ["L", 10, 271],
  ["M", 10, 213],
  ["L", 14, 458],
  ["M", 14, 362],
  ["M", 21, 711],
  ["L", 27, 1465],
  ["M", 40, 2331],
  ["L", 40, 2953],
] as const;

test.each(CAPACITIES)("at level %s a code of version %i holds %i bytes, and is read back", (level, version, most) => {
  const payload = TEXT.slice(0, most);
  const matrix = toQrMatrix(payload, level);
  expect(matrix.size).toBe(4 * version + 17);
  expect(readQrMatrix(matrix)).toBe(payload);
  const more = () => toQrMatrix(TEXT.slice(0, most + 1), level).size;
  if (version === 40) expect(more).toThrow(RangeError);
  else expect(more()).toBe(4 * version + 21);
});

const WIDE: QrMatrix = {
  size: 120,
  modules: Uint8Array.from({ length: 120 * 120 }, (_, index) => Number(index < 130)),
};

test.each([
  ["of version 1", toQrMatrix("a", "L")],
  ["of version 10", toQrMatrix(TEXT.slice(0, 270), "L")],
  ["of version 40", toQrMatrix(TEXT.slice(0, 2953), "L")],
  ["with a row that is dark, and some that are light", WIDE],
])("a path strokes the dark squares of a code %s, each once, and no other", (_, { size, modules }) => {
  const drawn = new Uint8Array(size * size);
  // It begins outside of the code, in the middle of a row's height.
  let [x, y] = [-QUIET_ZONE, -QUIET_ZONE - 0.5];
  for (const [, right, down, across] of toQrPath({ size, modules }).matchAll(/(?:m(-?\d+) ([\d.]+))?h(\d+)/g)) {
    x += Number(right ?? 0);
    y += Number(down ?? 0);
    for (const end = x + Number(across); x < end; x += 1) drawn[y * size + x] = (drawn[y * size + x] ?? 0) + 1;
  }
  expect(drawn).toEqual(modules);
});

test("the format says which mask is on it, twice", () => {
  for (const { size, modules } of [toQrMatrix("a", "L"), toQrMatrix(TEXT.slice(0, 500), "M")]) {
    const told = [2, 3, 4].map((at) => [modules[8 * size + at], modules[(size - 1 - at) * size + 8]]);
    const read = (copy: number) => Number.parseInt(told.map((bits) => bits[copy]).join(""), 2) ^ 0b101;
    expect([read(0), read(1)]).toEqual([2, 2]);
  }
});
