import { expect, test } from "vitest";
import { RateLimit } from "../../src/http/limits/rate-limit.ts";

test("what is asked within a minute is counted from its first, and forgotten after it", () => {
  const limit = new RateLimit(3);
  expect([limit.spend("a", 2, 0), limit.spend("a", 2, 10_000), limit.spend("a", 1, 10_000)]).toEqual([0, 50, 0]);
  expect([limit.wait("a", 1, 30_000), limit.wait("b", 1, 30_000), limit.wait("a", 1, 60_000)]).toEqual([30, 0, 0]);
  expect(limit.spend("a", 5, 60_000)).toBe(0);
  expect(limit.spend("a", 1, 61_000)).toBe(59);
});

test("a clock that is set back has nobody wait for the time that it lost", () => {
  const limit = new RateLimit(1);
  expect([limit.spend("a", 1, 3_600_000), limit.spend("a", 1, 0), limit.wait("a", 1, 1_000)]).toEqual([0, 0, 59]);
});

test("of the very many that may come those that began longest ago make room", () => {
  const limit = new RateLimit(1);
  for (let who = 0; who < 10_001; who += 1) limit.spend(`${who}`, 1, who);
  expect(limit.wait("0", 1, 10_001)).toBe(0);
  expect(limit.wait("1", 1, 10_001)).toBe(50);
  expect(limit.wait("10000", 1, 10_001)).toBe(60);
});
