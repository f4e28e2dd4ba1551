import { AxeBuilder } from "@axe-core/playwright";
import { expect, inject, test } from "vitest";
import { useBrowser } from "../support/browser.ts";

const { open } = useBrowser();

const PAGES = ["/", "/guides/shop.example", "/guides/shop.example#alice@shop.example", "/guides/unknown.example"];

// Contrast depends on the theme, and overflow on the width: together two runs see both.
const VIEWS = [
  [320, "light"],
  [1280, "dark"],
] as const;

test.each(PAGES.flatMap((path) => VIEWS.map(([width, theme]) => [path, width, theme] as const)))(
  "%s at %i pixels, %s: for everybody, whole, and from nobody else",
  async (path, width, colorScheme) => {
    const { page, requests, faults } = await open(path, { viewport: { width, height: 800 }, colorScheme });
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    expect(requests).toHaveLength(1);
    // The browser itself reports a 404 as an error.
    expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  },
);

test("a copy button copies the very bytes and says so", async () => {
  const { page } = await open("/guides/xn--bcher-kva.example", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByRole("button", { name: "Copy: IMAP server" }).click();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe("mail.xn--bcher-kva.example");
  await page.getByRole("status").filter({ hasText: "IMAP server: Copied" }).waitFor();
});

test("from the start page to the settings by keyboard, and no request tells the address", async () => {
  const { page, requests } = await open("/");
  // Past the link that skips, and the brand.
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.type("alice+shop@shop.example");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/shop.example#*");
  expect(await page.locator("#imap ~ table code[data-username]").textContent()).toBe("alice+shop@shop.example");
  expect(await page.getByLabel("Your email address").inputValue()).toBe("alice+shop@shop.example");
  expect(requests).toEqual([`GET ${inject("baseUrl")}/ `, `GET ${inject("baseUrl")}/guides/shop.example `]);
});

test("without script a form's post fills the page in, and there are no buttons that need it", async () => {
  const { page } = await open("/", { javaScriptEnabled: false });
  await page.getByLabel("Your email address").fill("alice@shop.example");
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("shop.example");
  expect(await page.locator("#imap ~ table code[data-username]").textContent()).toBe("alice@shop.example");
  expect(new URL(page.url()).search).toBe("");
  expect(await page.getByRole("button", { name: /Copy/ }).count()).toBe(0);
  await page.getByLabel("Your email address").fill("nobody");
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("not an email address");
  expect(await page.getByLabel("Your email address").inputValue()).toBe("nobody");
});

test("what stands after # is filled in, follows changes, and stays in the browser", async () => {
  const { page, requests } = await open("/guides/b%C3%BCcher.example#j%C3%B6rg@b%C3%BCcher.example");
  const shown = async () => {
    const texts = await page.locator("#imap ~ table [data-when]:not([hidden])").allInnerTexts();
    return texts.join().replace(/\s*Copy$/, "");
  };
  await expect.poll(shown).toBe("jörg@xn--bcher-kva.example");
  const changes: readonly (readonly [hash: string, expected: string])[] = [
    ["bob@xn--bcher-kva.example", "bob@xn--bcher-kva.example"],
    // A place on the page is no address.
    ["settings", "bob@xn--bcher-kva.example"],
    ["eve@other.example", "Your full email address"],
    ["bob@BÜCHER.example", "bob@xn--bcher-kva.example"],
    ["", "Your full email address"],
  ];
  for (const [hash, expected] of changes) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await expect.poll(shown).toBe(expected);
  }
  expect(requests).toHaveLength(1);
});

test("the Apple profile is the person's once the address is known", async () => {
  const { page, requests } = await open("/guides/shop.example");
  const shared = page.getByRole("link", { name: "Download the Apple profile" });
  expect(await shared.getAttribute("href")).toBe("/profiles/apple.mobileconfig?domain=shop.example");
  await page.getByLabel("Your email address").fill("alice@shop.example");
  await page.getByRole("button", { name: "Show my settings" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the Apple profile" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("shop.example.mobileconfig");
  expect(requests.at(-1)).toBe(
    `POST ${inject("baseUrl")}/profiles/apple.mobileconfig emailaddress=alice%40shop.example`,
  );
});
