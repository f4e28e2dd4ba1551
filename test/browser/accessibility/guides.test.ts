/**
 * Every guide as it is served, and filled in by its script: whether it is valid HTML, what axe has against it, and whether it
 * and its drawings fit every screen.
 * @module
 */
import { expect, inject, test } from "vitest";
import { CLIENT_IDS } from "../../../src/content/catalogue.ts";
import { PUBLIC_LANGUAGES } from "../../../src/content/language.ts";
import { guidePage } from "../../../src/pages/guide/guide-page.ts";
import { STEPPED_GUIDE_IDS } from "../../../src/telling/guides/guide.ts";
import { findLowContrast, findViolations } from "../../support/browser/accessibility.ts";
import { doubleText, unfold, useBrowser, widthOf } from "../../support/browser/browser.ts";
import { ENGLISH_PAGE } from "../../support/browser/english-page.ts";
import { expectToFitScreens, expectWholeWords } from "../../support/browser/measured-guide.ts";
import { settingsOf } from "../../support/domains/accounts.ts";
import { chooseCover, listKinds } from "../../support/drawn/cover.ts";
import { findHtmlFaults } from "../../support/reading/html-faults.ts";

const { open } = useBrowser();

const DRAWING = /<figure class="screen[\s\S]*?<\/figure>/g;

test.each(STEPPED_GUIDE_IDS)(
  "%s is alice's, for everybody, in light and in dark, and whole at any width",
  async (id) => {
    // In the languages that are offered, by turns.
    const { tag } = PUBLIC_LANGUAGES[STEPPED_GUIDE_IDS.indexOf(id) % PUBLIC_LANGUAGES.length] ?? { tag: "en" };
    const address = "alice@xn--bcher-kva.example";
    const path = `/guides/xn--bcher-kva.example/${id}?lang=${tag}`;
    expect(await findHtmlFaults(await (await fetch(`${inject("baseUrl")}${path}`)).text())).toEqual([]);
    const viewport = { width: 390, height: 844 };
    const { page, requests, faults } = await open(`${path}#${address}`, { viewport });
    await unfold(page);
    const names = await page.locator(".values code[data-username]").allTextContents();
    expect(names.filter((name) => name !== address)).toEqual([]);
    expect(await findViolations(page, { atAll: true })).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findLowContrast(page, { atAll: true })).toEqual([]);
    for (const width of [390, 1280, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await widthOf(page), `at ${width} pixels`).toBeLessThanOrEqual(width);
    }
    await doubleText(page);
    expect(await widthOf(page), "text of twice the size").toBe(320);
    expect(requests).toHaveLength(1);
    expect(faults).toEqual([]);
  },
);

test("every guide starts on a phone's first screen and stays within every screen, with text of twice the size too", async () => {
  const { page } = await open("about:blank", { viewport: { width: 390, height: 844 }, isMobile: true });
  for (const id of STEPPED_GUIDE_IDS) await expectToFitScreens(page, id);
});

test("no word of a dialog is broken on a small phone, however long a server's name is", async () => {
  const { page } = await open("about:blank", { viewport: { width: 320, height: 700 } });
  for (const id of CLIENT_IDS) await expectWholeWords(page, id);
});

// Each program has colours of its own, for each of the parts that a drawing is made of.
test("drawings of every program, in light and in dark", async () => {
  const bodies = await Promise.all(
    STEPPED_GUIDE_IDS.map(async (id) => {
      const options = { ...ENGLISH_PAGE, id, personal: false, protocol: undefined, profileSigned: false };
      const { body } = await guidePage.renderTemplate(settingsOf("bücher.example"), options);
      return body.replace(/<(script|svg)\b[\s\S]*?<\/\1>/g, "");
    }),
  );
  const drawings = bodies.flatMap((body) => body.match(DRAWING) ?? []);
  const kindsOf = (drawing: string) => {
    const program = /class="screen ([^"]*)"/.exec(drawing)?.[1];
    return new Set([...listKinds(drawing)].map((kind) => `${program} ${kind}`));
  };
  const chosen = chooseCover(new Map(drawings.map((drawing) => [drawing, kindsOf(drawing)])));
  const styles = new Set(bodies.flatMap((body) => body.match(/<style>[\s\S]*?<\/style>/g) ?? []));
  const { page } = await open("about:blank");
  await page.setContent(
    `<!doctype html><html lang="en"><title>Drawings</title>${[...styles].join("")}<main>${chosen.join("")}</main>`,
  );
  expect(await page.locator(".window").count()).toBe(chosen.length);
  expect(await page.evaluate("getComputedStyle(document.querySelector('.window')).backgroundColor")).toMatch(/^rgb\(/);
  expect(await findLowContrast(page, { atAll: true })).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findLowContrast(page, { atAll: true })).toEqual([]);
});
