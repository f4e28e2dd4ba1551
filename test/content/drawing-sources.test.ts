import { expect, test } from "vitest";
import { DRAWING_SOURCES, type DrawingSource, type DrawingSourceId } from "../../src/content/drawing-sources.ts";
import { clientGuides, webmailGuides } from "../../src/content/en/texts.ts";
import { LAYOUTS, type Layout } from "../../src/content/layouts.ts";

const layouts: [id: string, layout: Layout][] = Object.entries(LAYOUTS);
const sources: [id: string, source: DrawingSource][] = Object.entries(DRAWING_SOURCES);

/** The sources that screens name for themselves. */
function namedBy(value: unknown): DrawingSourceId[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "parts" in value && "after" in value ? (value.after as DrawingSourceId[]) : [];
  return [...own, ...Object.values(value).flatMap(namedBy)];
}

test("every layout was drawn after something, but for what has only its system's", () => {
  expect(layouts.filter(([, { after }]) => after.length === 0).map(([id]) => id)).toEqual([
    "windows-dialog",
    "web-page",
  ]);
});

test("every source is one of a drawing", () => {
  const named = new Set<string>([
    ...layouts.flatMap(([, { after }]) => after),
    ...namedBy(clientGuides),
    ...namedBy(webmailGuides),
  ]);
  expect(sources.map(([id]) => id).filter((id) => !named.has(id))).toEqual([]);
});

test.each(sources)("%s can be opened, and is of a day that has been", (_, { at, of }) => {
  expect(URL.canParse(at)).toBe(true);
  const [year, month = 1] = of.split("-").map(Number);
  expect(Date.UTC(year ?? 0, month - 1)).toBeLessThanOrEqual(Date.now());
});
