import { expect, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { toLikelyDomains } from "../../../src/model/domain/slips.ts";

test.each<[typed: string, visited: string | undefined, meant: readonly string[]]>([
  ["shop.exmaple", undefined, ["shop.example"]],
  ["shop.con", undefined, ["shop.com"]],
  ["shop.comm", undefined, ["shop.com"]],
  ["shop.co", undefined, ["shop.com"]],
  ["shop.nte", undefined, ["shop.net"]],
  ["www.shop.example", undefined, ["shop.example"]],
  ["shpo.example", "shop.example", ["shop.example"]],
  ["hop.example", "shop.example", ["shop.example"]],
  // Whoever was at no page of it is not told of it.
  ["shpo.example", undefined, []],
  ["other.example", "shop.example", []],
  // Two wrong letters.
  ["shab.example", "shop.example", []],
  ["shop.example", "shop.example", []],
  ["www.example", undefined, []],
])("%s, typed at %s, may mean %j", (typed, visited, meant) => {
  const domains = toLikelyDomains(Domain.parse(typed), visited === undefined ? undefined : Domain.parse(visited));
  expect(domains).toEqual(meant);
});

test("whatever is typed, it costs few look-ups", () => {
  expect(toLikelyDomains(Domain.parse("www.a.se"), Domain.parse("www.a.de")).length).toBeLessThanOrEqual(3);
});
