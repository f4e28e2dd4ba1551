/**
 * Pages for everybody: what axe has against them, and whether they are whole at any width, with text of twice the size, held
 * any way, and show where the keyboard is. The kinds that hold most, each in some language and one theme; the others, all guides
 * and drawings, every language and the other theme are for `npm run accessibility`.
 * @module
 */
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { findOrientationLocks, findViolations } from "../support/browser/accessibility.ts";
import { doubleText, useBrowser, widthOf } from "../support/browser/browser.ts";
import { ERRORS, inLanguage, PAGE_KINDS, showAll } from "../support/browser/page-kinds.ts";

const { open } = useBrowser();

/** Whatever can be reached by keyboard, and does not show it or moves unasked (WCAG 2.4.7, 2.3.3). */
const findUnseenFocus = (page: Page) =>
  page.evaluate<string[]>(`Array.from(document.querySelectorAll("a, button, summary, input:not([type=hidden])"))
    .filter((place) => place.checkVisibility())
    .flatMap((place) => {
      place.focus({ focusVisible: true });
      const { outlineStyle, outlineWidth, transitionDuration } = getComputedStyle(place);
      const isSeen = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      return isSeen && transitionDuration === "0s" ? [] : [place.outerHTML];
    })`);

const seen = PAGE_KINDS.map(([path, hash], index) => ({
  path: `${inLanguage(path, PUBLIC_LANGUAGES[index % PUBLIC_LANGUAGES.length]?.tag ?? "")}#${hash}`,
  colorScheme: index % 2 === 0 ? ("light" as const) : ("dark" as const),
}));

/** Whatever stands on other pages is on one of these too. */
const FULLEST = ["/guides/shop.example?", ERRORS, "/guides/shop.example/apple-mail-ios"];
const isWanted = (path: string) =>
  FULLEST.some((fullest) => path.startsWith(fullest)) !== (process.env.MODE === "accessibility");

test.each(seen.filter(({ path }) => isWanted(path)))("$path, in $colorScheme", async ({ path, colorScheme }) => {
  const viewport = { width: 320, height: 800 };
  const { page, requests, faults } = await open(path, { viewport, colorScheme, reducedMotion: "reduce" });
  await showAll(page);
  expect(await findViolations(page)).toEqual([]);
  const expectWithin = async (width: number, what: string) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await widthOf(page), what).toBeLessThanOrEqual(width);
  };
  await expectWithin(320, "a small phone");
  await expectWithin(1280, "a computer");
  await doubleText(page);
  await expectWithin(640, "text of twice the size");
  await expectWithin(320, "text of twice the size, on a small phone");
  expect(await findOrientationLocks(page)).toEqual([]);
  expect(await findUnseenFocus(page)).toEqual([]);
  // What else there is of it comes once somebody searches.
  if (!path.includes(ERRORS)) expect(requests).toHaveLength(1);
  const own = `GET ${inject("baseUrl")}/`;
  expect(requests.filter((request) => !request.startsWith(own))).toEqual([]);
  // The browser itself reports a 404 as an error.
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});
