/**
 * What axe has against every page of the console, in light and in dark, and whether it is whole at any width.
 * @module
 */
import { expect, test } from "vitest";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { findLowContrast, findViolations } from "../../support/browser/accessibility.ts";
import { widthOf } from "../../support/browser/browser.ts";
import { useConsole } from "../../support/services/console.ts";

const { enter, send, to } = useConsole();

const PAGES = [
  "/console/domains",
  "/console/domains?prefix=nobody",
  "/console/domains/seen.example",
  "/console/domains/seen.example/edit",
  "/console/domains/seen.example/logins",
  "/console/domains/seen.example/suspend",
  "/console/domains/none.example",
  "/console/new-domain",
  "/console/providers",
  "/console/providers/seen",
  "/console/providers/seen/edit",
  "/console/findings",
  "/console/tokens",
  "/console/audit",
];

test("every page is for everybody, and whole at any width", async () => {
  await send("PUT", "providers/seen", awkwardSettings.providers.plain);
  await send("PUT", "domains/seen.example", { provider: "seen", overrides: { displayName: "Before" } });
  await send("POST", "tokens", { name: "A panel with a name as long as people give", access: "write" });
  const { page } = await enter("/console", { viewport: { width: 320, height: 900 } });
  const found: Record<string, unknown> = {};
  for (const path of PAGES) {
    await page.goto(to(path));
    const scrolled: number[] = [];
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      scrolled.push(Math.max(await widthOf(page), width));
    }
    // What is within the frame is a guide, whose own tests look at it.
    await page.evaluate("document.querySelector('iframe')?.remove()");
    await page.emulateMedia({ colorScheme: "light" });
    const violations = await findViolations(page, { atAll: true });
    await page.emulateMedia({ colorScheme: "dark" });
    found[path] = [violations, await findLowContrast(page, { atAll: true }), ...scrolled];
  }
  expect(found).toEqual(Object.fromEntries(PAGES.map((path) => [path, [[], [], 320, 1280]])));
});
