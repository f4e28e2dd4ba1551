import { expect, test } from "vitest";
import { renderQrPng } from "../../../src/formats/codes/qr-code.ts";
import { toQrMatrix } from "../../../src/formats/codes/qr-matrix.ts";
import { readQrCode } from "../../support/read-qr-code.ts";

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

test.each(CAPACITIES)(
  "at level %s a code of version %i holds %i bytes, and is read back",
  async (level, version, most) => {
    const payload = TEXT.slice(0, most);
    expect(toQrMatrix(payload, level).size).toBe(4 * version + 17);
    expect(readQrCode((await renderQrPng({ payload, errorCorrection: level })).body)).toBe(payload);
    const more = () => toQrMatrix(TEXT.slice(0, most + 1), level).size;
    if (version === 40) expect(more).toThrow(RangeError);
    else expect(more()).toBe(4 * version + 21);
  },
);

test("of the eight masks the one is taken that reads best, by the standard's own points", () => {
  // As the format's bits 12 to 10 say; the npm package `qrcode` 1.5.4 chooses the same.
  const maskOf = (text: string) => {
    const { size, modules } = toQrMatrix(text, "L");
    const bits = [2, 3, 4].map((x) => modules[8 * size + x]);
    return Number.parseInt(bits.join(""), 2) ^ 0b101;
  };
  expect(Array.from("abcdefghik", maskOf)).toEqual([3, 7, 7, 3, 7, 0, 3, 2, 0, 7]);
});
