/**
 * Reads codes from pictures with a decoder that is none of the product's own.
 * @module
 */
import { createRequire } from "node:module";
import type { QRCode } from "jsqr";
import { PNG } from "pngjs";

// CommonJS whose types and whose Node export differ in where the function is.
const jsQR: (data: Uint8ClampedArray, width: number, height: number, options: object) => QRCode | null = createRequire(
  import.meta.url,
)("jsqr");

/** What a PNG's one code says; `undefined` where no code is found. Dark on light alone, as many phones read it. */
export function readQrCode(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  const found = jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: "dontInvert" });
  // The bytes rather than jsQR's own text, which takes each for a character.
  return found === null
    ? undefined
    : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(found.binaryData));
}
