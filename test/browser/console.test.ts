import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { findViolations } from "../support/accessibility.ts";
import { useBrowser, widthOf } from "../support/browser.ts";
import { type Started, startProcess } from "../support/start-server.ts";

const { open } = useBrowser();

const TOKEN = "a-token-for-the-tests-of-the-console";

let service: Started;

beforeAll(async () => {
  service = await startProcess([], { env: { ADMIN_TOKEN: TOKEN } });
  if (service.url === "") throw new Error(service.output());
});
afterAll(async () => {
  service?.child.kill();
  await service?.ended;
});

/** A page of the console, for whoever has logged in. */
async function enter(path: string, options: BrowserContextOptions = {}) {
  const opened = await open(`/console/log-in?next=${encodeURIComponent(path)}`, { baseURL: service.url, ...options });
  const { page } = opened;
  await page.fill("#token", TOKEN);
  await page.press("#token", "Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/log-in"));
  return opened;
}

/** Types an entry as JSON, and saves it. */
async function save(page: Page, path: string, entry: unknown, name?: string): Promise<void> {
  await page.goto(path);
  await page.click("text=Or as JSON");
  if (name !== undefined) await page.fill("#json-name", name);
  await page.fill("#json", JSON.stringify(entry));
  await page.click("form[aria-label='As JSON'] button");
  await page.click("button:text-is('Save')");
  await page.waitForURL(/done=/);
}

const autoconfig = async (domain: string) => (await fetch(`${service.url}/d/${domain}/mail/config-v1.1.xml`)).text();

test("a domain is made, edited, suspended, taken back and rolled back without script, and the next answer has it", async () => {
  const { page } = await enter("/console", { javaScriptEnabled: false });
  await save(page, "/console/new-provider", awkwardSettings.providers.plain, "plain");

  await page.goto("/console/new-domain");
  await page.fill("[name='name']", "Shop.example");
  await page.fill("[name='entry.provider']", "nobody");
  await page.press("[name='entry.provider']", "Enter");
  expect(await page.textContent("[role='alert']")).toContain("expected a provider that there is");
  // What was typed is still there.
  expect(await page.inputValue("[name='name']")).toBe("Shop.example");
  await page.fill("[name='entry.provider']", "plain");
  await page.press("[name='entry.provider']", "Enter");
  expect(await page.textContent("main")).toMatch(/^\+ +<hostname>imap\.shop\.example</m);
  expect(await autoconfig("shop.example")).not.toContain("imap.shop.example");
  await page.click("button:text-is('Save')");
  expect(await autoconfig("shop.example")).toContain("<displayName>Plain Mail</displayName>");

  await page.click("text=Edit");
  await page.click("summary:text-is('Names')");
  await page.fill("[name='entry.overrides.displayName']", "Other Mail");
  await page.click("button:text-is('Review the change') >> nth=0");
  await page.click("button:text-is('Save')");
  expect(await autoconfig("shop.example")).toContain("<displayName>Other Mail</displayName>");

  await page.click("a:text-is('Suspend')");
  await page.click("button:text-is('Suspend')");
  expect(await page.textContent("h1 + .badge")).toBe("Suspended");
  expect((await fetch(`${service.url}/d/shop.example/mail/config-v1.1.xml`)).status).toBe(404);
  await page.click("a:text-is('Resume')");
  await page.click("button:text-is('Resume')");
  expect(await autoconfig("shop.example")).toContain("<displayName>Other Mail</displayName>");

  await page.click("text=Go back to this >> nth=-1");
  await page.click("button:text-is('Go back')");
  expect(await autoconfig("shop.example")).toContain("<displayName>Plain Mail</displayName>");

  await page.click("a:text-is('Remove')");
  await page.click("button:text-is('Remove')");
  expect(await page.textContent("h1 + .badge")).toBe("Removed");
});

