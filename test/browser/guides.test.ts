import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { loadLanguage } from "../../src/content/language.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { SteppedGuideId } from "../../src/telling/guides/guide.ts";
import { IOS, MAC } from "../fixtures/user-agents.ts";
import { useBrowser } from "../support/browser/browser.ts";
import { expectToFitScreens, findBrokenWords, measureGuide } from "../support/browser/measured-guide.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";

const { open, keep } = useBrowser();

const ADDRESS = "alice+shop@shop.example";
const OUTLOOK = "/guides/shop.example/outlook-windows-classic";
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true };
const blankPhone = keep("about:blank", PHONE);
const outlook = keep(`${OUTLOOK}#${ADDRESS}`);
/** What is to be read before anything is unfolded. */
const readMain = async (page: Page) => String(await page.evaluate("document.querySelector('main').innerText"));

/** What leads to another device. */
const codes = (page: Page) => page.getByRole("region", { name: /^Scan this/ }).locator("svg");
/** What an app reads. */
const codeOf = (page: Page) => page.locator(".account-code svg");

/** Of each kind, the one with most in it; all of them: test/browser/accessibility/guides.test.ts. */
const SOME: readonly SteppedGuideId[] = [
  "apple-mail-ios",
  "outlook-windows-classic",
  "deltachat",
  "webmail-aliases",
  "email-guide",
];

test("a guide starts on a phone's first screen and stays within every screen, with text of twice the size too", async () => {
  const { page } = await blankPhone();
  for (const id of SOME) await expectToFitScreens(page, id);
});

test("a word that is wider than a small phone goes on in the next line", async () => {
  const { page } = await blankPhone();
  // It has "Anmeldeinformationsverwaltung".
  await expectToFitScreens(page, "outlook-windows-classic", await loadLanguage("de"));
});

test("labels of values are whole on a small phone, and a long domain goes on in the next line", async () => {
  const { page } = await open("about:blank", { viewport: { width: 320, height: 700 } });
  const language = await loadLanguage("de");
  const domain = Domain.parse("a-very-long-domain-name-of-a-customer-with-many-words-in-it.subdivision.example");
  const settings = { ...settingsOf("plain.example"), domain };
  const measure = `(document) => ({
    broken: (${findBrokenWords("th")})(document),
    width: document.documentElement.scrollWidth,
  })`;
  for (const id of ["email-guide", "other"] as const)
    expect(await measureGuide(page, id, measure, { settings, language }), id).toEqual({ broken: [], width: 320 });
});

test("whoever is sent to a failure finds it open; an address of another domain leads to its guide, with the user names there", async () => {
  const { page } = await open(`${OUTLOOK}#error-0x800ccc1a`);
  expect(await page.locator("#error-0x800ccc1a").getAttribute("open")).not.toBeNull();
  await page.getByLabel("Your email address").fill("bob@imap-only.example");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/imap-only.example/outlook-windows-classic#*");
  // There IMAP's is the part before the @.
  expect(await page.locator(".values code[data-username]").allTextContents()).toEqual(["bob", "bob@imap-only.example"]);
});

test("whoever is named after # is named as people write it; what is copied holds A-labels", async () => {
  const { page } = await open("/guides/xn--bcher-kva.example/thunderbird-desktop#alice@xn--bcher-kva.example");
  expect(await page.locator(".filled > span").textContent()).toBe("Filled in for alice@bücher.example");
  expect(await page.locator('[data-copy="IMAP User name"]').first().textContent()).toBe("alice@xn--bcher-kva.example");
  await page.getByRole("link", { name: "Change the address" }).click();
  expect(await page.getByRole("textbox", { name: "Your email address" }).inputValue()).toBe("alice@bücher.example");
});

test("the whole of a guide by keyboard: skip, fill in, copy, open what is folded, ask for what is not there", async () => {
  const { page } = await open(OUTLOOK);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await page.getByLabel("Your email address").focus();
  await page.keyboard.type(ADDRESS);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copy: IMAP User name" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "IMAP User name: Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(ADDRESS);
  await page.locator("#failures > summary").focus();
  await page.keyboard.press("Enter");
  const failure = page.locator("summary", { hasText: "0x800CCC1A" });
  await failure.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("#error-0x800ccc1a").getAttribute("open")).not.toBeNull();
  await page.getByLabel("Seeing a different message?").focus();
  await page.keyboard.type("mailbox full");
  await page.getByRole("button", { name: "Look it up" }).press("Enter");
  await page.waitForURL("**/guides/shop.example/errors");
  expect(await page.getByLabel("What happened?").inputValue()).toBe("mailbox full");
});

