import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** A mail has no landmarks, so it keeps the rules of WCAG alone. */
export const MAIL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PAGE_RULES = [...MAIL_RULES, "best-practice"];

/**
 * What axe has against a page, or against a part of it: `RULE: ELEMENT…`.
 *
 * Asked in the page itself, and for violations alone: else axe carries all that it saw through a second page, which takes
 * three times as long. It calls that its legacy mode, since frames of other sites stay unseen; there are none.
 */
export async function findViolations(
  page: Page,
  { rules = PAGE_RULES, within }: { readonly rules?: readonly string[]; readonly within?: string } = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ runOnly: { type: "tag", values: [...rules] }, resultTypes: ["violations"] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
