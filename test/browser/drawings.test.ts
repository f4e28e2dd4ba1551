import { expect, test } from "vitest";
import type { ClientId } from "../../src/model/guides/client-id.ts";
import { useBrowser } from "../support/browser/browser.ts";
import { expectWholeWords, findBrokenWords, measureGuide } from "../support/browser/measured-guide.ts";

const { open, keep } = useBrowser();
const blank = keep("about:blank");

/** Programs of each look; all of them: test/browser/accessibility/guides.test.ts. */
const SOME: readonly ClientId[] = [
  "apple-mail-ios",
  "apple-mail-macos",
  "outlook-windows-classic",
  "outlook-windows-new",
  "samsung-email",
  "thunderbird-desktop",
  "kmail",
];

test("no word of a dialog is broken on a small phone, however long a server's name is", async () => {
  const { page } = await blank();
  await page.setViewportSize({ width: 320, height: 700 });
  for (const id of SOME) await expectWholeWords(page, id);
});

test("what the page's script fills in goes on to the next line between its words too", async () => {
  const { page } = await open(
    "/guides/shop.example/apple-mail-macos#firstname.lastname.of.the.second.department@shop.example",
    { viewport: { width: 320, height: 700 } },
  );
  expect(await page.locator(".window [data-username]").first().textContent()).toBe(
    "firstname.lastname.of.the.second.department@shop.example",
  );
  expect(await page.evaluate(`(${findBrokenWords(".window")})(document)`)).toEqual([]);
});

test.each(["light", "dark"] as const)(
  "a drawing is in the program's own colours where the system is %s",
  async (colorScheme) => {
    const { page } = await blank();
    await page.emulateMedia({ colorScheme });
    const ground = "(document) => getComputedStyle(document.querySelector('.window')).backgroundColor";
    expect(await measureGuide(page, "thunderbird-desktop", ground)).toBe(
      { light: "rgb(249, 249, 249)", dark: "rgb(32, 32, 32)" }[colorScheme],
    );
  },
);

const PLACES: readonly [place: string, guide: ClientId, what: string, holds: string][] = [
  [
    "bar",
    "apple-mail-ios",
    "at both ends of the bar",
    "first.left < middle && last.left > middle && last.bottom < parts.top",
  ],
  [
    "even",
    "samsung-email",
    "each with the same share of the width",
    "Math.abs(first.width - last.width) < 2 && first.right < last.left",
  ],
  [
    "stack",
    "outlook-windows-new",
    "over the whole width",
    "first.width > parts.width * 0.85 && first.top >= parts.bottom - 1",
  ],
  [
    "apart",
    "gmail-android",
    "at both sides below the parts",
    "first.left < middle && last.left > middle && last.top >= parts.bottom - 1",
  ],
  ["pair", "apple-mail-macos", "the last two together", "last.left - first.right > 80 && last.left > middle"],
  ["center", "mailspring", "in the middle", "Math.abs((first.left + first.right) / 2 - middle) < 4"],
];

test.each(PLACES)("%s: buttons of %s stand %s", async (place, guide, _, holds) => {
  const { page } = await blank();
  await page.setViewportSize({ width: 1280, height: 720 });
  const measure = `(document) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const most = Array.from(document.querySelectorAll(".buttons-${place} .window"))
      .map((window) => ({ window, buttons: window.querySelectorAll(".edge .push") }))
      .reduce((one, other) => (other.buttons.length > one.buttons.length ? other : one));
    const { left, right } = most.window.getBoundingClientRect();
    const middle = (left + right) / 2;
    const parts = most.window.querySelector(".panel").getBoundingClientRect();
    const [first, last] = [most.buttons[0], most.buttons[most.buttons.length - 1]].map((one) => one.getBoundingClientRect());
    return ${holds};
  }`;
  expect(await measureGuide(page, guide, measure)).toBe(true);
});

test("values stand in a column beside their labels in a form of an iPhone, and at the end in its settings", async () => {
  const { page } = await blank();
  const measure = `(document) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const boxes = (name) => Array.from(document.querySelectorAll(name + " .entry:not(.opens) .box"), (box) => ({
      left: Math.round(box.getBoundingClientRect().left - box.closest(".part").getBoundingClientRect().left),
      end: Math.round(box.closest(".part").getBoundingClientRect().right - box.getBoundingClientRect().right),
    }));
    const form = boxes(".in-columns");
    const list = boxes(".ios-settings");
    return form.length > 4 && form.every(({ left }) => left === form[0].left)
      && list.length > 0 && list.every(({ end }) => end === list[0].end);
  }`;
  expect(await measureGuide(page, "apple-mail-ios", measure)).toBe(true);
});

test("with forced colours, what to press and what is on can still be told", async () => {
  const { page } = await open("about:blank", { forcedColors: "active" });
  const measure = `(document) => {
    const styleOf = (name) => getComputedStyle(document.querySelector(name));
    return [styleOf(".window .pressed").outlineStyle, styleOf(".switch.on i").backgroundColor, styleOf(".window").backgroundColor];
  }`;
  const [pressed, on, ground] = await measureGuide<string[]>(page, "apple-mail-ios", measure);
  expect(pressed).toBe("solid");
  expect(on).not.toBe(ground);
});
