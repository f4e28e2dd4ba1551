import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { changeHash, useBrowser } from "../support/browser/browser.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";

const { open, keep } = useBrowser();

const ORIGIN = "https://setup.hosting.example";
const ERRORS = "/guides/shop.example/errors";
const LINKS = "/guides/shop.example/support?guide=outlook-windows-classic";
const WELCOME = "/guides/shop.example/welcome";

const errors = keep(ERRORS);

/** The entries that are shown, and whether they are open. */
const readShown = (page: Page) =>
  page
    .locator("main .failure:visible")
    .evaluateAll((entries: { id: string; open: boolean }[]) =>
      entries.map(({ id, open: isOpen }) => ({ id, open: isOpen })),
    );

/** Types it, and waits for what is found. */
async function ask(page: Page, query: string) {
  await page.getByLabel("What happened?").fill(query);
  await page.locator("#answer").waitFor();
}

/** What is said of an answer, after its number of entries. */
const toHits = (query: string, found: number) =>
  query === "xyzzy" ? "No exact match. These come closest" : found === 1 ? "1 answer" : `${found} answers`;

describe("error texts", () => {
  const QUERIES = [
    "0x800CCC0E",
    "alice@shop.example (0x800ccc92) rejected",
    "outlook keeps asking for my password",
    "Server\nreplied: 550 5.7.1 blocked using zen.spamhaus.org",
    "xyzzy",
  ];

  // What is found: test/telling/failure-search.test.ts.
  test("the browser finds what the server finds; Escape clears, and everything is there again, closed", async () => {
    const { page, requests } = await errors();
    const groups = await page.locator("main .group:visible").count();
    for (const search of QUERIES) {
      await ask(page, search);
      const answered = await fetch(`${inject("baseUrl")}${ERRORS}`, {
        method: "POST",
        body: new URLSearchParams({ search }),
      });
      const found = Array.from(
        (await answered.text()).matchAll(/<details class="failure" id="(.*?)"( open)?/g),
        ([, id, isOpen]) => ({
          id,
          open: isOpen !== undefined,
        }),
      );
      expect(await readShown(page), search).toEqual(found);
      await expect
        .poll(() => page.locator("#hits").textContent(), { message: search })
        .toBe(toHits(search, found.length));
    }
    expect(await page.locator("#nothing").isVisible()).toBe(true);
    // No line of the list stands for what is not shown.
    expect(await page.locator("main .group:visible").count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("What happened?").inputValue()).toBe("");
    expect(await page.locator("main .group:visible").count()).toBe(groups);
    expect(await page.locator("main .failure[open]").count()).toBe(0);
    await expect.poll(() => page.locator("#hits").textContent()).toBe("");
    // Of the parts of the index, and nothing that was typed.
    expect(requests.map((request) => request.replace(/ $/, "").replace(/.*\/guides/, "/guides"))).toEqual([
      ERRORS,
      `${ERRORS}/general`,
      `${ERRORS}/programs`,
    ]);
  });

  test("on a phone, all there is to choose from is a screen or two", async () => {
    const { page } = await errors();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate<number>("document.documentElement.scrollHeight")).toBeLessThan(3.5 * 844);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  const CURE = "Choose a new password in webmail";

  test("an entry that is opened says what to do", async () => {
    const { page } = await errors();
    const entry = page.locator(".failure", { hasText: "NO [EXPIRED]" });
    await page.getByText("IMAP: what the server answers").click();
    await entry.locator("summary").click();
    await entry.getByText(CURE).waitFor();
    expect(await entry.getByRole("link", { name: "What to do" }).count()).toBe(0);
  });

  test("without script, a link to an entry opens what it is in, and the entry's own link leads to what to do", async () => {
    const { page } = await open(`${ERRORS}#error-expired`, { javaScriptEnabled: false });
    const entry = page.locator("#error-expired");
    expect(await entry.locator("summary").isVisible()).toBe(true);
    await entry.locator("summary").click();
    await entry.getByRole("link", { name: "What to do" }).click();
    await page.locator(".failure:target").getByText(CURE).waitFor();
  });

  test("what was typed goes to the server without script, which answers with what was found", async () => {
    const { page } = await open(ERRORS, { javaScriptEnabled: false });
    await page.getByLabel("What happened?").fill("connection outlook");
    await page.getByRole("button", { name: "Look it up" }).click();
    expect(await page.getByLabel("What happened?").inputValue()).toBe("connection outlook");
    const found = await readShown(page);
    expect(found.length).toBeGreaterThan(1);
    expect(await page.locator("#hits").textContent()).toBe(toHits("connection outlook", found.length));
    expect(await page.locator("#nothing").isVisible()).toBe(true);
    expect(new URL(page.url()).search).toBe("");
  });

  test("what follows # may be as long as anybody likes", async () => {
    const { page, faults } = await open(`${ERRORS}#${"a1".repeat(16_000)}`);
    for (const part of ["a@", "%E3%88%9D1"]) await changeHash(page, part.repeat(16_000));
    await ask(page, "0x800CCC0E");
    expect(await page.locator("main .failure:visible").count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  test("by keyboard alone: search, open, read", async () => {
    const { page } = await open(ERRORS);
    for (const _ of ["skip", "home", ...PUBLIC_LANGUAGES, "domain", "field"]) await page.keyboard.press("Tab");
    await page.keyboard.type("time-out starttls");
    await page.keyboard.press("Enter");
    await page.locator("#answer").waitFor();
    const [{ id } = { id: "" }] = await readShown(page);
    await page.locator(`[id="${id}"] summary`).focus();
    const wasOpen = await page.locator(`[id="${id}"]`).evaluate((entry: { open: boolean }) => entry.open);
    await page.keyboard.press("Enter");
    expect(await page.locator(`[id="${id}"]`).evaluate((entry: { open: boolean }) => entry.open)).toBe(!wasOpen);
  });

  test("a link that ends in an entry's name, or in what was seen, opens that", async () => {
    const { page } = await open(`${ERRORS}#error-0x800ccc1a`);
    const expectToBeShown = async (text: RegExp) => {
      const opened = page.locator("main .failure[open]", { hasText: text }).first();
      await opened.waitFor();
      await expect.poll(async () => (await opened.boundingBox())?.y ?? -1).toBeLessThan(400);
      expect(await page.evaluate("document.activeElement.textContent")).toMatch(text);
    };
    await expectToBeShown(/0x800ccc1a/i);
    await changeHash(page, "800ccc0e");
    await expectToBeShown(/0x800ccc0e/i);
  });

  test("where the parts cannot be had, whoever presses the button is answered by the server", async () => {
    const { page } = await open(ERRORS);
    await page.route(/errors\/(?:general|programs)/, (route) => route.abort());
    await page.getByLabel("What happened?").fill("0x800ccc0e");
    await page.getByRole("button", { name: "Look it up" }).click();
    await page.getByRole("heading", { name: "Best matches" }).waitFor();
    expect(await page.locator(".elsewhere a").first().textContent()).toBe("All error texts");
  });

  test("an address after # fills the cures in, and a link to a program opens what goes wrong there", async () => {
    const { page } = await open(`${ERRORS}#alice@shop.example`);
    await ask(page, "535 5.7.8");
    expect(await page.locator(".failure[open] code:visible").allTextContents()).toContain("alice@shop.example");
    await page.keyboard.press("Escape");
    await page.evaluate("location.hash = 'group-kmail'");
    await page.locator(".group[open]", { hasText: "KMail" }).waitFor();
    expect(await page.locator(".filled").textContent()).toContain("alice@shop.example");
  });
});

/** What is in the clipboard comes to be this: a button copies after it is pressed. */
const expectClipboard = (page: Page, text: string) =>
  expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(text);
const textOf = async (path: string, emailaddress?: string) => {
  const form = emailaddress === undefined ? {} : { method: "POST", body: new URLSearchParams({ emailaddress }) };
  return (await fetch(`${inject("baseUrl")}${path}`, form)).text();
};
const copy = (page: Page, name: string) => page.getByRole("button", { name: `Copy: ${name}` }).click();

describe("links and answers", () => {
  test("are copied byte by byte, of nobody and of somebody", async () => {
    const { page, requests } = await open(LINKS);
    const guide = "/guides/shop.example/outlook-windows-classic";
    await copy(page, "Answer");
    await page.locator("#announcer").filter({ hasText: "Answer: Copied" }).waitFor();
    await expectClipboard(page, await textOf(`${guide}.txt`));
    await copy(page, "Link");
    await expectClipboard(page, `${ORIGIN}${guide}`);
    await page.getByLabel("The customer's address").fill("r&d+x'é@shop.example");
    await page.keyboard.press("Enter");
    await page.locator(".filled").filter({ hasText: "r&d+x'é@shop.example" }).waitFor();
    await copy(page, "Answer");
    await expectClipboard(page, await textOf(`${guide}.txt`, "r&d+x'é@shop.example"));
    await copy(page, "Link");
    await expectClipboard(page, `${ORIGIN}${guide}#r%26d%2Bx'%C3%A9@shop.example`);
    expect(requests).toHaveLength(1);
  });

  test("what is chosen is shown at once, by a request that tells no address, and the address stays", async () => {
    const { page, requests } = await open(`${LINKS}&protocol=pop3#alice@shop.example`);
    const figure = page.getByRole("figure");
    const expectLink = (link: string) => expect.poll(() => figure.getByRole("link").getAttribute("href")).toBe(link);
    const expectCode = async (link: string) => expect(readQrCode(await figure.locator("svg").screenshot())).toBe(link);
    await page.getByLabel("Page").selectOption("kmail");
    await page.getByLabel("Format").selectOption("html");
    await page.getByRole("combobox", { name: "Language" }).selectOption("en");
    const link = `${ORIGIN}/guides/shop.example/kmail?lang=en&protocol=pop3#alice@shop.example`;
    await expectLink(link);
    expect(await page.getByRole("button", { name: "Create link" }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("guide")).toBe("kmail");
    expect(await page.getByRole("textbox", { name: "As an answer" }).inputValue()).toContain("KMail");
    expect(await page.getByRole("button", { name: /^Copy/ }).count()).toBe(3);
    await expectCode(link);
    // Text has no place after #.
    await page.getByLabel("Format").selectOption("md");
    const text = "/guides/shop.example/kmail.md?lang=en&protocol=pop3";
    await expectLink(`${ORIGIN}${text}`);
    await expectCode(`${ORIGIN}${text}`);
    await copy(page, "Answer");
    await expectClipboard(page, await textOf(text, "alice@shop.example"));
    expect(requests.join()).not.toContain("alice");
  });

  test("without script a form fills link, code and answer in, and keeps the choice", async () => {
    const { page } = await open(LINKS, { javaScriptEnabled: false });
    await page.getByLabel("Page").selectOption("thunderbird-desktop");
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByLabel("The customer's address").fill("alice@shop.example");
    await page.getByRole("button", { name: "Fill it in" }).click();
    const link = `${ORIGIN}/guides/shop.example/thunderbird-desktop#alice@shop.example`;
    expect(await page.getByRole("figure").getByRole("link").getAttribute("href")).toBe(link);
    expect(readQrCode(await page.getByRole("figure").locator("svg").screenshot())).toBe(link);
    expect(await page.getByRole("textbox", { name: "As an answer" }).inputValue()).toContain("alice@shop.example");
    expect(page.url()).not.toContain("alice");
    expect(await page.getByRole("button", { name: /Copy/ }).count()).toBe(0);
  });
});

describe("the welcome mail", () => {
  const text = "/guides/shop.example/welcome.txt";

  /** Types an address, and opens the draft for it. */
  async function expectDraft(page: Page) {
    await page.getByLabel("Address of the new mailbox").fill("alice@shop.example");
    await page.getByRole("button", { name: "Fill it in" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Open as a draft" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("welcome-shop.example.eml");
    expect(download.url()).not.toContain("alice");
    expect(await page.locator("main code:visible").first().textContent()).toBe(
      "Your mailbox alice@shop.example is ready",
    );
  }

  test("is a link and a text of nobody, until an address makes it somebody's draft and text", async () => {
    const { page } = await open(WELCOME);
    expect(await page.getByRole("link", { name: "View as HTML" }).getAttribute("href")).toBe(`${WELCOME}.html`);
    expect(await page.getByRole("button", { name: "Open as a draft" }).count()).toBe(0);
    await copy(page, "Welcome mail");
    await expectClipboard(page, await textOf(text));
    await expectDraft(page);
    await copy(page, "Welcome mail");
    await expectClipboard(page, await textOf(text, "alice@shop.example"));
  });

  test("is somebody's draft without script too", async () => {
    const { page } = await open(WELCOME, { javaScriptEnabled: false });
    await expectDraft(page);
  });
});
