/**
 * What axe has against pages of the console, and whether they are whole at any width: in `npm test` few that hold every kind
 * of element, in `npm run accessibility` all of them.
 * @module
 */
import { expect, test } from "vitest";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { findViolations } from "../../support/accessibility.ts";
import { widthOf } from "../../support/browser.ts";
import { useConsole } from "../../support/console.ts";
import { chooseCover, listKinds } from "../../support/cover.ts";
import { LOOKS_AT_ALL } from "../../support/effort.ts";

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
  const { page, context } = await enter("/console", { viewport: { width: 320, height: 900 } });
  const bodies = await Promise.all(
    PAGES.map(async (path) => [path, await (await context.request.get(to(path))).text()] as const),
  );
  const looked = LOOKS_AT_ALL ? PAGES : chooseCover(new Map(bodies.map(([path, body]) => [path, listKinds(body)])));
  const found: Record<string, unknown> = {};
  for (const [index, path] of looked.entries()) {
    await page.goto(to(path));
    // What axe looks at is seen by turns in either theme: pages share their colours and parts.
    await page.emulateMedia({ colorScheme: index % 2 === 0 ? "light" : "dark" });
    const scrolled: number[] = [];
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      scrolled.push(Math.max(await widthOf(page), width));
    }
    // What is within the frame is a guide, whose own tests look at it.
    await page.evaluate("document.querySelector('iframe')?.remove()");
    found[path] = [await findViolations(page), ...scrolled];
  }
  expect(found).toEqual(Object.fromEntries(looked.map((path) => [path, [[], 320, 1280]])));
});
