import { expect, test } from "vitest";
import { findBrowser } from "../support/browser/find-browser.ts";

const CHROME_ON_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const CHROME_ON_WINDOWS = "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe";
const WINDOWS = { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" };

test.each([
  ["linux", "x64", {}, [], "bundled"],
  ["linux", "x64", { CHROME_PATH: "/opt/chrome" }, [], "/opt/chrome"],
  ["linux", "arm64", {}, ["/usr/bin/chromium"], "/usr/bin/chromium"],
  ["linux", "arm64", {}, ["/snap/bin/chromium"], "/snap/bin/chromium"],
  ["linux", "arm64", {}, [], undefined],
  ["darwin", "arm64", { HOME: "/Users/a" }, [CHROME_ON_MAC], CHROME_ON_MAC],
  ["darwin", "arm64", { HOME: "/Users/a" }, [`/Users/a${CHROME_ON_MAC}`], `/Users/a${CHROME_ON_MAC}`],
  ["win32", "x64", WINDOWS, [CHROME_ON_WINDOWS], CHROME_ON_WINDOWS],
  ["win32", "x64", {}, [CHROME_ON_WINDOWS], undefined],
] as const)("%s on %s with %j and %j tests with %s", (platform, arch, env, files: readonly string[], browser) =>
  expect(findBrowser({ platform, arch, env, exists: (path) => files.includes(path) })).toBe(browser),
);
