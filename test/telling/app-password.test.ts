import { expect, test } from "vitest";
import { CLIENT_IDS } from "../../src/content/catalogue.ts";
import type { ArticleStep, Block } from "../../src/telling/article/article.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import { findObstacle } from "../../src/telling/guides/guide-facts.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { exampleSettings } from "../support/domains/accounts.ts";

const { language } = ENGLISH_PAGE;
const [settings] = exampleSettings.filter(({ domain }) => domain === "shop.example");
if (settings === undefined) throw new Error("the example is gone");

/** Every list of steps, what is folded among them. */
const listsOf = (blocks: readonly Block[]): (readonly ArticleStep[])[] =>
  blocks.flatMap((block) =>
    block.kind === "steps" ? [block.steps] : block.kind === "more" ? listsOf(block.blocks) : [],
  );

test.each(CLIENT_IDS.filter((id) => findObstacle(settings, id) === undefined))(
  "%s tells of app passwords where the password is typed, once on each way, and nowhere before",
  (id) => {
    const setting = { settings, language, reader: "unknown", origin: "", query: "" } as const;
    const { sections } = toArticle(setting, id, undefined);
    const lists = sections.flatMap(({ blocks }) => listsOf(blocks));
    const noted = lists.map((steps) => steps.filter(({ note }) => note !== undefined));
    if (lists.length > 0) expect(noted.flat().length).toBeGreaterThan(0);
    for (const steps of noted) expect(steps.length).toBeLessThanOrEqual(1);
    for (const { inlines, next, screen } of noted.flat()) {
      const shown = [...inlines, ...(next ?? [])];
      expect(`${toPlainText(shown)} ${screen?.label ?? ""}`).toMatch(/password/i);
    }
    const before = sections.find(({ id: name }) => name === "before");
    expect(JSON.stringify(before ?? "")).not.toContain("app password");
  },
);
