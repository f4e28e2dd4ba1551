/**
 * Pages in a language that is read from the right, by the pseudo-locale `ar-XB`: mirrored, but for what a person types or
 * compares sign by sign, which is read from the left in every language.
 * @module
 */
import { expect, test } from "vitest";
import { loadLanguage } from "../../src/content/language.ts";
import { unfold, useBrowser, widthOf } from "../support/browser/browser.ts";
import { measureGuide } from "../support/browser/measured-guide.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";
import { findTurnedValues } from "../support/reading/turned-values.ts";

const { open, keep } = useBrowser();

const ON_PHONE = { viewport: { width: 390, height: 844 } };
const OUTLOOK = "/guides/shop.example/outlook-windows-classic";
const TO_RTL = "?lang=ar-XB#alice@shop.example";
const outlook = keep(`${OUTLOOK}${TO_RTL}`, ON_PHONE);

// Those with most values; the others: test/browser/accessibility/pages.test.ts.
test.each([
  ["a page of a domain", () => open(`/guides/shop.example${TO_RTL}`, ON_PHONE)],
  ["an index of errors", () => open(`/guides/shop.example/errors${TO_RTL}`, ON_PHONE)],
  ["a guide", outlook],
])("%s is mirrored, within every screen, and its values are read from the left", async (_, load) => {
  const { page, faults } = await load();
  expect(await page.evaluate("getComputedStyle(document.body).direction")).toBe("rtl");
  const { x = 0, width = 0 } = (await page.locator(".brand").boundingBox()) ?? {};
  expect(x + width, "the provider's name is at the right").toBeGreaterThan(390 - 24);
  await unfold(page);
  for (const viewport of [390, 1280]) {
    await page.setViewportSize({ width: viewport, height: 844 });
    expect(await widthOf(page), `at ${viewport} pixels`).toBe(viewport);
    expect(await findTurnedValues(page)).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test("the arrow of the form points onwards, and what a drawing has at its start is at the right", async () => {
  const { page } = await open("about:blank", ON_PHONE);
  const measure = `(document) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const arrow = document.querySelector(".compact .button .icon");
    const tick = Array.from(document.querySelectorAll(".window .tick")).find((one) => one.checkVisibility());
    const box = tick.querySelector("i").getBoundingClientRect();
    const all = tick.getBoundingClientRect();
    return {
      arrowLeft: arrow.getBoundingClientRect().left,
      arrowTransform: getComputedStyle(arrow).transform,
      isTickAtRight: all.right - box.right < box.left - all.left,
    };
  }`;
  const language = await loadLanguage("ar-XB");
  const { arrowLeft, ...rest } = await measureGuide<{ arrowLeft: number }>(page, "outlook-windows-classic", measure, {
    language,
  });
  expect(arrowLeft).toBeLessThan(195);
  expect(rest).toEqual({ arrowTransform: "matrix(-1, 0, 0, 1, 0, 0)", isTickAtRight: true });
});

test("codes scan, on paper too, where addresses of links are whole", async () => {
  const { page } = await outlook();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ media: "print" });
  const code = await page.locator(".on-paper svg").screenshot();
  expect(readQrCode(code)).toBe(`https://setup.hosting.example${OUTLOOK}#alice@shop.example`);
  expect(await page.evaluate("document.querySelector('.on-paper').getBoundingClientRect().right")).toBeLessThan(640);
  expect(
    await page.evaluate(
      "Array.from(document.querySelectorAll('main a[href^=http]'), (link) => getComputedStyle(link, '::after')).filter(({ content, direction }) => content !== 'none' && direction !== 'ltr').length",
    ),
  ).toBe(0);
});
