import { expect, test } from "vitest";
import { findViolations } from "../support/browser/accessibility.ts";
import { useBrowser } from "../support/browser/browser.ts";

const { open } = useBrowser();

test.each([true, false])(
  "a check is started, says that it is under way, and then what it found; script: %s",
  async (javaScriptEnabled) => {
    const { page } = await open("/check/shop.example", {
      javaScriptEnabled,
      viewport: { width: 390, height: 800 },
    });
    await page.getByRole("button", { name: "Check now" }).click({ noWaitAfter: true });
    // It stands there before the result does, and stays in the document.
    await page.getByText("Asking DNS, web servers and mail servers").waitFor({ state: "attached" });
    // Of the test's Worker nobody answers questions about DNS.
    await page.getByRole("heading", { name: "The resolver could not look up shop.example", exact: false }).waitFor();
    await page.getByRole("heading", { name: "Mail programs now" }).waitFor();
    if (!javaScriptEnabled) return;
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  },
);
