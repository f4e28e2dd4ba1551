import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { changeHash, useBrowser } from "../support/browser.ts";
import { readQrCode } from "../support/read-qr-code.ts";

const { open } = useBrowser();

const ORIGIN = "https://setup.hosting.example";
const ERRORS = "/guides/shop.example/errors";
const LINKS = "/guides/shop.example/support?guide=outlook-windows-classic";
const WELCOME = "/guides/shop.example/welcome";

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
  test("the browser finds what the server finds", async () => {
    const { page, requests } = await open(ERRORS);
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
    // Of the parts of the index, and nothing that was typed.
    expect(requests.map((request) => request.replace(/ $/, "").replace(/.*\/guides/, "/guides"))).toEqual([
      ERRORS,
      `${ERRORS}/general`,
      `${ERRORS}/programs`,
    ]);
  });

  test("what was typed goes to the server without script, which answers with what was found", async () => {
    const { page } = await open(ERRORS, { javaScriptEnabled: false });
    for (const query of ["connection outlook", "xyzzy"]) {
      await page.getByLabel("What happened?").fill(query);
      await page.getByRole("button", { name: "Look it up" }).click();
      expect(await page.getByLabel("What happened?").inputValue()).toBe(query);
      const found = await readShown(page);
      expect(found.length).toBeGreaterThan(1);
      expect(await page.locator("#hits").textContent()).toBe(toHits(query, found.length));
      expect(await page.locator("#nothing").isVisible()).toBe(true);
      expect(new URL(page.url()).search).toBe("");
    }
  });

  test("Escape clears, and everything is there again, closed", async () => {
    const { page } = await open(ERRORS);
    const groups = await page.locator("main .group:visible").count();
    await ask(page, "0x800ccc92");
    expect((await readShown(page)).length).toBeLessThan(5);
    expect(await page.locator("main .failure[open]").count()).toBeGreaterThan(0);
    // No line of the list stands for what is not shown.
    expect(await page.locator("main .group:visible").count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("What happened?").inputValue()).toBe("");
    expect(await page.locator("main .group:visible").count()).toBe(groups);
    expect(await page.locator("main .failure[open]").count()).toBe(0);
    await expect.poll(() => page.locator("#hits").textContent()).toBe("");
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

  test.each(["#800ccc0e", "#error-0x800ccc1a"])("a link that ends in %s opens what it names", async (hash) => {
    const { page } = await open(`${ERRORS}${hash}`);
    const opened = page.locator("main .failure[open]").first();
    await opened.waitFor();
    expect((await opened.textContent())?.toLowerCase()).toContain(hash.replace(/^#(?:error-)?/, "").toLowerCase());
    await expect.poll(async () => (await opened.boundingBox())?.y ?? -1).toBeLessThan(400);
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SUMMARY");
  });

  test("without script, a link to an entry opens what it is in", async () => {
    const { page } = await open(`${ERRORS}#error-expired`, { javaScriptEnabled: false });
    expect(await page.locator("#error-expired summary").isVisible()).toBe(true);
  });

  test("on a phone, all there is to choose from is a screen or two", async () => {
    const { page } = await open(ERRORS, { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate<number>("document.documentElement.scrollHeight")).toBeLessThan(3.5 * 844);
  });

  test("an entry that is opened says what to do; without script its link leads there", async () => {
    const cure = "Choose a new password in webmail";
    const { page } = await open(ERRORS);
    const [entry, other] = [page, (await open(ERRORS, { javaScriptEnabled: false })).page].map((tab) =>
      tab.locator(".failure", { hasText: "NO [EXPIRED]" }),
    );
    for (const tab of [page, other?.page()]) await tab?.getByText("IMAP: what the server answers").click();
    await entry?.locator("summary").click();
    await entry?.getByText(cure).waitFor();
    expect(await entry?.getByRole("link", { name: "What to do" }).count()).toBe(0);
    await other?.locator("summary").click();
    await other?.getByRole("link", { name: "What to do" }).click();
    const told = other?.page().locator(".failure:target");
    expect(await told?.getByText(cure).isVisible()).toBe(true);
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

const clipboard = (page: Page) => page.evaluate("navigator.clipboard.readText()");
const textOf = async (path: string, emailaddress?: string) => {
  const form = emailaddress === undefined ? {} : { method: "POST", body: new URLSearchParams({ emailaddress }) };
  return (await fetch(`${inject("baseUrl")}${path}`, form)).text();
};

describe("copies", () => {
  test.each([
    [LINKS, "Answer", "/guides/shop.example/outlook-windows-classic.txt"],
    [`${LINKS}&format=md&protocol=pop3`, "Answer", "/guides/shop.example/outlook-windows-classic.md?protocol=pop3"],
    [WELCOME, "Welcome mail", "/guides/shop.example/welcome.txt"],
  ])("%s: the very bytes of the text, of nobody and of somebody", async (path, name, text) => {
    const { page } = await open(path);
    await page.getByRole("button", { name: `Copy: ${name}` }).click();
    await page
      .locator("#announcer")
      .filter({ hasText: `${name}: Copied` })
      .waitFor();
    expect(await clipboard(page)).toBe(await textOf(text));
    const address = "r&d+x'é@shop.example";
    await page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(address).replace("%40", "@"))}`);
    await page.locator(".filled").filter({ hasText: address }).waitFor();
    await page.getByRole("button", { name: `Copy: ${name}` }).click();
    await expect.poll(() => clipboard(page)).toBe(await textOf(text, address));
  });

  test("the link, with what stands after #", async () => {
    const { page, requests } = await open(LINKS);
    const copied = async () => {
      await page.getByRole("button", { name: "Copy: Link" }).click();
      return clipboard(page);
    };
    expect(await copied()).toBe(`${ORIGIN}/guides/shop.example/outlook-windows-classic`);
    await page.getByLabel("The customer's address").fill("alice+x@shop.example");
    await page.keyboard.press("Enter");
    await expect.poll(copied).toBe(`${ORIGIN}/guides/shop.example/outlook-windows-classic#alice%2Bx@shop.example`);
    expect(requests).toHaveLength(1);
  });
});

describe("links", () => {
  test("a choice is shown at once, by a request that tells no address, and the address stays", async () => {
    const { page, requests } = await open(`${LINKS}#alice@shop.example`);
    await page.getByLabel("Page").selectOption("kmail");
    await page.getByLabel("Format").selectOption("html");
    await page.getByRole("combobox", { name: "Language" }).selectOption("en");
    const link = `${ORIGIN}/guides/shop.example/kmail?lang=en#alice@shop.example`;
    await expect.poll(() => page.getByRole("figure").getByRole("link").getAttribute("href")).toBe(link);
    expect(await page.getByRole("button", { name: "Create link" }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("guide")).toBe("kmail");
    expect(await page.getByRole("textbox", { name: "As an answer" }).inputValue()).toContain("KMail");
    expect(await page.getByRole("button", { name: /^Copy/ }).count()).toBe(3);
    expect(requests.join()).not.toContain("alice");
    const figure = page.getByRole("figure");
    await figure.scrollIntoViewIfNeeded();
    expect(readQrCode(await figure.locator("svg").screenshot())).toBe(link);
  });

  test("text has no place after #: its link stays as it is", async () => {
    const { page } = await open(`${LINKS}&format=txt#alice@shop.example`);
    const link = `${ORIGIN}/guides/shop.example/outlook-windows-classic.txt`;
    expect(await page.getByRole("figure").getByRole("link").getAttribute("href")).toBe(link);
    expect(readQrCode(await page.getByRole("figure").locator("svg").screenshot())).toBe(link);
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
  test.each([true, false])(
    "with script %s: the draft is for whoever's address was typed",
    async (javaScriptEnabled) => {
      const { page } = await open(WELCOME, { javaScriptEnabled });
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
    },
  );

  test("of nobody in particular it is a link", async () => {
    const { page } = await open(WELCOME);
    expect(await page.getByRole("link", { name: "View as HTML" }).getAttribute("href")).toBe(`${WELCOME}.html`);
    expect(await page.getByRole("button", { name: "Open as a draft" }).count()).toBe(0);
  });
});
