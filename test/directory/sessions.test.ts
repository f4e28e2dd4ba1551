import { expect, onTestFinished, test } from "vitest";
import { sessionOperations } from "../../src/directory/operations/session-operations.ts";
import { tokenOperations } from "../../src/directory/operations/token-operations.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlAccess } from "../../src/store/sql/sql-access.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";

/** Sessions over SQLite, and a clock that can be set. */
async function open() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const clock = { time: Date.parse("2026-11-29T10:00:00Z") };
  const options = {
    access: sqlAccess(database),
    now: () => new Date(clock.time),
    adminToken: "a-token-of-the-environment",
  };
  const tokens = tokenOperations({ ...options, directory: sqlDirectory(database), floor: { providers: new Map() } });
  const sessions = sessionOperations({ ...options, tokens });
  const begin = (token = options.adminToken) => sessions.begin(token, "192.0.2.1");
  return { database, clock, sessions, begin };
}

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

test("a session that began while the clock was ahead ends when it is right", async () => {
  const { clock, sessions, begin } = await open();
  clock.time += YEAR;
  const id = await begin();
  if (!id.ok) throw new Error("refused");
  expect(await sessions.find(id.value)).toBeDefined();
  // Clocks of several machines may differ.
  clock.time -= MINUTE;
  expect(await sessions.find(id.value)).toBeDefined();
  clock.time -= YEAR;
  expect(await sessions.find(id.value)).toBeUndefined();
});

test("nobody waits for the time that a clock was ahead by", async () => {
  const { clock, begin } = await open();
  clock.time += YEAR;
  for (let attempt = 0; attempt < 11; attempt++) await begin("wrong");
  expect(await begin()).toMatchObject({ error: { reason: "too_many" } });
  clock.time -= YEAR;
  expect(await begin()).toMatchObject({ ok: true });
});

test("whoever logs in clears away the sessions that nobody has used for half an hour", async () => {
  const { database, clock, begin } = await open();
  const count = async () => (await database.query({ sql: "SELECT id FROM sessions", values: [] })).length;
  await begin();
  clock.time += 30 * MINUTE;
  await begin();
  expect(await count()).toBe(2);
  clock.time += 1;
  await begin();
  expect(await count()).toBe(2);
});
