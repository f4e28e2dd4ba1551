import { beforeAll, expect, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { findViolations } from "../support/browser/accessibility.ts";
import { useBrowser, widthOf } from "../support/browser/browser.ts";
import { useConsole } from "../support/services/console.ts";

const { open } = useBrowser();
const { enter, logIn, send, to } = useConsole();

/** A provider of whose domains there are pages. */
beforeAll(() => send("PUT", "providers/hosted", awkwardSettings.providers.plain));

const autoconfig = async (domain: string) => (await fetch(to(`/d/${domain}/mail/config-v1.1.xml`))).text();

test("a domain is made and edited without script, and the next answer has it", async () => {
  const { page } = await logIn("/console/new-domain", { javaScriptEnabled: false });
  await page.fill("[name='name']", "Shop.example");
  await page.fill("[name='entry.provider']", "hosted");
  await page.press("[name='entry.provider']", "Enter");
  expect(await page.textContent("main")).toMatch(/^\+ +<hostname>imap\.shop\.example</m);
  expect(await autoconfig("shop.example")).not.toContain("imap.shop.example");
  await page.click("button:text-is('Save')");
  expect(await autoconfig("shop.example")).toContain("<displayName>Plain Mail</displayName>");

  await page.click("text=Edit");
  await page.click("text=Or as JSON");
  await page.fill("#json", JSON.stringify({ provider: "hosted", overrides: { displayName: "Other Mail" } }));
  await page.click("form[aria-label='As JSON'] button");
  await page.click("button:text-is('Save')");
  await page.waitForURL(/done=/);
  expect(await autoconfig("shop.example")).toContain("<displayName>Other Mail</displayName>");
});

test("a domain's page is for everybody, whole on a small phone, and edited by keyboard alone", async () => {
  await send("PUT", "domains/keyed.example", {
    provider: "hosted",
    $comment: "asked for by the customer ".repeat(9).trim(),
  });
  const { page, faults } = await enter("/console/domains/keyed.example", { viewport: { width: 320, height: 900 } });
  // All pages, in both themes: test/browser/accessibility/console.test.ts.
  expect(await findViolations(page)).toEqual([]);
  expect(await widthOf(page)).toBeLessThanOrEqual(320);
  await page.click("text=What it changed");
  expect(await widthOf(page)).toBeLessThanOrEqual(320);
  await page.click("text=What it changed");
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
  await page.waitForSelector("[role='status']:has-text('Saved.')");
  // Loaded again, the page does not say so once more.
  await page.waitForURL((url) => url.search === "");
  expect(await page.textContent("h1 + .badge")).toBe("Mail elsewhere");
  expect(faults).toEqual([]);
});

test("search answers as one types, and the address bar keeps what was typed", async () => {
  for (const name of ["aaa.example", "aab.example"]) await send("PUT", `domains/${name}`, { provider: "hosted" });
  const { page, faults } = await enter("/console/domains");
  await page.type("#prefix", "aab");
  await page.waitForSelector("#found h2:text-is('1 domain')");
  expect(await page.locator("#found tbody tr").allTextContents()).toEqual([expect.stringContaining("aab.example")]);
  expect(new URL(page.url()).search).toBe("?prefix=aab");
  // What is found moves no focus.
  expect(await page.evaluate("document.activeElement.id")).toBe("prefix");
  expect(faults).toEqual([]);
});

test("the preview follows what is typed, and is not in the way back", async () => {
  await send("PUT", "domains/seen.example", { provider: "hosted", overrides: { displayName: "Before" } });
  const { page, faults } = await enter("/console/domains/seen.example");
  await page.click("text=Edit");
  const frame = page.frameLocator("iframe[name='preview']");
  await frame.locator("text=Before").first().waitFor();
  await page.fill("[name='entry.overrides.displayName']", "While typing");
  await frame.locator("text=While typing").first().waitFor();
  const [beside] = await Promise.all([
    page.waitForEvent("popup"),
    frame.locator("a[href$='/thunderbird-desktop']:visible").first().click(),
  ]);
  await beside.waitForURL(/\/guides\/seen\.example\/thunderbird-desktop$/);
  expect(await beside.textContent("main")).toContain("Before");
  await beside.close();
  await frame.locator("input[name=emailaddress]:visible").fill("alice@seen.example");
  const [answer] = await Promise.all([
    page.waitForEvent("popup"),
    frame.locator("input[name=emailaddress]:visible").press("Enter"),
  ]);
  await answer.waitForURL(/\/guides\/seen\.example$/);
  await answer.close();
  await page.click("button:text-is('Autoconfig')");
  await frame.locator("text=<displayName>While typing</displayName>").waitFor();
  expect(await autoconfig("seen.example")).toContain("<displayName>Before</displayName>");
  await page.goBack();
  await page.waitForURL(/\/console\/domains\/seen\.example$/);
  expect(faults).toEqual([]);
});

test("on the way back from the review all that was typed and chosen is still there", async () => {
  await send("PUT", "domains/back.example", { provider: "hosted" });
  const { page, faults } = await enter("/console/domains/back.example/edit");
  await page.fill("[name='entry.mailElsewhere']", "microsoft-365");
  await page.fill("[name='entry.$comment']", "as was asked for");
  await page.check("[name='entry.suspended']");
  await page.click("button:text-is('Review the change')");
  await page.waitForSelector("button:text-is('Save')");
  await page.goBack();
  await page.waitForURL(/\/edit$/);
  expect(await page.inputValue("[name='entry.mailElsewhere']")).toBe("microsoft-365");
  expect(await page.inputValue("[name='entry.$comment']")).toBe("as was asked for");
  expect(await page.isChecked("[name='entry.suspended']")).toBe(true);
  expect(faults).toEqual([]);
});

test("a login name that was set is told to whoever sends the address, and to no script that only has it after #", async () => {
  await send("PUT", "domains/logins.example", { provider: "hosted", explicitLogins: true });
  const { page } = await enter("/console/domains/logins.example", { javaScriptEnabled: false });
  await page.fill("#login-address", "alice@logins.example");
  await page.fill("#login-username", "u1234");
  await page.click("text=Set the login name");
  await page.waitForURL(/\/logins\?done=saved$/);
  expect(await page.textContent("main table")).toContain("u1234");

  const { page: guide } = await open(to("/guides/logins.example#alice@logins.example"));
  const name = guide.locator("code[data-username]:visible").first();
  expect(await guide.inputValue("form[data-address-form] input[name=emailaddress]")).toBe("alice@logins.example");
  expect(await name.count()).toBe(0);
  await guide.click("form[data-address-form] button");
  expect(await name.textContent()).toBe("u1234");
});
