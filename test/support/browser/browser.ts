import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, type CDPSession, chromium as driver, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { findBrowser, THIS_MACHINE } from "./find-browser.ts";

/** Who looks at a page, and with what. */
export interface View {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
  readonly forcedColors?: "active" | "none";
  /** A phone or tablet: a touch screen, and pages that say how wide they are. */
  readonly isMobile?: boolean;
  readonly javaScriptEnabled?: boolean;
  readonly userAgent?: string;
}

interface Tab {
  readonly page: Page;
  readonly session: CDPSession;
  readonly window: Window;
}

/** Tabs that share cookies and a kind of screen. */
interface Window {
  readonly context: BrowserContext;
  readonly free: Tab[];
}

/** Of all files that a worker runs: to start it takes as long as many a file. It ends with the worker. */
let browser: Browser | undefined;
const windows = new Map<boolean, Window>();

/**
 * Opens pages of the served Worker. On a machine without a browser the tests are skipped and say so; in CI that is an error.
 *
 * A tab stays for the tests that come after: a new one takes three times as long as a page in it, and has no process that
 * has read our scripts before. All of a view but the touch screen can be changed in it. Between tests it is empty. Cookies
 * are all that a page of ours can leave in a context, and go with it.
 */
export function useBrowser() {
  const used: Tab[] = [];
  const kept: Tab[] = [];
  beforeAll(async () => {
    browser ??= await launch();
  });
  beforeEach(({ skip }) => skip(browser === undefined, NO_BROWSER));
  afterEach(() => free(used));
  afterAll(() => free(kept));

  /** A page at `path` in an empty tab, and all that it asked for. */
  async function load(
    tabs: Tab[],
    path: string,
    {
      viewport = { width: 1280, height: 720 },
      colorScheme = "light",
      reducedMotion = "no-preference",
      forcedColors = "none",
      isMobile = false,
      javaScriptEnabled = true,
      userAgent = "",
    }: View = {},
  ): Promise<OpenPage> {
    const tab = await findTab(isMobile);
    tabs.push(tab);
    const { page, session, window } = tab;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors });
    // Playwright would have a context, and so a process, for each.
    await session.send("Emulation.setScriptExecutionDisabled", { value: !javaScriptEnabled });
    await session.send("Emulation.setUserAgentOverride", { userAgent });
    const requests: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(path);
    return { page, context: window.context, requests, faults };
  }

  return {
    /** A page for one test. */
    open: (path: string, view?: View) => load(used, path, view),

    /**
     * A page for all tests of a file that look at it, loaded for the first of them. What is not as each needs it, it sets; what
     * the others would not expect, it sets back.
     */
    keep(path: string, view?: View): () => Promise<OpenPage> {
      let opened: Promise<OpenPage> | undefined;
      return () => {
        opened ??= load(kept, path, view);
        return opened;
      };
    },
  };
}

async function findTab(isMobile: boolean): Promise<Tab> {
  if (browser === undefined) throw new Error("the browser starts before the first test");
  const window = windows.get(isMobile) ?? {
    context: await browser.newContext({
      baseURL: inject("baseUrl"),
      isMobile,
      hasTouch: isMobile,
      permissions: ["clipboard-read", "clipboard-write"],
    }),
    free: [],
  };
  windows.set(isMobile, window);
  return window.free.pop() ?? openTab(window);
}

async function free(tabs: Tab[]): Promise<void> {
  for (const tab of tabs.splice(0)) {
    await tab.window.context.clearCookies();
    tab.page.removeAllListeners();
    await tab.page.unrouteAll();
    await tab.page.evaluate(EMPTY);
    tab.window.free.push(tab);
  }
}

/**
 * Takes a page away without loading another, which takes half as long as one of ours. Its URL goes too: what differs from
 * that behind # alone would not be loaded.
 */
const EMPTY = `if (location.protocol !== "about:") history.replaceState(null, "", "/emptied");
document.documentElement.remove();`;

async function openTab(window: Window): Promise<Tab> {
  const page = await window.context.newPage();
  return { page, session: await window.context.newCDPSession(page), window };
}

async function launch(): Promise<Browser | undefined> {
  const found = findBrowser(THIS_MACHINE);
  if (found === undefined && process.env.CI) throw new Error(NO_BROWSER);
  if (found === undefined) {
    console.warn(`skipped: ${NO_BROWSER}`);
    return undefined;
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
  return driver.launch({ executablePath, args });
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

/**
 * What `measure` says of a document in a frame as large as the page: JavaScript, a function of that document and of another
 * that makes the frame so wide. What is neither loaded nor painted takes a fifth of the time. No script runs in it, and its
 * styles apply where `page` has no policy: at `about:blank`.
 */
export const measureInFrame = <Measured>(page: Page, html: string, measure: string) =>
  page.evaluate<Measured>(`(async () => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-same-origin";
    frame.style.border = "0";
    Object.assign(frame, ${JSON.stringify(page.viewportSize())});
    frame.srcdoc = ${JSON.stringify(html)};
    const loaded = new Promise((done) => { frame.onload = done; });
    document.body.append(frame);
    await loaded;
    try {
      return (${measure})(frame.contentDocument, (width) => { frame.width = width; });
    } finally {
      frame.remove();
    }
  })()`);
