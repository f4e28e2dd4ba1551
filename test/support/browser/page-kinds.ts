/**
 * A page of each kind, to be looked at as a person would.
 * @module
 */
import type { Page } from "playwright-core";
import { unfold } from "./browser.ts";

export const ERRORS = "/guides/shop.example/errors";

/** The path of each, and what stands after # where a page can be somebody's. */
export const PAGE_KINDS: readonly (readonly [path: string, hash: string])[] = [
  ["/", "alice@shop.example"],
  ["/guides/shop.example", "alice@shop.example"],
  ["/guides/unknown.example", ""],
  [ERRORS, "0x800CCC0E"],
  ["/guides/shop.example/support?guide=outlook-windows-classic", "alice@shop.example"],
  ["/guides/shop.example/welcome", "alice@shop.example"],
  ["/guides/shop.example/apple-mail-ios", "alice@shop.example"],
];

export const inLanguage = (path: string, tag: string) => `${path}${path.includes("?") ? "&" : "?"}lang=${tag}`;

/** Unfolds a page; of hundreds of failures some of each group are enough, and the one that is asked for is open. */
export async function showAll(page: Page): Promise<void> {
  if (page.url().includes(ERRORS))
    await page.evaluate(
      `for (const entry of document.querySelectorAll(".failure:nth-of-type(n + 4):not([open])")) entry.remove()`,
    );
  else await unfold(page);
}
