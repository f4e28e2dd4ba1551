/**
 * PNG (third edition): square pictures of black and white cells, one bit to a pixel.
 * @see https://www.w3.org/TR/png-3/
 * @module
 */
import type { Bytes } from "../rendered-document.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Greyscale of depth 1, deflated, with PNG's own filters, not interlaced (section 11.2.1). */
const FORMAT = [1, 0, 0, 0, 0];

/** The type byte before each row that says how it was filtered (section 9.2). */
const FILTER = { none: 0, up: 2 } as const;

/** Pixels along the edge of a cell: one byte of a row, so that no bit is ever shifted. */
const CELL = 8;

/** A picture of square cells, each dark or light: `isDark` is asked once for each of the `size` times `size`. */
export async function toPng(size: number, isDark: (x: number, y: number) => boolean): Promise<Bytes> {
  const pixels = toUint32(size * CELL);
  return concat([
    new Uint8Array(SIGNATURE),
    toChunk("IHDR", concat([pixels, pixels, new Uint8Array(FORMAT)])),
    toChunk("IDAT", await deflate(toScanlines(size, isDark))),
    toChunk("IEND", new Uint8Array()),
  ]);
}

/** A row like the one above it goes as its difference: nothing but zeros, which deflate to almost nothing. */
function toScanlines(size: number, isDark: (x: number, y: number) => boolean): Bytes {
  const rowLength = 1 + size;
  const rows = new Uint8Array(rowLength * size * CELL);
  for (let y = 0; y < size; y += 1) {
    const start = y * CELL * rowLength;
    rows[start] = FILTER.none;
    for (let x = 0; x < size; x += 1) rows[start + 1 + x] = isDark(x, y) ? 0x00 : 0xff;
    for (let row = 1; row < CELL; row += 1) rows[start + row * rowLength] = FILTER.up;
  }
  return rows;
}

/** In the zlib format, as PNG asks (section 10.1). */
async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Length, type, data, and a check of the last two (section 5.3). */
function toChunk(type: string, data: Bytes): Bytes {
  const checked = concat([new TextEncoder().encode(type), data]);
  return concat([toUint32(data.length), checked, toUint32(crc32(checked))]);
}

/** Annex D. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function toUint32(value: number): Bytes {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
