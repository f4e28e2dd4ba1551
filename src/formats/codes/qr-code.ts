/**
 * QR codes (ISO/IEC 18004): every code that the service draws, as SVG and as PNG. `templates/qr-code.js` draws the
 * personal ones in the browser, module for module the same.
 * @see https://www.w3.org/TR/png-3/
 * @module
 */
import { Eta } from "eta/core";
import { create } from "qrcode/lib/core/qrcode.js";
import template from "../../../templates/qr-code.eta";
import type { Bytes, RenderedDocument } from "../rendered-document.ts";
import { toPng } from "./png.ts";

const eta = new Eta();
eta.loadTemplate("@qr-code", template);

export interface QrCode {
  readonly payload: string;
  /** What a screen reader says in place of the picture. */
  readonly title: string;
  /** How much of it may be lost: L is 7 %, M is 15 %, at the price of more modules. */
  readonly errorCorrection: "L" | "M";
}

/** Light modules around the code; readers take what is closer for a part of it (ISO/IEC 18004 section 5.3.8). */
const QUIET_ZONE = 4;

/** White is drawn too, so that the code scans on a dark page; opened by itself, it is as large as the window. */
export function renderQrSvg(code: QrCode): RenderedDocument {
  return { contentType: "image/svg+xml", body: `${renderQrMarkup(code)}\n` };
}

/** The same, to stand within a page. */
export function renderQrMarkup({ payload, title, errorCorrection }: QrCode): string {
  const matrix = toMatrix(payload, errorCorrection);
  const view = { size: matrix.length + 2 * QUIET_ZONE, title, path: toPath(matrix) };
  return eta.render("@qr-code", view).trimEnd();
}

/** The same without a code in it: the page's script draws one. */
export function renderEmptyQrMarkup(title: string): string {
  return eta.render("@qr-code", { size: 1, title, path: "" }).trimEnd();
}

export async function renderQrPng({ payload, errorCorrection }: QrCode): Promise<RenderedDocument<Bytes>> {
  const matrix = toMatrix(payload, errorCorrection);
  const isDark = (x: number, y: number) => matrix[y - QUIET_ZONE]?.[x - QUIET_ZONE] === true;
  return { contentType: "image/png", body: await toPng(matrix.length + 2 * QUIET_ZONE, isDark) };
}

type Matrix = readonly (readonly boolean[])[];

/** Byte mode throughout: Thunderbird's reader asks for it, and kanji mode would need a table. */
function toMatrix(payload: string, errorCorrectionLevel: QrCode["errorCorrection"]): Matrix {
  const { modules } = create([{ mode: "byte", data: new TextEncoder().encode(payload) }], { errorCorrectionLevel });
  const { size, data } = modules;
  return Array.from({ length: size }, (_, row) =>
    Array.from(data.subarray(row * size, (row + 1) * size), (module) => module === 1),
  );
}

/** One stroke for each run of dark modules, through their middle, from where the last one began. */
function toPath(matrix: Matrix): string {
  let path = "";
  let [penX, penY] = [-QUIET_ZONE, -QUIET_ZONE - 0.5];
  matrix.forEach((modules, y) => {
    for (let x = modules.indexOf(true); x >= 0; x = modules.indexOf(true, x)) {
      const light = modules.indexOf(false, x);
      const end = light < 0 ? modules.length : light;
      path += `m${x - penX} ${y - penY}h${end - x}`;
      [penX, penY, x] = [end, y, end];
    }
  });
  return path;
}
