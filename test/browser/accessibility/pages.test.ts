/**
 * What axe has against a page of each kind in every language and in either theme, and whether it is whole on a small phone.
 * @module
 */
import { expect, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../../src/content/language.ts";
import { findLowContrast, findViolations, MAIL_RULES } from "../../support/browser/accessibility.ts";
import { changeHash, doubleText, useBrowser, widthOf } from "../../support/browser/browser.ts";
import { inLanguage, PAGE_KINDS, showAll } from "../../support/browser/page-kinds.ts";
import { findTurnedValues } from "../../support/reading/turned-values.ts";

const { open } = useBrowser();

/** Those that are offered, and one that is read from the right. */
const LANGUAGES = [...PUBLIC_LANGUAGES.map(({ tag }) => tag), "ar-XB"];
const pages = PAGE_KINDS.flatMap(([path, hash]) => LANGUAGES.map((tag) => [inLanguage(path, tag), hash] as const));

test.each(pages)("%s, and with #%s", async (path, hash) => {
  // Languages share markup and styles: what is repeated is looked at in one of them.
  const atAll = path.endsWith("lang=en");
  const { page } = await open(path, { viewport: { width: 320, height: 800 } });
  await showAll(page);
  expect(await widthOf(page)).toBeLessThanOrEqual(320);
  expect(await findViolations(page, { atAll }), "in light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  // Of all that axe asks, nothing but this depends on the theme.
  expect(await findLowContrast(page, { atAll }), "in dark").toEqual([]);
  const isFromTheRight = path.endsWith("lang=ar-XB");
  if (hash !== "" && (atAll || isFromTheRight)) {
    await changeHash(page, hash);
    await showAll(page);
  }
  if (isFromTheRight) {
    // With room for each value in one line.
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await findTurnedValues(page)).toEqual([]);
  }
  if (hash === "" || !atAll) return;
  expect(await findViolations(page, { atAll }), "in dark, with what stands after #").toEqual([]);
});

test.each(LANGUAGES)("the welcome mail in %s, in a program that shows HTML", async (tag) => {
  const path = inLanguage("/guides/shop.example/welcome.html", tag);
  const { page, faults } = await open(path, { viewport: { width: 390, height: 800 } });
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
