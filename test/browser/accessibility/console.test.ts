/**
 * What axe has against every page of the console, in light and in dark, and whether it is whole at any width.
 * @module
 */
import { beforeAll, expect, test } from "vitest";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { findLowContrast, findViolations } from "../../support/browser/accessibility.ts";
import { widthOf } from "../../support/browser/browser.ts";
import { useConsole } from "../../support/services/console.ts";

const { enter, send } = useConsole();

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

beforeAll(async () => {
  await send("PUT", "providers/seen", awkwardSettings.providers.plain);
  await send("PUT", "domains/seen.example", { provider: "seen", overrides: { displayName: "Before" } });
  await send("POST", "tokens", { name: "A panel with a name as long as people give", access: "write" });
});

test.each(PAGES)("%s is for everybody, and whole at any width", async (path) => {
  const { page } = await enter(path, { viewport: { width: 320, height: 900 } });
  expect(await widthOf(page)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await widthOf(page)).toBeLessThanOrEqual(1280);
  // What is within the frame is a guide, whose own tests look at it.
  await page.evaluate("document.querySelector('iframe')?.remove()");
  expect(await findViolations(page, { atAll: true })).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findLowContrast(page, { atAll: true })).toEqual([]);
});
