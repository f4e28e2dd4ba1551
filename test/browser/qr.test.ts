import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { changeHash, useBrowser } from "../support/browser/browser.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";
import { scanAll } from "../support/reading/read-thunderbird-code.ts";

const { open, keep } = useBrowser();

const ORIGIN = "https://setup.hosting.example";
const ADDRESS = "alice+shop@shop.example";
const ACCOUNT =
  `[1,[1,1],[0,"mail.shop.example",993,3,1,"${ADDRESS}"],` +
  `[[[0,"mail.shop.example",465,3,1,"${ADDRESS}"],["${ADDRESS}",""]]]]`;

const CODES: readonly (readonly [path: string, payload: string])[] = [
  ["/qr/guide.%?domain=shop.example", `${ORIGIN}/guides/shop.example`],
  ["/qr/guide.%?domain=shop.example&guide=apple-mail-ios", `${ORIGIN}/guides/shop.example/apple-mail-ios`],
  ["/qr/profile.%?domain=shop.example", `${ORIGIN}/profiles/apple.mobileconfig?domain=shop.example`],
  [`/qr/thunderbird-android.%?emailaddress=${ADDRESS}`, ACCOUNT],
  [`/qr/davx5.%?emailaddress=${ADDRESS}`, "davx5://alice%2Bshop%40shop.example@mail.shop.example/dav/"],
];

test.each(CODES)("%s: a PNG of it scans", async (path, payload) => {
  const png = await fetch(`${inject("baseUrl")}${path.replace("%", "png")}`);
  expect(readQrCode(new Uint8Array(await png.arrayBuffer()))).toBe(payload);
});

// What each says, without a browser: test/http/qr.test.ts.
test("an SVG of a code scans in light and in dark, and so does the densest that an account can have", async () => {
  const query = Array.from({ length: 3 }, (_, index) => `emailaddress=${"a".repeat(30)}${index}@shop.example`).join(
    "&",
  );
  const { page } = await open(`/qr/thunderbird-android.svg?${query}`, { viewport: { width: 390, height: 844 } });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(scanAll([readQrCode(await page.screenshot()) ?? ""])).toHaveLength(3);
  }
});

const codeOf = (page: Page, heading: string) => page.getByRole("figure").filter({ hasText: heading });
const GUIDE = "This page, on your phone";
const THUNDERBIRD = "Thunderbird for Android";
const DAVX5 = "in DAVx⁵ for Android";
const DAVX5_LINK = "davx5://alice%2Bshop%40shop.example@mail.shop.example/dav/";

const VIEWS = [
  [390, "light"],
  [390, "dark"],
  [1280, "light"],
  [1280, "dark"],
] as const;

// What a phone sees that is held in front of the screen: the code, and some of what is around it.
async function scan(page: Page, heading: string): Promise<string | undefined> {
  const svg = codeOf(page, heading).locator("svg");
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  if (box === null) throw new Error("it is not shown");
  const { x, y, width, height } = box;
  return readQrCode(await page.screenshot({ clip: { x: x - 16, y: y - 16, width: width + 32, height: height + 32 } }));
}

const SHOP = "/guides/shop.example";
const alices = keep(`${SHOP}#${ADDRESS}`);

test("an address after # is in every code, at any width and in either theme", async () => {
  const { page, requests, faults } = await alices();
  for (const [width, colorScheme] of VIEWS) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    // The densest of the three.
    expect(await scan(page, THUNDERBIRD), `${width}, ${colorScheme}`).toBe(ACCOUNT);
  }
  const link = `${ORIGIN}${SHOP}#alice%2Bshop@shop.example`;
  expect(await scan(page, GUIDE)).toBe(link);
  expect(await scan(page, DAVX5)).toBe(DAVX5_LINK);
  expect(await codeOf(page, GUIDE).getByRole("link").textContent()).toBe(link);
  expect(await codeOf(page, THUNDERBIRD).textContent()).toContain(
    "Scan it inside the app: Settings, Import settings, Scan QR code",
  );
  expect(await codeOf(page, DAVX5).getByRole("link").getAttribute("href")).toBe(DAVX5_LINK);
  expect(requests).toHaveLength(1);
  expect(faults).toEqual([]);
});

test("codes have names", async () => {
  const { page } = await alices();
  const names = await page
    .getByRole("figure")
    .getByRole("img")
    .evaluateAll((images) => images.map((image) => String(image.querySelector("title")?.textContent)));
  expect(names).toEqual([
    "QR code: the set-up page for mail at shop.example",
    "QR code: mail account, for Thunderbird on Android",
    "QR code: calendars and contacts, for DAVx⁵ on Android",
  ]);
});

test("codes scan on paper too", async () => {
  const { page } = await alices();
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(readQrCode(await codeOf(page, THUNDERBIRD).locator("svg").screenshot())).toBe(ACCOUNT);
  await page.emulateMedia({ media: null });
});

test("on a phone the settings come first", async () => {
  const viewport = { width: 390, height: 844 };
  const topOf = async (page: Page, name: string) => (await page.getByRole("heading", { name }).boundingBox())?.y ?? 0;
  const [codes, settings] = ["Continue on your phone", "Settings for any mail program"];
  const { page: narrow } = await alices();
  await narrow.setViewportSize(viewport);
  expect(await topOf(narrow, codes)).toBeLessThan(await topOf(narrow, settings));
  const { page: phone } = await open(SHOP, { viewport, isMobile: true });
  expect(await topOf(phone, codes)).toBeGreaterThan(await topOf(phone, settings));
});

test("the codes follow the address, go with it, and are on the person's page that a form's post got", async () => {
  const { page } = await open(SHOP);
  const codes = page.getByRole("img", { name: "QR code" });
  const read = async (heading: string) => readQrCode(await codeOf(page, heading).locator("svg").screenshot());
  expect(await codes.count()).toBe(1);
  expect(await read(GUIDE)).toBe(`${ORIGIN}${SHOP}`);
  expect(await codeOf(page, GUIDE).getByRole("link").textContent()).toBe(`${ORIGIN}${SHOP}`);
  await page.getByLabel("Your email address").fill("bob@shop.example");
  await page.keyboard.press("Enter");
  await expect.poll(() => codes.count()).toBe(3);
  await expect.poll(() => read(THUNDERBIRD)).toContain('"bob@shop.example"');
  // An address that the app could not read would have the whole code refused.
  await changeHash(page, "jörg@shop.example");
  await expect.poll(() => codeOf(page, THUNDERBIRD).count()).toBe(0);
  await changeHash(page, "eve@other.example");
  await expect.poll(() => codes.count()).toBe(1);
  const loaded = page.waitForEvent("load");
  await page.evaluate(`{
    const form = document.querySelector("form[data-address-form]");
    form.elements.emailaddress.value = "${ADDRESS}";
    HTMLFormElement.prototype.submit.call(form);
  }`);
  await loaded;
  expect(await read(THUNDERBIRD)).toBe(ACCOUNT);
});

test("without script the link's code is there, and no empty one", async () => {
  const { page } = await open(SHOP, { javaScriptEnabled: false });
  expect(readQrCode(await codeOf(page, GUIDE).locator("svg").screenshot())).toBe(`${ORIGIN}${SHOP}`);
  expect(await page.getByRole("img", { name: "QR code" }).count()).toBe(1);
});