test("a domain is edited by keyboard alone", async () => {
  const { page, faults } = await enter("/console");
  await save(page, "/console/new-provider", awkwardSettings.providers.plain, "keyed");
  await save(page, "/console/new-domain", { provider: "keyed" }, "keyed.example");
  await page.goto("/console/domains/keyed.example");
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const reached = await page.evaluate(
        "document.activeElement?.name || document.activeElement?.textContent?.trim()",
      );
      if (reached === name) return;
    }
    throw new Error(`no way to ${name} by Tab`);
  };
  await tabTo("Edit");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/edit$/);
  await tabTo("entry.mailElsewhere");
  await page.keyboard.type("microsoft-365");
  await page.keyboard.press("Enter");
  await page.waitForSelector("button:text-is('Save')");
  await tabTo("Save");
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=saved/);
  expect(await page.textContent("h1 + .badge")).toBe("Mail elsewhere");
  expect(faults).toEqual([]);
});

test("search answers as one types, and the address bar keeps what was typed", async () => {
  const { page, faults } = await enter("/console");
  await save(page, "/console/new-provider", awkwardSettings.providers.plain, "found");
  for (const name of ["aaa.example", "aab.example"])
    await save(page, "/console/new-domain", { provider: "found" }, name);
  await page.goto("/console/domains");
  await page.type("#prefix", "aab");
  await page.waitForSelector("#found h2:text-is('1 domain')");
  expect(await page.locator("#found tbody tr").allTextContents()).toEqual([expect.stringContaining("aab.example")]);
  expect(new URL(page.url()).search).toBe("?prefix=aab");
  // What is found moves no focus.
  expect(await page.evaluate("document.activeElement.id")).toBe("prefix");
  expect(faults).toEqual([]);
});

test("the preview follows what is typed, and is not in the way back", async () => {
  const { page, faults } = await enter("/console");
  await save(page, "/console/new-provider", awkwardSettings.providers.plain, "seen");
  await save(page, "/console/new-domain", { provider: "seen", overrides: { displayName: "Before" } }, "seen.example");
  await page.goto("/console/domains/seen.example/edit");
  const frame = page.frameLocator("iframe[name='preview']");
  await frame.locator("text=Before").first().waitFor();
  await page.fill("[name='entry.overrides.displayName']", "While typing");
  await frame.locator("text=While typing").first().waitFor();
  await page.click("button:text-is('Autoconfig')");
  await frame.locator("text=<displayName>While typing</displayName>").waitFor();
  expect(await autoconfig("seen.example")).toContain("<displayName>Before</displayName>");
  await page.goBack();
  await page.waitForURL(/\/console\/domains\/seen\.example\?done=saved$/);
  expect(faults).toEqual([]);
});

describe("every page", () => {
  beforeAll(async () => {
    await fetch(`${service.url}/api/v1/tokens`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "A panel with a name as long as people give", access: "write" }),
    });
  });

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
  test("is for everybody, and whole at any width", async () => {
    const { page } = await enter("/console", { viewport: { width: 320, height: 900 } });
    const found: Record<string, unknown> = {};
    for (const [index, path] of PAGES.entries()) {
      await page.goto(path);
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
    expect(found).toEqual(Object.fromEntries(PAGES.map((path) => [path, [[], 320, 1280]])));
  });
});

test("a log-in name that was set is told to whoever sends the address, and to no script that only has it after #", async () => {
  const { page } = await enter("/console", { javaScriptEnabled: false });
  await save(page, "/console/new-provider", awkwardSettings.providers.plain, "logins");
  await save(page, "/console/new-domain", { provider: "logins", explicitLogins: true }, "logins.example");
  await page.goto("/console/domains/logins.example");
  await page.fill("#login-address", "alice@logins.example");
  await page.fill("#login-username", "u1234");
  await page.click("text=Set the login name");
  await page.waitForURL(/\/logins\?done=saved$/);
  expect(await page.textContent("main table")).toContain("u1234");
  await page.fill("#login-prefix", "ali");
  await page.click("button:text-is('Search')");
  expect(page.url()).toMatch(/\/logins$/);

  const { page: guide } = await open("/guides/logins.example#alice@logins.example", { baseURL: service.url });
  const name = guide.locator("code[data-username]:visible").first();
  expect(await guide.inputValue("form[data-address-form] input[name=emailaddress]")).toBe("alice@logins.example");
  expect(await name.count()).toBe(0);
  await guide.click("form[data-address-form] button");
  expect(await name.textContent({ timeout: 10_000 })).toBe("u1234");
});
