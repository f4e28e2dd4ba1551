import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** A mail has no landmarks, so it keeps the rules of WCAG alone. */
export const MAIL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PAGE_RULES = [...MAIL_RULES, "best-practice"];

/**
 * What axe has against a page, or against a part of it: `RULE: ELEMENT…`.
 *
 * Asked in the page itself, and for violations alone: else axe carries all that it saw through a second page, which takes
 * three times as long. It calls that its legacy mode, since frames of other sites stay unseen; there are none. Nor does
 * it gather style sheets, a quarter of the time, for the one rule that reads them: {@link findOrientationLocks}.
 */
export async function findViolations(
  page: Page,
  { rules = PAGE_RULES, ...look }: Look & { readonly rules?: readonly string[] } = {},
): Promise<string[]> {
  return ask(page, { type: "tag", values: [...rules] }, look);
}

/** What is hard to read on its ground. All that depends on the theme is this, which takes half of the time of all rules. */
export async function findLowContrast(page: Page, look: Look = {}): Promise<string[]> {
  return ask(page, { type: "rule", values: ["color-contrast"] }, look);
}

interface Look {
  readonly within?: string;
  /** At what is repeated, too. */
  readonly atAll?: boolean;
}

async function ask(
  page: Page,
  runOnly: { type: "tag" | "rule"; values: string[] },
  { within, atAll = false }: Look,
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ runOnly, resultTypes: ["violations"], preload: false });
  // Colours that are on their way from one theme to the other have the contrast of neither.
  await page.evaluate("for (const change of document.getAnimations()) change.finish()");
  const giveBack = atAll ? undefined : await page.evaluateHandle<() => void>(TAKE_REPEATED);
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  await giveBack?.evaluate((put) => put());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/**
 * Takes out of a page what is made as something before it is, at a place made as that one's, but for its words: a half of most
 * pages. The function that it is gives back what was taken.
 */
const TAKE_REPEATED = `(() => {
  const known = new Set();
  const taken = [];
  for (const part of document.querySelectorAll("main :is(li, details, tr, p, figure), .screen *")) {
    if (!part.isConnected) continue;
    let make = part.outerHTML.replace(/>[^<]+/g, ">").replace(/ (?!class|role|type)([\\w-]+)="[^"]*"/g, " $1");
    for (let place = part.parentElement; place !== null; place = place.parentElement)
      make += \`<\${place.tagName} \${place.className}\`;
    if (!known.has(make)) known.add(make);
    else {
      const mark = new Comment();
      part.replaceWith(mark);
      taken.push([mark, part]);
    }
  }
  return () => {
    for (const [mark, part] of taken) mark.replaceWith(part);
  };
})()`;

/** Rules of style that ask how a device is held: they could lock a page to one orientation (WCAG 1.3.4). */
export async function findOrientationLocks(page: Page): Promise<string[]> {
  const rules = await page.evaluate<string[]>(
    "Array.from(document.styleSheets, ({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText)).flat()",
  );
  if (rules.length === 0) throw new Error("the page has no style sheet to look at");
  return rules.filter((rule) => /\(\s*orientation\b|device-aspect-ratio/.test(rule));
}
