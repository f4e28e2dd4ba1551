/**
 * Every code that the service draws, as SVG and as PNG.
 * @see https://www.w3.org/TR/png-3/
 * @module
 */
import template from "../../../templates/parts/qr-code.eta";
import { escapeMarkup } from "../markup.ts";
import type { Bytes, RenderedDocument } from "../rendered-document.ts";
import { type ErrorCorrection, QUIET_ZONE, toQrMatrix, toQrPath } from "./qr-matrix.ts";

export interface QrCode {
  readonly payload: string;
  readonly errorCorrection: ErrorCorrection;
}

/**
 * White is drawn too, so that the code scans on a dark page; opened by itself, it is as large as the window. `title` is
 * what a screen reader says in place of the picture.
 */
export function renderQrSvg(code: QrCode, title: string): RenderedDocument {
  return { contentType: "image/svg+xml", body: `${renderQrMarkup(code, title)}\n` };
}

/** The same, to stand within a page. */
export function renderQrMarkup({ payload, errorCorrection }: QrCode, title: string): string {
  const matrix = toQrMatrix(payload, errorCorrection);
  return print({ size: matrix.size + 2 * QUIET_ZONE, title, path: toQrPath(matrix) });
}

/** The same without a code in it: the page's script draws one. */
export function renderEmptyQrMarkup(title: string): string {
  return print({ size: 1, title, path: "" });
}

function print(view: { readonly size: number; readonly title: string; readonly path: string }): string {
  // It has no parts.
  return template(view, () => "", escapeMarkup).trimEnd();
}

/** What writes pictures is loaded when the first is asked for: pages have none. */
let loading: Promise<typeof import("./png.ts")> | undefined;

export async function renderQrPng({ payload, errorCorrection }: QrCode): Promise<RenderedDocument<Bytes>> {
  loading ??= import("./png.ts");
  const { toPng } = await loading;
  return { contentType: "image/png", body: toPng(toQrMatrix(payload, errorCorrection), QUIET_ZONE) };
}
