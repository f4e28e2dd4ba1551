import { fillDavx5Template, fillThunderbirdTemplate } from "../formats/codes/personal-code.ts";
import { QUIET_ZONE, toQrMatrix, toQrPath } from "../formats/codes/qr-matrix.ts";
import { toAddressHash } from "../model/guides/guide-path.ts";
import type { Account } from "./account.ts";
import { all } from "./elements.ts";

type ToPayload = (from: string, account: Account | undefined) => string | undefined;

/** What each kind of code holds for an account, of what the service put into the page; undefined where there is none. */
const PAYLOADS: Readonly<Record<string, ToPayload>> = {
  guide(from, account) {
    const link = new URL(from, location.href);
    link.hash = account === undefined ? "" : toAddressHash(account.address);
    return link.href;
  },
  "thunderbird-android": (from, account) => account && fillThunderbirdTemplate(from, account),
  davx5: (from, account) => account && fillDavx5Template(from, account),
};

/** Draws every code of the page, and takes away those that an account cannot have. */
export function drawCodes(account: Account | undefined): void {
  for (const place of all("[data-qr]")) {
    const { qr = "", from = "", level } = place.dataset;
    const payload = PAYLOADS[qr]?.(from, account);
    const svg = place.querySelector("svg");
    place.hidden = payload === undefined;
    if (payload === undefined) continue;
    if (svg !== null) drawCode(svg, payload, level === "L" ? "L" : "M");
    for (const link of all<HTMLAnchorElement>("a", place)) {
      link.href = payload;
      // Beside a code the link is there to be read.
      if (svg !== null) link.textContent = payload;
    }
  }
}

/** Draws a text into one of our SVGs. Throws where no code is large enough. */
export function drawCode(svg: Element, payload: string, level: "L" | "M"): void {
  const matrix = toQrMatrix(payload, level);
  const size = matrix.size + 2 * QUIET_ZONE;
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.querySelector("path")?.setAttribute("d", toQrPath(matrix));
}
