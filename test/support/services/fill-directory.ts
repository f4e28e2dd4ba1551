/**
 * Loads domains into a directory without end, and says after each call how many are kept: a process of its own, to be killed.
 * @module
 */
import { writeSync } from "node:fs";
import { domainOperations } from "../../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../../src/directory/operations/provider-operations.ts";
import { databaseFile } from "../../../src/store/databases/open-directory.ts";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";

const [folder = "", first = "0", lines = "25"] = process.argv.slice(2);
const operator = { name: "filler", provider: undefined };
const database = await openSqlite(databaseFile(folder));
// History is written first. What follows takes longer than all else here, so that whoever kills this process does so amid it.
await database.query({
  sql: `CREATE TEMP TRIGGER slow AFTER INSERT ON domains BEGIN
    SELECT count(*) FROM (WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more LIMIT 30000) SELECT n FROM more);
  END`,
  values: [],
});
const directory = sqlDirectory(database);
const options = {
  directory,
  floor: { providers: new Map(), domains: new Map() },
  now: () => new Date(),
  changed: () => {},
};
await providerOperations(options).put(operator, "shops", awkwardSettings.providers.plain);
for (let next = Number(first); ; next += Number(lines)) {
  const items = Array.from({ length: Number(lines) }, (_, line) => ({
    name: `d${next + line}.example`,
    body: { provider: "shops", variables: { number: `${next + line}` } },
  }));
  const results = await domainOperations(options).bulk(operator, items);
  if (results.some((result) => !result.ok)) throw new Error("a line was refused");
  writeSync(1, `${next + Number(lines)}\n`);
}
