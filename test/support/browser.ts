import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { findBrowser, THIS_MACHINE } from "./find-browser.ts";

/** What of a page can be changed while it is open, and so needs no context of its own. */
const DESKTOP = {
  viewport: { width: 1280, height: 720 },
  colorScheme: "light",
  reducedMotion: "no-preference",
  forcedColors: "none",
} as const satisfies BrowserContextOptions;

/**
 * Opens pages of the served Worker in one browser for a whole file. On a machine without a browser the tests are skipped
 * and say so; in CI that is an error.
 *
 * A tab stays for the tests that come after: a new one takes three times as long as a page in it, and has no process that
 * has read our scripts before. Between tests it is empty. Cookies are all that a page of ours can leave in a context, and
 * go with it.
 */
export function useBrowser() {
  let browser: Browser | undefined;
  const contexts = new Map<string, { readonly context: BrowserContext; readonly free: Page[] }>();

  beforeAll(async () => {
    const found = findBrowser(THIS_MACHINE);
    if (found === undefined && process.env.CI) throw new Error(NO_BROWSER);
    if (found === undefined) {
      console.warn(`skipped: ${NO_BROWSER}`);
      return;
    }
    // Not the package's own list: its --single-process ends the browser with the first context.
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--process-per-site",
    ];
    const executablePath = found === "bundled" ? await chromium.executablePath() : found;
    browser = await driver.launch({ executablePath, args });
  });
  beforeEach(({ skip }) => skip(browser === undefined, NO_BROWSER));
  afterEach(async () => {
    for (const { context, free } of contexts.values()) {
      const used = context.pages().filter((page) => !free.includes(page));
      for (const page of used) {
        page.removeAllListeners();
        await page.unrouteAll();
        await page.goto("about:blank");
      }
      if (used.length > 0) await context.clearCookies();
      free.push(...used);
    }
  });
  afterAll(() => browser?.close());

  async function findContext(options: BrowserContextOptions) {
    if (browser === undefined) throw new Error("the browser starts before the first test");
    const key = JSON.stringify(options);
    const known = contexts.get(key) ?? { context: await browser.newContext(options), free: [] };
    contexts.set(key, known);
    return known;
  }

  return {
    /** A page at `path` in an empty tab, and all that it asked for. */
    async open(path: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
      const { viewport, colorScheme, reducedMotion, forcedColors, ...others } = { ...DESKTOP, ...options };
      const { context, free } = await findContext({ baseURL: inject("baseUrl"), ...others });
      const page = free.pop() ?? (await context.newPage());
      if (viewport !== null) await page.setViewportSize(viewport);
      await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors });
      const requests: string[] = [];
      const faults: string[] = [];
      page.on("request", (request) =>
        requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`),
      );
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.goto(path);
      return { page, context, requests, faults };
    },
  };
}

const NO_BROWSER = "no Chrome or Chromium was found: install one, or name it in CHROME_PATH";

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Method, URL and body of every request. */
  readonly requests: readonly string[];
  /** Exceptions of the page's script, and what the browser refused. */
  readonly faults: readonly string[];
}

/** Opens all that is folded. */
export const unfold = (page: Page) =>
  page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");

/** More than the window has where the page is to be scrolled sideways. */
export const widthOf = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth");

/** As for whoever needs text of twice the size (WCAG 1.4.4). */
export const doubleText = (page: Page) => page.evaluate("document.documentElement.style.fontSize = '200%'");

/** Puts something after #, and waits until the page's script has seen it. */
export const changeHash = (page: Page, hash: string) =>
  page.evaluate(`new Promise((done) => {
    addEventListener("hashchange", () => done(), { once: true });
    location.hash = ${JSON.stringify(hash)};
  })`);
