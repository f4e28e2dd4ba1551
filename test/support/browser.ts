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

/**
 * Opens pages of the served Worker in one browser for a whole file; each page ends with its test. On a machine without a
 * browser the tests are skipped and say so; in CI that is an error.
 *
 * Pages that are opened in the same way share a context, and with it the process that has read our scripts before: a new
 * one for each page took longer than the page. Cookies are all that a page of ours can leave there, and go with it.
 */
export function useBrowser() {
  let browser: Browser | undefined;
  const contexts = new Map<string, BrowserContext>();

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
    for (const context of contexts.values()) {
      const [, ...pages] = context.pages();
      for (const page of pages) await page.close();
      await context.clearCookies();
    }
  });
  afterAll(() => browser?.close());

  /** The first page of a context stays as long as that, so that the process does. */
  async function findContext(options: BrowserContextOptions): Promise<BrowserContext> {
    if (browser === undefined) throw new Error("the browser starts before the first test");
    const key = JSON.stringify(options);
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const context = await browser.newContext(options);
    contexts.set(key, context);
    await (await context.newPage()).goto("/healthz");
    return context;
  }

  return {
    /** A fresh page at `path`, and all that it asked for. */
    async open(path: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
      const context = await findContext({ baseURL: inject("baseUrl"), ...options });
      const page = await context.newPage();
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
