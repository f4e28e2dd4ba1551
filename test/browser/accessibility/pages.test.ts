/**
 * What axe has against pages, and what else makes a page one for everybody: it is whole at any width, with text of twice
 * the size, held any way, and shows where the keyboard is.
 *
 * `npm test` has axe look at every kind of page and of element, in either theme and some language; `npm run accessibility`
 * at every guide in both themes, and at every kind of page in every language as well.
 * @module
 */
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../../src/content/language.ts";
import { findLowContrast, findOrientationLocks, findViolations, MAIL_RULES } from "../../support/accessibility.ts";
import { changeHash, doubleText, unfold, useBrowser, widthOf } from "../../support/browser.ts";
import { LOOKS_AT_ALL } from "../../support/effort.ts";

const { open } = useBrowser();

/** Those offered, by turns. */
const languageOf = (index: number) => PUBLIC_LANGUAGES[index % PUBLIC_LANGUAGES.length]?.tag ?? "";
const inLanguage = (path: string, tag: string) => `${path}${path.includes("?") ? "&" : "?"}lang=${tag}`;

const SUPPORT = "/guides/shop.example/support?guide=outlook-windows-classic";
const ERRORS = "/guides/shop.example/errors";
const PAGES: readonly (readonly [path: string, hash: string])[] = [
  ["/", ""],
  ["/guides/shop.example", "alice@shop.example"],
  ["/guides/unknown.example", ""],
  [ERRORS, ""],
  [SUPPORT, "alice@shop.example"],
  ["/guides/shop.example/welcome", "alice@shop.example"],
];

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

/** Unfolds a page; of hundreds of failures some of each group are enough, and the one that is asked for is open. */
async function show(page: Page): Promise<void> {
  if (page.url().includes(ERRORS))
    await page.evaluate(
      `for (const entry of document.querySelectorAll(".failure:nth-of-type(n + 4):not([open])")) entry.remove()`,
    );
  else await unfold(page);
}

describe("every kind of page is for everybody, whole, and from nobody else", () => {
  test.each(PAGES)("%s#%s", async (path, hash) => {
    const { page, requests, faults } = await open(
      inLanguage(path, languageOf(PAGES.findIndex(([known]) => known === path))),
      { viewport: { width: 320, height: 800 }, reducedMotion: "reduce" },
    );
    const expectWithin = async (width: number, what: string) => {
      await page.setViewportSize({ width, height: 800 });
      expect(await widthOf(page), what).toBeLessThanOrEqual(width);
    };
    if (path === ERRORS) await changeHash(page, "0x800CCC0E");
    await show(page);
    expect(await findViolations(page), "light, of nobody").toEqual([]);
    await expectWithin(320, "a small phone");
    await page.emulateMedia({ colorScheme: "dark" });
    await expectWithin(1280, "a computer");
    if (hash === "") expect(await findLowContrast(page), "dark").toEqual([]);
    else {
      await changeHash(page, hash);
      await show(page);
      expect(await findViolations(page), "dark, of somebody").toEqual([]);
      await expectWithin(1280, "a computer, of somebody");
    }
    expect(await findOrientationLocks(page)).toEqual([]);
    await doubleText(page);
    await expectWithin(640, "text of twice the size");
    await expectWithin(320, "text of twice the size, on a small phone");
    expect(await findUnseenFocus(page)).toEqual([]);
    // What else there is of it comes once somebody searches.
    if (path !== ERRORS) expect(requests).toHaveLength(1);
    const own = `GET ${inject("baseUrl")}/`;
    expect(requests.filter((request) => !request.startsWith(own))).toEqual([]);
    // The browser itself reports a 404 as an error.
    expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  });

  test("the welcome mail, in a program that shows HTML", async () => {
    const { page, faults } = await open("/guides/shop.example/welcome.html", { viewport: { width: 390, height: 800 } });
    expect(await findViolations(page, { rules: MAIL_RULES })).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findLowContrast(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    await doubleText(page);
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
    expect(faults).toEqual([]);
  });

  const inOthers = PAGES.flatMap(([path], index) =>
    [...PUBLIC_LANGUAGES.map(({ tag }) => tag), "ar-XB"]
      .filter((tag) => tag !== languageOf(index))
      .map((tag) => inLanguage(path, tag)),
  );
  test.runIf(LOOKS_AT_ALL).each(inOthers)("%s", async (path) => {
    const { page } = await open(path, { viewport: { width: 320, height: 800 } });
    await show(page);
    expect(await findViolations(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
  });
});
