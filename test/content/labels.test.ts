import { expect, test } from "vitest";
import { listLabels } from "../../src/build/texts/list-labels.ts";
import { readLabelTables } from "../../src/build/translation-module.ts";
import { ClientId } from "../../src/model/guides/client-id.ts";

const tables = readLabelTables();

test("there are labels of several clients, each in a table that is named for it", () => {
  expect(tables.length).toBeGreaterThan(5);
  for (const { client } of tables) expect(ClientId.options).toContain(client);
});

test.each(tables)(
  "$client: every label of its guide was looked up in its source, and no other",
  ({ client, table }) => {
    // Where this fails, an English label has changed: `npm run labels`, as docs/translating.md says.
    expect([...Object.keys(table.labels), ...table.unknown].sort()).toEqual(listLabels(client));
  },
);

test.each(tables)("$client: a translated label is plain text", ({ table }) => {
  const texts = Object.values(table.labels).flatMap(({ translations }) => Object.values(translations));
  expect(texts.filter((text) => /[[\]{}`<>\\]|%[sd@\d]/.test(text) || text.trim() !== text)).toEqual([]);
});