test("the email guide is whole on paper, whatever is folded on screen", async () => {
  const { page } = await open("/guides/shop.example/email-guide");
  const parts = ["Create a mailbox", "Thunderbird for Android", "create an app password for each of them"].map((text) =>
    page.getByText(text).first(),
  );
  for (const part of parts) expect(await part.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  for (const part of parts) expect(await part.isVisible()).toBe(true);
});

test("once the address is known, a line stands in the form's place, and the first step is on the first screen of a phone", async () => {
  // A phone that says that it is a computer is a phone all the same.
  const { page } = await open("/guides/shop.example/apple-mail-ios", PHONE);
  expect(await codes(page).isVisible()).toBe(false);
  const field = page.getByLabel("Your email address");
  await field.fill("alice@shop.example");
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "hidden" });
  const change = page.getByRole("link", { name: "Change the address" });
  // Where the keyboard was is gone: it goes on from the line.
  await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe("Change");
  const { y, height } = (await page.getByRole("button", { name: "Download the profile" }).first().boundingBox()) ?? {};
  expect((y ?? 844) + (height ?? 0)).toBeLessThanOrEqual(844);
  await page.keyboard.press("Enter");
  expect(await field.evaluate("document.activeElement.value")).toBe("alice@shop.example");
  await page.keyboard.type("bob@shop.example");
  await page.keyboard.press("Enter");
  await change.waitFor();
  await expect.poll(() => page.locator(".filled b").textContent()).toBe("bob@shop.example");
});

test("a drawing is one picture with a name, and shows whose page it is", async () => {
  const { page } = await outlook();
  const drawing = page.getByRole("img", { name: /IMAP Account Settings/ }).first();
  expect(await drawing.getAttribute("aria-label")).toMatch(
    /Server: mail\.shop\.example; Port: 993; Encryption method: SSL\/TLS.*Press Next$/,
  );
  expect(await page.locator(".window [data-username='{shownAddress}']").first().textContent()).toBe(ADDRESS);
});

test("on paper a guide is a few sheets: a code, values, steps of every version with what to fill in, and failures", async () => {
  const { page } = await outlook();
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
  await page.emulateMedia({ media: "print" });
  for (const shown of ["All values", "By hand", "Did it work?"])
    expect(await page.getByRole("heading", { name: shown }).isVisible()).toBe(true);
  expect(await page.getByText("The port is for another kind of encryption.").isVisible()).toBe(true);
  expect(await page.getByText("Fill in the page, leave the SPA box empty").first().isVisible()).toBe(true);
  const inWords = 'getComputedStyle(document.querySelector(".manual .window:has(.entry)"), "::after").content';
  expect(await page.evaluate(inWords)).toContain("Email address: ");
  const alternatives = [".more:has(.card)", "#remove"];
  for (const hidden of [
    ".address-form",
    ".window > *",
    ".elsewhere",
    ".codes",
    ".contents",
    ".search",
    ...alternatives,
  ])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  expect(readQrCode(await page.locator(".on-paper svg").screenshot())).toBe(
    `https://setup.hosting.example${OUTLOOK}#${ADDRESS.replace("+", "%2B")}`,
  );
  await page.emulateMedia({ media: null });
});

test("at the end: what comes next, or the failures, a search for others, and who helps", async () => {
  const { page } = await outlook();
  await page.getByText("It works").click();
  expect(await page.getByRole("heading", { name: "Send as an alias" }).isVisible()).toBe(true);
  await page.getByText("It doesn't work").click();
  expect(await page.getByRole("heading", { name: "Send as an alias" }).isVisible()).toBe(false);
  expect(await page.locator("summary", { hasText: "0x800CCC1A" }).isVisible()).toBe(true);
  expect(await page.getByRole("link", { name: "help@hosting.example" }).isVisible()).toBe(true);
});

