/**
 * Pages in a language that is read from the right, by the pseudo-locale `ar-XB`: mirrored, but for what a person types or
 * compares sign by sign, which is read from the left in every language.
 * @module
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { unfold, useBrowser, widthOf } from "../support/browser.ts";
import { readQrCode } from "../support/read-qr-code.ts";

const { open } = useBrowser();

const PATHS = [
  "/",
  "/guides/shop.example",
  "/guides/shop.example/outlook-windows-classic",
  "/guides/shop.example/apple-mail-ios",
  "/guides/shop.example/errors",
];
const TO_RTL = "?lang=ar-XB#alice@shop.example";

/** Hosts, ports, addresses and labels in English that stand on the page in the wrong order, by where their first and last signs are. */
const findTurnedValues = (page: Page) =>
  page.evaluate<string[]>(`Array.from(document.querySelectorAll("code, kbd, .url, input[type=email], [data-username]"))
    .filter((value) => value.checkVisibility() && /^[\\x20-\\x7e]+$/.test(value.value ?? value.textContent))
    .flatMap((value) => {
      if (value.value !== undefined) return getComputedStyle(value).direction === "ltr" ? [] : [value.outerHTML];
      const texts = document.createTreeWalker(value, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (texts.nextNode()) if (texts.currentNode.data.trim() !== "") nodes.push(texts.currentNode);
      const place = (node, index) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [nodes[0], nodes.at(-1)];
      if (first === undefined) return [];
      const [from, to] = [place(first, 0), place(last, last.data.trimEnd().length - 1)];
      // On one line the first sign is left of the last; what goes on below it starts anew.
      return from.top === to.top && from.left > to.left ? [value.textContent] : [];
    })`);

test.each(PATHS)("%s is mirrored, within every screen, and its values are read from the left", async (path) => {
  const { page, faults } = await open(`${path}${TO_RTL}`, { viewport: { width: 390, height: 844 } });
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
  const { page } = await open("/guides/shop.example/outlook-windows-classic?lang=ar-XB", {
    viewport: { width: 390, height: 844 },
  });
  const arrow = page.locator(".compact .button .icon");
  expect(
    await arrow.evaluate("document.querySelector('.compact .button .icon').getBoundingClientRect().left"),
  ).toBeLessThan(195);
  expect(await page.evaluate("getComputedStyle(document.querySelector('.compact .button .icon')).transform")).toBe(
    "matrix(-1, 0, 0, 1, 0, 0)",
  );
  await unfold(page);
  const isMirrored = await page.evaluate(`(() => {
    const tick = Array.from(document.querySelectorAll(".window .tick")).find((one) => one.checkVisibility());
    const box = tick.querySelector("i").getBoundingClientRect();
    const all = tick.getBoundingClientRect();
    return all.right - box.right < box.left - all.left;
  })()`);
  expect(isMirrored).toBe(true);
});

test("codes scan, on paper too, where addresses of links are whole", async () => {
  const { page } = await open(`/guides/shop.example/outlook-windows-classic${TO_RTL}`);
  await page.emulateMedia({ media: "print" });
  const code = await page.locator(".on-paper svg").screenshot();
  expect(readQrCode(code)).toBe(
    "https://setup.hosting.example/guides/shop.example/outlook-windows-classic#alice@shop.example",
  );
  expect(await page.evaluate("document.querySelector('.on-paper').getBoundingClientRect().right")).toBeLessThan(640);
  expect(
    await page.evaluate(
      "Array.from(document.querySelectorAll('main a[href^=http]'), (link) => getComputedStyle(link, '::after')).filter(({ content, direction }) => content !== 'none' && direction !== 'ltr').length",
    ),
  ).toBe(0);
});
