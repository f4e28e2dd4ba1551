import { expect, test } from "vitest";
import { renderFindingsPage } from "../../src/pages/console/findings-page.ts";

const VISITOR = { name: "operator", provider: undefined, mayWrite: true };

test.each([
  [false, true],
  [true, false],
])("where nothing was found and it is %j that not all was looked at, all is well: %j", async (isPartial, isWell) => {
  const { body } = await renderFindingsPage({ visitor: VISITOR, findings: [], isPartial });
  expect(String(body).includes("Nothing is known to be wrong.")).toBe(isWell);
  expect(String(body).includes("Nothing was found in what was looked at, but that is not all")).toBe(isPartial);
});
