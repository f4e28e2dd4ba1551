import { expect, onTestFinished, test } from "vitest";
import { sessionOperations } from "../../src/directory/operations/session-operations.ts";
import { tokenOperations } from "../../src/directory/operations/token-operations.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlAccess } from "../../src/store/sql/sql-access.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";

test("whoever logs in clears away the sessions that nobody has used for half an hour", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  let time = Date.parse("2026-11-29T10:00:00Z");
  const options = { access: sqlAccess(database), now: () => new Date(time), adminToken: "a-token-of-the-environment" };
  const tokens = tokenOperations({ ...options, directory: sqlDirectory(database), floor: { providers: new Map() } });
  const sessions = sessionOperations({ ...options, tokens });
  const begin = () => sessions.begin(options.adminToken, "192.0.2.1");
  const count = async () => (await database.query({ sql: "SELECT id FROM sessions", values: [] })).length;
  await begin();
  time += 30 * 60_000;
  await begin();
  expect(await count()).toBe(2);
  time += 1;
  await begin();
  expect(await count()).toBe(2);
});