test("POP3 is told when one asks, as what differs", async () => {
  const { page } = await outlook();
  expect(await readMain(page)).not.toContain("995");
  await page.getByText("With POP3 instead").click();
  const fold = page.locator("details", { hasText: "With POP3 instead" });
  expect(await fold.getByText("Choose POP.").isVisible()).toBe(true);
  expect(await fold.getByText("Instead of step 3").first().isVisible()).toBe(true);
  // As with IMAP.
  expect(await fold.getByText("Choose File at the top left").count()).toBe(0);
});

test("without script a form's post fills a guide in, drawings and all", async () => {
  const { page } = await open(`${OUTLOOK}?protocol=pop3`, { javaScriptEnabled: false });
  await page.getByLabel("Your email address").fill(ADDRESS);
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(new URL(page.url()).pathname).toBe(OUTLOOK);
  expect(await page.locator(".values code[data-username]").first().textContent()).toBe(ADDRESS);
  expect(await page.locator(".window [data-username]").first().textContent()).toBe(ADDRESS);
});

test("codes for apps are drawn in the browser, and scan", async () => {
  const { page, requests } = await open(`/guides/shop.example/davx5#${ADDRESS}`);
  const link = "davx5://alice%2Bshop%40shop.example@mail.shop.example/dav/";
  expect(readQrCode(await codeOf(page).screenshot())).toBe(link);
  expect(await page.locator(".account-code a").getAttribute("href")).toBe(link);
  expect(requests).toHaveLength(1);
});

test("Delta Chat's code appears with the password, which goes nowhere", async () => {
  const { page, requests } = await open(`/guides/shop.example/deltachat#${ADDRESS}`);
  expect(await codeOf(page).isVisible()).toBe(false);
  await page.getByLabel("Your mailbox's password").fill("s3cret&+ü");
  expect(readQrCode(await codeOf(page).screenshot())).toBe(
    "dclogin:alice%2Bshop@shop.example?v=1&p=s3cret%26%2B%C3%BC&ih=mail.shop.example&ip=993&is=ssl&sh=mail.shop.example&sp=465&ss=ssl",
  );
  await page.keyboard.press("Enter");
  await page.getByLabel("Your mailbox's password").fill("");
  expect(await codeOf(page).isVisible()).toBe(false);
  expect(requests).toHaveLength(1);
});

test("an address is in both codes of an app, stays through anchors, and goes along from guide to guide", async () => {
  const { page, requests } = await open(`/guides/shop.example/thunderbird-android#${ADDRESS}`);
  expect(readQrCode(await codes(page).screenshot())).toBe(
    "https://setup.hosting.example/guides/shop.example/thunderbird-android#alice%2Bshop@shop.example",
  );
  expect(readQrCode(await codeOf(page).screenshot())).toContain(`"${ADDRESS}"`);
  await page.evaluate("location.hash = 'failures'");
  expect(await page.locator(".values code[data-username]").first().textContent()).toBe(ADDRESS);
  await page.getByRole("link", { name: "All programs for shop.example" }).click();
  await page.waitForURL("**/guides/shop.example#*");
  expect(await page.getByLabel("Your email address").inputValue()).toBe(ADDRESS);
  expect(requests.filter((request) => request.includes("alice"))).toEqual([]);
});

describe("what is meant for another device", () => {
  // What each code says: test/pages/guide-page.test.ts.
  test.each([
    ["apple-mail-ios", false],
    ["apple-calendar-contacts", true],
  ])("%s is led to by one large code on a computer; script: %s", async (id, javaScriptEnabled) => {
    const { page } = await open(`/guides/shop.example/${id}`, { javaScriptEnabled });
    expect(readQrCode(await codes(page).screenshot())).toMatch(
      /^https:\/\/setup\.hosting\.example\/profiles\/apple\.mobileconfig\?domain=shop\.example/,
    );
    expect((await codes(page).boundingBox())?.width).toBeGreaterThan(200);
    expect(await page.getByRole("button", { name: "Download the profile" }).count()).toBe(0);
  });

  test.each([
    ["apple-mail-ios", "an iPhone", { ...PHONE, userAgent: IOS }],
    ["apple-mail-ios", "a phone without script", { ...PHONE, javaScriptEnabled: false }],
    ["apple-calendar-contacts", "a Mac", { userAgent: MAC }],
  ])("%s on %s: the profile is what comes first, and no code", async (id, _, view) => {
    const { page } = await open(`/guides/shop.example/${id}`, view);
    expect(await codes(page).isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Download the profile" }).first().isVisible()).toBe(true);
  });
});
