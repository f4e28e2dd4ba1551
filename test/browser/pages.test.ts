import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { ANDROID, CHROMEBOOK, IOS, MAC, WINDOWS } from "../fixtures/user-agents.ts";
import { useBrowser } from "../support/browser/browser.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";

const { open, keep } = useBrowser();

test("from the start page to the settings by keyboard, and no request tells the address", async () => {
  const { page, requests } = await open("/");
  // Past the link that skips, the brand, and the languages.
  for (let tabs = 0; tabs < 3 + PUBLIC_LANGUAGES.length; tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.type("alice+shop@shop.example");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/shop.example#*");
  expect(await page.locator("#imap ~ table code[data-username]").textContent()).toBe("alice+shop@shop.example");
  expect(await page.getByLabel("Your email address").inputValue()).toBe("alice+shop@shop.example");
  expect(requests).toEqual([`GET ${inject("baseUrl")}/ `, `GET ${inject("baseUrl")}/guides/shop.example `]);
});

test("a domain with ß is the one that was typed, and no other", async () => {
  const { page } = await open("/");
  await page.getByLabel("Your email address").fill("alice@straße.example");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/*");
  expect(new URL(page.url()).pathname).toMatch(/^\/guides\/(?:xn--strae-oqa|stra%C3%9Fe)\.example$/);
});

test("what stands after # is filled in, follows changes, and stays in the browser; what is copied are the very bytes", async () => {
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
  await page.getByRole("button", { name: "Copy: IMAP server" }).click();
  await page.getByRole("status").filter({ hasText: "IMAP server: Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe("mail.xn--bcher-kva.example");
  expect(requests).toHaveLength(1);
});

const TABLET = { viewport: { width: 820, height: 1180 }, isMobile: true };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true };
const SHOP = "/guides/shop.example";
const onIpad = () => open(SHOP, { userAgent: MAC, ...TABLET });
const onAndroid = keep(SHOP, { userAgent: ANDROID, ...PHONE });
const onWindows = keep(SHOP, { userAgent: WINDOWS });

/** The groups of programs in their order, and which are open. */
const readGroups = async (page: Page): Promise<{ names: string[]; open: string[] }> => {
  const groups = await page.locator(".platform[data-platform]").evaluateAll((found) =>
    found.map((group) => ({
      name: group.querySelector("h3")?.textContent ?? "",
      isOpen: group.hasAttribute("open"),
    })),
  );
  return { names: groups.map(({ name }) => name), open: groups.filter(({ isOpen }) => isOpen).map(({ name }) => name) };
};

const GROUPS = ["Windows", "Mac", "iPhone and iPad", "Android", "Linux"];

// Which device it is: test/pages/find-device.test.ts.
test.each([
  ["an iPad, which says that it is a Mac", onIpad, "iPhone and iPad", "Mail on iPhone and iPad"],
  ["an Android phone", onAndroid, "Android", "Thunderbird for Android"],
  ["Windows", onWindows, "Windows", "Thunderbird"],
])("on %s its own programs are first, the best is marked, and no others are hidden", async (_, view, group, best) => {
  const { page, requests, faults } = await view();
  const { names, open: opened } = await readGroups(page);
  expect(names).toEqual([group, ...GROUPS.filter((name) => name !== group)]);
  expect(opened).toEqual([group]);
  const mark = page.getByText("Best for this device").filter({ visible: true });
  expect(await mark.count()).toBe(1);
  expect(await page.locator(".best", { has: mark }).getByRole("heading").textContent()).toBe(best);
  const other = page.locator("summary", { hasText: names[1] ?? "" });
  await other.press("Enter");
  expect((await readGroups(page)).open).toEqual(names.slice(0, 2));
  expect(requests).toHaveLength(1);
  expect(faults).toEqual([]);
});

test("on a device of another kind every group is open in its order", async () => {
  const { page } = await open(SHOP, { userAgent: CHROMEBOOK });
  expect(await readGroups(page)).toEqual({ names: GROUPS, open: GROUPS });
  expect(await page.getByText("Best for this device").filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Install the profile" }).isVisible()).toBe(true);
  expect(await page.getByRole("link", { name: "Get Thunderbird in Google Play" }).isVisible()).toBe(true);
});

test("on a computer an iPhone's programs begin with a code of the profile, and nothing to be installed", async () => {
  const { page } = await onWindows();
  await page.locator("summary", { hasText: "iPhone and iPad" }).press("Enter");
  expect(await page.getByRole("button", { name: "Install the profile" }).count()).toBe(0);
  const code = page.locator(".best .hand svg").filter({ visible: true });
  expect(readQrCode(await code.screenshot())).toBe(
    "https://setup.hosting.example/profiles/apple.mobileconfig?domain=shop.example",
  );
});

test("what one may have already is chosen by its mark and name, the best known first", async () => {
  const { page } = await onWindows();
  const tiles = page.locator('[data-platform="windows"] .have li');
  expect((await tiles.locator("a").allTextContents()).slice(0, 2)).toEqual([
    "Outlook (classic) for Windows",
    "Outlook (new) for Windows",
  ]);
  // All of a tile is its link.
  await tiles.first().scrollIntoViewIfNeeded();
  const corner = await page.evaluate(`(() => {
    const { x, y } = document.querySelector('[data-platform="windows"] .have li').getBoundingClientRect();
    return document.elementFromPoint(x + 15, y + 15).closest("a")?.pathname;
  })()`);
  expect(corner).toBe("/guides/shop.example/outlook-windows-classic");
});

test("on an iPhone the profile is the person's once the address is known, and what comes next is told", async () => {
  const { page, requests } = await open(SHOP, { userAgent: IOS, ...PHONE, colorScheme: "dark" });
  const best = page.locator(".best").filter({ visible: true });
  const nobodys = page.waitForEvent("download");
  await best.getByRole("button", { name: "Install the profile" }).click();
  await nobodys;
  expect(requests.at(-1)).toContain("/profiles/apple.mobileconfig domain=shop.example&emailaddress=");
  expect(await best.getByRole("listitem").allInnerTexts()).toEqual([
    expect.stringContaining("Allow"),
    expect.stringContaining("Profile Downloaded"),
    expect.stringContaining("Install"),
  ]);
  expect(await best.textContent()).toContain("The profile is shown as “Not Signed”");
  await page.getByLabel("Your email address").fill("alice@shop.example");
  await page.keyboard.press("Enter");
  await page.getByLabel("Your email address").waitFor({ state: "hidden" });
  await page.evaluate("scrollTo(0, 0)");
  const button = await best.getByRole("button", { name: "Install the profile" }).boundingBox();
  expect((button?.y ?? 844) + (button?.height ?? 0)).toBeLessThanOrEqual(844);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    best.getByRole("button", { name: "Install the profile" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("shop.example.mobileconfig");
  // With all that the profile has, unless somebody chooses.
  expect(requests.at(-1)).toBe(
    `POST ${inject("baseUrl")}/profiles/apple.mobileconfig domain=shop.example&emailaddress=alice%40shop.example&name=&include=mail&include=calendars&include=contacts`,
  );
  await best.getByText("Choose what it sets up").click();
  await best.getByLabel("Your name").fill("Alice");
  await best.getByLabel("Calendars").uncheck();
  await Promise.all([page.waitForEvent("download"), best.getByRole("button", { name: "Install the profile" }).click()]);
  expect(requests.at(-1)).toContain("&name=Alice&include=mail&include=contacts");
});

test("on an Android phone: Thunderbird from the store, then the address; DAVx⁵ opens with it", async () => {
  const { page, requests } = await onAndroid();
  const best = page.locator(".best").filter({ visible: true });
  expect(await best.getByRole("link", { name: "Get Thunderbird in Google Play" }).getAttribute("href")).toBe(
    "https://play.google.com/store/apps/details?id=net.thunderbird.android",
  );
  const davx5 = best.getByRole("link", { name: "Open DAVx⁵ with your address" });
  expect(await davx5.count()).toBe(0);
  await page.evaluate("location.hash = 'alice+shop@shop.example'");
  await davx5.waitFor();
  expect(await davx5.getAttribute("href")).toBe("davx5://alice%2Bshop%40shop.example@mail.shop.example/dav/");
  expect(await best.locator(".next code").textContent()).toBe("alice+shop@shop.example");
  for (const name of ["Gmail for Android", "Samsung Email"])
    expect(await page.getByRole("link", { name, exact: true }).isVisible()).toBe(true);
  expect(requests).toHaveLength(1);
});

test("without script a form's post makes the page and its profile the person's, nothing is hidden, and no address is in a URL", async () => {
  const { page, requests } = await open("/", { javaScriptEnabled: false, userAgent: IOS, ...PHONE });
  await page.getByLabel("Your email address").fill("alice@shop.example");
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("shop.example");
  expect(await page.locator("#imap ~ table code[data-username]").textContent()).toBe("alice@shop.example");
  expect(await readGroups(page)).toEqual({ names: GROUPS, open: GROUPS });
  expect(await page.getByText("Best for this device").filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("link", { name: "Get Thunderbird in Google Play" }).isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: /Copy/ }).count()).toBe(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Install the profile" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("shop.example.mobileconfig");
  await page.getByRole("link", { name: "Change the address" }).click();
  await page.getByLabel("Your email address").fill("nobody");
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("not an email address");
  expect(await page.getByLabel("Your email address").inputValue()).toBe("nobody");
  expect(requests.filter((request) => /^\S+ \S*(?:alice|nobody)/.test(request))).toEqual([]);
});

test("an address stays after # through places on the page, reloads and links, and goes nowhere else", async () => {
  const { page, requests } = await open("/guides/shop.example#alice@shop.example", { userAgent: WINDOWS });
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("content");
  await expect.poll(() => new URL(page.url()).hash).toBe("#alice@shop.example");
  await page.reload();
  expect(await page.getByLabel("Your email address").inputValue()).toBe("alice@shop.example");
  // Who does not know the program is helped.
  await page.getByText("Not sure which program you have?").press("Enter");
  expect(await page.getByRole("link", { name: "Webmail", exact: true }).getAttribute("href")).toBe(
    "https://mail.shop.example/",
  );
  await page.getByText("Which Outlook is this?").press("Enter");
  const outlooks = page.locator(".helper", { hasText: "Which Outlook" }).getByRole("heading");
  expect(await outlooks.allTextContents()).toHaveLength(5);
  await outlooks.first().getByRole("link").click();
  await page.waitForURL("**/outlook-windows-classic#alice@shop.example");
  expect(requests.filter((request) => request.includes("alice"))).toEqual([]);
});

test("on paper a person's page is two sheets at most", async () => {
  const { page } = await open(`${SHOP}#alice@shop.example`);
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
});

test("on paper are the values and every program by its name", async () => {
  const { page } = await onWindows();
  await page.emulateMedia({ media: "print" });
  for (const shown of ["Settings for any mail program", "Webmail", "Choose your program"])
    expect(await page.getByRole("heading", { name: shown, exact: true }).isVisible()).toBe(true);
  // In a group that is closed on the screen.
  expect((await page.getByText("Samsung Email").boundingBox())?.height).toBeGreaterThan(5);
  for (const hidden of [".address-form", ".helpers", ".copy", ".skip", ".as-text"])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});
