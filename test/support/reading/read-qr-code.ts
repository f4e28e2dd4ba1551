/**
 * Reads codes from pictures with a decoder that is none of the product's own.
 * @module
 */
import { createRequire } from "node:module";
import type { QRCode } from "jsqr";
import { PNG } from "pngjs";
import { type QrMatrix, QUIET_ZONE } from "../../../src/formats/codes/qr-matrix.ts";

// CommonJS whose types and whose Node export differ in where the function is.
const jsQR: (data: Uint8ClampedArray, width: number, height: number, options: object) => QRCode | null = createRequire(
  import.meta.url,
)("jsqr");

/** What a PNG's one code says; `undefined` where no code is found. Dark on light alone, as many phones read it. */
export function readQrCode(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return readPixels(new Uint8ClampedArray(data), width, height);
}

/** Pixels of a dark square's side: what is enough for a decoder. */
const SIDE = 4;

/** The same of a code that nobody has drawn yet, which takes a fifth of the time. */
export function readQrMatrix({ size, modules }: QrMatrix): string | undefined {
  const width = (size + 2 * QUIET_ZONE) * SIDE;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [place, dark] of modules.entries()) {
    if (dark === 0) continue;
    const [left, top] = [(place % size) + QUIET_ZONE, Math.floor(place / size) + QUIET_ZONE];
    for (let y = top * SIDE; y < (top + 1) * SIDE; y += 1) {
      const start = 4 * (y * width + left * SIDE);
      for (let pixel = start; pixel < start + 4 * SIDE; pixel += 4) data.fill(0, pixel, pixel + 3);
    }
  }
  return readPixels(data, width, width);
}

function readPixels(data: Uint8ClampedArray, width: number, height: number): string | undefined {
  const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  // The bytes rather than jsQR's own text, which takes each for a character.
  return found === null
    ? undefined
    : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(found.binaryData));
}
