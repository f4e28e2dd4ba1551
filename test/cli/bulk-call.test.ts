import { expect, test } from "vitest";
import { takeCall } from "../../src/cli/records/bulk-call.ts";
import type { ImportItem } from "../../src/directory/import/imported.ts";
import { formatLine } from "../../src/directory/import/read-ndjson.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import type { SqlDatabase } from "../../src/store/sql/sql-database.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { ADMIN_TOKEN, createOperatedApp } from "../support/services/operators.ts";

/** What D1 answers for one request (https://developers.cloudflare.com/d1/platform/limits/). */
const MOST_QUERIES = 1_000;

const numbers = Array.from({ length: 130 }, (_, index) => index);
const domains = numbers.map(
  (n): ImportItem => ({ kind: "domain", place: "", name: `d${n}.example`, body: { provider: "p0" } }),
);
const providers = numbers.map(
  (n): ImportItem => ({ kind: "provider", place: "", name: `p${n}`, body: awkwardSettings.providers.plain }),
);
const logins = numbers.map(
  (n): ImportItem => ({ kind: "login", place: "", name: `a@d${n}.example`, body: { username: "u" } }),
);

test("no call of the command asks a Worker's database more than it answers", async () => {
  let queries = 0;
  const database = await openSqlite(":memory:");
  const counting: SqlDatabase = {
    ...database,
    query(statement) {
      queries += 1;
      return database.query(statement);
    },
    batch(statements) {
      queries += statements.length;
      return database.batch(statements);
    },
  };
  const { app } = await createOperatedApp(counting);
  for (const items of [
    [...providers.slice(0, 1), ...domains],
    logins,
    numbers.flatMap((n) => [providers[n], domains[n]].filter((item) => item !== undefined)),
  ]) {
    let left: readonly ImportItem[] = items;
    while (left.length > 0) {
      const call = takeCall(left);
      left = left.slice(call.length);
      queries = 0;
      const answer = await app.request("https://setup.hosting.example/api/v1/bulk", {
        method: "POST",
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/x-ndjson" },
        body: call.map(formatLine).join(""),
      });
      expect((await answer.text()).match(/"status":20[0-4]/g)).toHaveLength(call.length);
      expect(queries).toBeLessThan(MOST_QUERIES);
    }
  }
});
