/**
 * PNG (third edition): square pictures of black and white cells, one bit to a pixel.
 * @see https://www.w3.org/TR/png-3/
 * @module
 */
import { type Bytes, concatenate, encodeText } from "../rendered-document.ts";
import { deflateRows, toUint32 } from "./deflate-rows.ts";
import type { QrMatrix } from "./qr-matrix.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const [IHDR, IDAT, IEND] = [encodeText("IHDR"), encodeText("IDAT"), encodeText("IEND")];
/** Greyscale of depth 1, deflated, with PNG's own filters, not interlaced (section 11.2.1). */
const FORMAT = Uint8Array.of(1, 0, 0, 0, 0);

/** Pixels along the edge of a cell: one byte of a row, so that no bit is ever shifted. */
const CELL = 8;

/** A picture of square cells, row by row (1 is dark), with so many light ones around it. */
export function toPng({ size: inner, modules }: QrMatrix, border: number): Bytes {
  const size = inner + 2 * border;
  const pixels = toUint32(size * CELL);
  return concatenate([
    SIGNATURE,
    ...toChunk(IHDR, concatenate([pixels, pixels, FORMAT])),
    ...toChunk(IDAT, deflateRows(toRows(inner, modules, border), 1 + size, CELL)),
    ...toChunk(IEND, new Uint8Array()),
  ]);
}

/**
 * A row of cells is as many equal rows of pixels as cells are high: the first of each, after a byte that says it is not
 * filtered. A 1 is light.
 */
function toRows(inner: number, modules: Uint8Array, border: number): Uint8Array {
  const size = inner + 2 * border;
  const rowLength = 1 + size;
  const rows = new Uint8Array(rowLength * size).fill(1);
  for (let start = 0; start < rows.length; start += rowLength) rows[start] = 0;
  for (let y = 0, module = 0; y < inner; y += 1) {
    const start = (border + y) * rowLength + 1 + border;
    for (let x = 0; x < inner; x += 1, module += 1) rows[start + x] = 1 - (modules[module] ?? 0);
  }
  return rows;
}

/** Annex D. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(parts: readonly Bytes[]): number {
  let crc = 0xffffffff;
  for (const part of parts)
    for (let index = 0; index < part.length; index += 1)
      crc = (CRC_TABLE[(crc ^ (part[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Length, type, data, and a check of the last two (section 5.3). */
function toChunk(type: Bytes, data: Bytes): Bytes[] {
  return [toUint32(data.length), type, data, toUint32(crc32([type, data]))];
}
