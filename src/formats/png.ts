/**
 * PNG (third edition): square pictures in black and white, one bit to a pixel.
 * @see https://www.w3.org/TR/png-3/
 * @module
 */
import type { Bytes } from "./rendered-document.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Greyscale of depth 1, deflated, with PNG's own filters, not interlaced (section 11.2.1). */
const FORMAT = [1, 0, 0, 0, 0];

/** The type byte before each row that says how it was filtered (section 9.2). */
const FILTER = { none: 0, up: 2 } as const;

export async function toPng(size: number, isDark: (x: number, y: number) => boolean): Promise<Bytes> {
  const pixels = await deflate(toScanlines(size, isDark));
  const chunks = [
    toChunk("IHDR", concat([toUint32(size), toUint32(size), new Uint8Array(FORMAT)])),
    toChunk("IDAT", pixels),
    toChunk("IEND", new Uint8Array()),
  ];
  return concat([new Uint8Array(SIGNATURE), ...chunks]);
}

/** A row like the one above it goes as its difference: nothing but zeros, which deflate to almost nothing. */
function toScanlines(size: number, isDark: (x: number, y: number) => boolean): Bytes {
  const width = Math.ceil(size / 8);
  const rows = new Uint8Array(size * (width + 1));
  let above = new Uint8Array(width);
  for (let y = 0; y < size; y += 1) {
    // 1 is white, and so are the bits beyond the last pixel.
    const row = new Uint8Array(width).fill(0xff);
    for (let x = 0; x < size; x += 1) if (isDark(x, y)) row[x >> 3] = (row[x >> 3] ?? 0) & ~(0x80 >> (x & 7));
    const repeated = y > 0 && row.every((byte, index) => byte === above[index]);
    rows[y * (width + 1)] = repeated ? FILTER.up : FILTER.none;
    if (!repeated) rows.set(row, y * (width + 1) + 1);
    above = row;
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
