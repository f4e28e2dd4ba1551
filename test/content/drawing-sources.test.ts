import { expect, test } from "vitest";
import { DRAWING_SOURCES, DRAWN_AFTER, type DrawingSource } from "../support/drawn/drawing-sources.ts";

const sources: [id: string, source: DrawingSource][] = Object.entries(DRAWING_SOURCES);

test("every layout was drawn after something, but for what has only its system's", () => {
  const others = Object.entries(DRAWN_AFTER).filter(([, after]) => after.length === 0);
  expect(others.map(([id]) => id)).toEqual(["windows-dialog", "web-page"]);
});

test("every source is one of a drawing", () => {
  const named = new Set<string>(Object.values(DRAWN_AFTER).flat());
  expect(sources.map(([id]) => id).filter((id) => !named.has(id))).toEqual([]);
});

test.each(sources)("%s can be opened, and is of a day that has been", (_, { at, of }) => {
  expect(URL.canParse(at)).toBe(true);
  const [year, month = 1] = of.split("-").map(Number);
  expect(Date.UTC(year ?? 0, month - 1)).toBeLessThanOrEqual(Date.now());
});
