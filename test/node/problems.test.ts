import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listProblems } from "../../src/http/operators/api/problems.ts";

test("docs/problems.md lists every problem, in the words that the API has for it", () => {
  const document = readFileSync(`${import.meta.dirname}/../../docs/problems.md`, "utf8");
  const rows = document.split("\n").filter((line) => line.startsWith("| `/problems/"));
  expect(rows).toEqual(
    listProblems().map(({ type, status, title, detail }) => `| \`${type}\` | ${status} | ${title} | ${detail} |`),
  );
});
