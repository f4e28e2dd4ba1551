import { describe, expect, test } from "vitest";
import { LAYOUTS, type LayoutId } from "../../src/content/layouts.ts";
import { PALETTES, type Theme } from "../../src/content/palettes.ts";
import { toDrawingStyles } from "../../src/pages/frame/drawing-style.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { toContrast } from "../support/reading/contrast.ts";

const settings = settingsOf("plain.example");
const setting: Setting = { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" };
const THEMES: readonly Theme[] = ["light", "dark"];

test("a page carries the colours of the layouts on it and of no other, in both themes", () => {
  const [, colors = ""] = toDrawingStyles(toArticle(setting, "apple-mail-ios", undefined));
  const selectors = colors.match(/^\.[\w-]+(?= \{)/gm) ?? [];
  const used = [".screen", ".ios", ".ios-alert", ".ios-form", ".ios-large", ".ios-settings"];
  expect([...selectors].sort()).toEqual([...used, ...used].sort());
  expect(colors).toContain("prefers-color-scheme: dark");
});

test("a page on which nothing is drawn has no style for it", () => {
  const article = toArticle(setting, "windows-mail", undefined);
  expect(toDrawingStyles(article)).toEqual([]);
});

describe.each(THEMES)("%s", (theme) => {
  test.each(Object.entries(PALETTES))(
    "%s: words can be read on every ground, and fields have an edge",
    (_, palette) => {
      const { ground, paper, ink, soft, edge } = palette[theme];
      for (const surface of [ground, paper]) {
        expect(toContrast(ink, surface)).toBeGreaterThanOrEqual(7);
        expect(toContrast(soft, surface)).toBeGreaterThanOrEqual(4.5);
        expect(toContrast(edge, surface)).toBeGreaterThanOrEqual(3);
      }
    },
  );

  test.each(Object.keys(LAYOUTS) as LayoutId[])("%s: its colour can be read as a word and on a button", (id) => {
    const article = { title: "", lead: [], facts: [], sections: [toSection(id)] };
    const [, style = ""] = toDrawingStyles(article);
    const [light = "", dark = ""] = style.split("@media");
    const rule = new RegExp(`\\.${id} \\{ --accent: (.{7}); --accent-text: (.{7}); --on-accent: (.{7});`);
    const [, accent = "", text = "", ink = ""] = rule.exec(theme === "light" ? light : dark) ?? [];
    expect(toContrast(accent, ink)).toBeGreaterThanOrEqual(4.5);
    const { ground, paper } = PALETTES[LAYOUTS[id].system][theme];
    for (const surface of [ground, paper]) expect(toContrast(text, surface)).toBeGreaterThanOrEqual(4.5);
  });
});

function toSection(layoutId: LayoutId) {
  const none = { start: [], end: [] };
  const screen = {
    layoutId,
    layout: LAYOUTS[layoutId],
    title: [],
    bar: [],
    label: "",
    back: undefined,
    side: [],
    parts: [],
    buttons: { bar: none, foot: none },
  };
  const steps = [{ inlines: [], next: undefined, note: undefined, screen }];
  return { id: "manual", title: "", blocks: [{ kind: "steps", steps } as const] };
}
