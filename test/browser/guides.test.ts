import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { STEPPED_GUIDE_IDS } from "../../src/telling/guides/guide.ts";
import { findViolations } from "../support/accessibility.ts";
import { exampleSettings } from "../support/accounts.ts";
import { useBrowser } from "../support/browser.ts";
import { readQrCode } from "../support/read-qr-code.ts";

const { open } = useBrowser();

const ADDRESS = "alice+shop@shop.example";
/** The settings as they stand on the page: a table's caption, and its values by label. */
const readTables = (page: Page) =>
  page.evaluate(`Array.from(document.querySelectorAll(".values table"), (table) => Object.fromEntries([
    ["heading", document.getElementById(table.getAttribute("aria-labelledby")).innerText.trim()],
    ...Array.from(table.rows, (row) => [row.cells[0].innerText, row.cells[1].querySelector("code, .choice").textContent]),
  ]))`);

// What a page's script fills in are user names, of which these have one kind each; values of every kind of domain are
// compared in test/pages and test/telling.
const filledIn = exampleSettings.filter(({ domain }) => ["shop.example", "imap-only.example"].includes(domain));

describe.each(filledIn)("at $domain", (settings) => {
  test("every guide's values are the settings', and every link and anchor leads somewhere", async () => {
    const { page, requests, faults } = await open("/");
    const links = new Set<string>();
    for (const id of STEPPED_GUIDE_IDS) {
      const before = requests.length;
      await page.goto(`/guides/${settings.domain}/${id}#alice@${settings.domain}`);
      expect(requests.length - before, `${id}: one request`).toBe(1);
      for (const table of (await readTables(page)) as Record<string, string>[]) {
        const protocol = table.heading?.match(/IMAP|POP3|SMTP/)?.[0]?.toLowerCase();
        if (protocol === undefined) continue;
        const servers = [...settings.incomingServers, ...settings.outgoingServers];
        const server = servers.find((one) => one.protocol === (protocol === "smtp" ? "submission" : protocol));
        const username = server?.username === "{localPart}" ? "alice" : `alice@${settings.domain}`;
        expect(table, id).toMatchObject({
          Server: server?.hostname,
          Port: String(server?.port),
          "User name": username,
        });
      }
      const found = (await page.evaluate(
        `Array.from(document.querySelectorAll("a[href]"), (a) => a.getAttribute("href").startsWith("#") ? "#" + Boolean(document.getElementById(a.hash.slice(1))) : a.href)`,
      )) as string[];
      expect(found, `${id}: anchors`).not.toContain("#false");
      for (const link of found) if (link.startsWith(inject("baseUrl"))) links.add(link.replace(/#.*/, ""));
    }
    expect(faults).toEqual([]);
    for (const link of links) expect((await fetch(link)).status, link).toBe(200);
  });
});

const SMALL_PHONE = { width: 320, height: 700 };
/** How wide a page is, all of it unfolded, for whoever needs text of twice the size. */
const measureAtTwiceTheSize = (page: Page) =>
  page.evaluate(`(() => {
    document.documentElement.style.fontSize = "200%";
    for (const details of document.querySelectorAll("details")) details.open = true;
    return document.documentElement.scrollWidth;
  })()`);

describe("for everybody", () => {
  test.each(STEPPED_GUIDE_IDS)("%s", async (id) => {
    const index = STEPPED_GUIDE_IDS.indexOf(id);
    // Each page in one of the views, so that all views see many pages.
    const [width, colorScheme] =
      (
        [
          [320, "light"],
          [1440, "dark"],
          [390, "dark"],
          [1280, "light"],
        ] as const
      )[index % 4] ?? [];
    const { page } = await open(`/guides/xn--bcher-kva.example/${id}#alice@xn--bcher-kva.example`, {
      viewport: { width: width ?? 320, height: 900 },
      colorScheme: colorScheme ?? "light",
    });
    await page.evaluate(`for (const details of document.querySelectorAll("details")) details.open = true`);
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width ?? 320);
    await page.setViewportSize(SMALL_PHONE);
    expect(await measureAtTwiceTheSize(page), "text of twice the size, on a small phone").toBe(SMALL_PHONE.width);
  });

  test("whoever is named after # is named as people write it; what is copied holds A-labels", async () => {
    const { page } = await open("/guides/xn--bcher-kva.example/thunderbird-desktop#alice@xn--bcher-kva.example");
    expect(await page.locator(".filled > span").textContent()).toBe("Filled in for alice@bücher.example");
    expect(await page.locator('[data-copy="IMAP User name"]').first().textContent()).toBe(
      "alice@xn--bcher-kva.example",
    );
    await page.getByRole("link", { name: "Change the address" }).click();
    expect(await page.getByRole("textbox", { name: "Your email address" }).inputValue()).toBe("alice@bücher.example");
  });

  test.each([
    "/",
    "/guides/nobody.example",
    "/guides/shop.example",
    "/guides/shop.example/errors",
    "/guides/shop.example/support",
    "/guides/shop.example/welcome",
    "/guides/shop.example/welcome.html",
  ])("text of twice the size stays on %s, on a small phone too", async (path) => {
    const { page } = await open(path, { viewport: SMALL_PHONE });
    expect(await measureAtTwiceTheSize(page)).toBe(SMALL_PHONE.width);
  });
});

test("the whole of a guide by keyboard: skip, fill in, copy, open what is folded", async () => {
  const { page } = await open("/guides/shop.example/outlook-windows-classic", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await page.getByLabel("Your email address").focus();
  await page.keyboard.type(ADDRESS);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copy: IMAP User name" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(ADDRESS);
  await page.getByRole("status").filter({ hasText: "IMAP User name: Copied" }).waitFor();
  const failure = page.locator("summary", { hasText: "0x800CCC1A" });
  await failure.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("#error-0x800ccc1a").getAttribute("open")).not.toBeNull();
});

test("once the address is known, a line stands in the form's place, and the first step is on the first screen of a phone", async () => {
  const { page } = await open("/guides/shop.example/apple-mail-ios", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
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
  expect(await page.locator(".filled b").textContent()).toBe("bob@shop.example");
});

test("an address stays through anchors, and goes along from guide to guide", async () => {
  const { page, requests } = await open(`/guides/shop.example/thunderbird-android#${ADDRESS}`);
  await page.evaluate("location.hash = 'failures'");
  expect(await page.locator(".values code[data-username]").first().textContent()).toBe(ADDRESS);
  await page.getByRole("link", { name: "All programs for shop.example" }).click();
  await page.waitForURL("**/guides/shop.example#*");
  expect(await page.getByLabel("Your email address").inputValue()).toBe(ADDRESS);
  expect(requests.filter((request) => request.includes("alice"))).toEqual([]);
});

test("whoever is sent to a failure finds it open, and an address of another domain leads to its same guide", async () => {
  const { page } = await open("/guides/shop.example/outlook-windows-classic#error-0x800ccc1a");
  expect(await page.locator("#error-0x800ccc1a").getAttribute("open")).not.toBeNull();
  await page.getByLabel("Your email address").fill("bob@imap-only.example");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/imap-only.example/outlook-windows-classic#*");
});

test("a drawing is one picture with a name, and shows whose page it is", async () => {
  const { page } = await open(`/guides/shop.example/outlook-windows-classic#${ADDRESS}`);
  const drawing = page.getByRole("img", { name: /IMAP Account Settings/ }).first();
  expect(await drawing.getAttribute("aria-label")).toMatch(
    /Server: mail\.shop\.example; Port: 993; Encryption method: SSL\/TLS.*Press Next$/,
  );
  expect(await page.locator(".window code[data-username='{shownAddress}']").first().textContent()).toBe(ADDRESS);
});

test("without script a form's post fills a guide in, drawings and all", async () => {
  const { page } = await open("/guides/shop.example/outlook-windows-classic?protocol=pop3", {
    javaScriptEnabled: false,
  });
  await page.getByLabel("Your email address").fill(ADDRESS);
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(new URL(page.url()).pathname).toBe("/guides/shop.example/outlook-windows-classic");
  expect(await page.locator(".values code[data-username]").first().textContent()).toBe(ADDRESS);
  expect(await page.locator(".window code[data-username]").first().textContent()).toBe(ADDRESS);
  // What is wrong with an address is said where it can be put right, and then the guide comes.
  await page.getByRole("link", { name: "Change the address" }).click();
  await page.getByLabel("Your email address").fill("nobody");
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("not an email address");
  await page.getByLabel("Your email address").fill(ADDRESS);
  await page.getByRole("button", { name: "Show my settings" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Outlook");
});

const codeOf = (page: Page) => page.locator(".account-code svg");

test("codes for apps are drawn in the browser, and scan", async () => {
  const { page, requests } = await open(`/guides/shop.example/thunderbird-android#${ADDRESS}`);
  expect(readQrCode(await codeOf(page).screenshot())).toContain(`"${ADDRESS}"`);
  await page.goto(`/guides/shop.example/davx5#${ADDRESS}`);
  const link = "davx5://alice%2Bshop%40shop.example@mail.shop.example/dav/";
  expect(readQrCode(await codeOf(page).screenshot())).toBe(link);
  expect(await page.locator(".account-code a").getAttribute("href")).toBe(link);
  expect(requests).toHaveLength(2);
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

test("on a desktop the page goes on to the phone; on the phone it does not offer to", async () => {
  const codes = (page: Page) => page.locator(".codes svg");
  const { page } = await open("/guides/shop.example/apple-mail-ios");
  expect(readQrCode(await codes(page).screenshot())).toBe(
    "https://setup.hosting.example/guides/shop.example/apple-mail-ios",
  );
  const phone = await open("/guides/shop.example/apple-mail-ios", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  expect(await codes(phone.page).isVisible()).toBe(false);
});

test("on paper a guide is a sheet or two: values, steps and failures", async () => {
  const { page } = await open(`/guides/shop.example/outlook-windows-classic#${ADDRESS}`);
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: "print" });
  for (const shown of ["Your settings", "By hand", "If something goes wrong"])
    expect(await page.getByRole("heading", { name: shown }).isVisible()).toBe(true);
  expect(await page.getByText("The port belongs to another kind of encryption.").isVisible()).toBe(true);
  for (const hidden of [".address-form", ".screen", ".elsewhere", ".codes"])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
});
