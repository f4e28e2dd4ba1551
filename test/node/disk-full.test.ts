/**
 * A disk without room, as SQLite sees it: it can be read, and nothing can be written.
 * @module
 */
import { expect, onTestFinished, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { Settings } from "../../src/model/settings/parse-settings.ts";
import { createConnection } from "../../src/store/cache/cached-reader.ts";
import { keptDirectory } from "../../src/store/cache/directory-reader.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { StoreFullError } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { ADMIN_TOKEN, COMMAND, createOperatedApp } from "../support/services/operators.ts";

const ORIGIN = "https://setup.hosting.example";
const NOTHING: Settings = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };

/** As many pages as the file has now, and no more; or as many as it likes. */
async function fillDisk(database: SqliteDatabase, isFull: boolean): Promise<void> {
  await database.query({ sql: `PRAGMA max_page_count = ${isFull ? 1 : 1_000_000}`, values: [] });
}

test("while the disk is full what was written is served, changes are told to come again, and all is well when there is room", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const { app, operators, clock } = await createOperatedApp(database);
  const made = await operators.tokens.create(COMMAND, { name: "panel", access: "write" });
  const token = made.ok ? made.value.text : "";
  const ask = (method: string, path: string, body?: object) =>
    app.request(`${ORIGIN}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const large = { provider: "ours", overrides: { displayName: "x".repeat(60) } };
  const putUntilFull = async () => {
    for (let count = 0; count < 300; count += 1) {
      const response = await ask("PUT", `/api/v1/domains/shop${count}.example`, large);
      if (response.status !== 201) return response;
    }
    return undefined;
  };
  await fillDisk(database, true);
  const refused = await putUntilFull();
  expect(refused?.status).toBe(503);
  expect(refused?.headers.get("retry-after")).toBe("5");
  expect(await refused?.json()).toMatchObject({ type: "/problems/unavailable" });
  // That somebody asked need not be kept.
  clock.time += 2 * 60_000;
  expect((await ask("GET", "/api/v1/domains/ours.example")).status).toBe(200);
  expect(
    (await app.request(`${ORIGIN}/api/v1/domains`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })).status,
  ).toBe(200);
  const logIn = await app.request(`${ORIGIN}/console/log-in`, {
    method: "POST",
    body: new URLSearchParams({ token }),
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect([303, 503]).toContain(logIn.status);
  const reader = keptDirectory(sqlDirectory(database), NOTHING, {
    runtime: "machine",
    now: () => new Date(),
    report: () => {},
    connection: createConnection(),
  });
  expect(await reader.find(Domain.parse("ours.example"))).toMatchObject({ domain: "ours.example" });
  await fillDisk(database, false);
  expect((await ask("PUT", "/api/v1/domains/late.example", large)).status).toBe(201);
});

test("a disk that is full is told as what it is", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  await fillDisk(database, true);
  const grow = database.query({ sql: "CREATE TABLE more AS SELECT randomblob(100000)", values: [] });
  await expect(grow).rejects.toThrow(new StoreFullError("the disk is full"));
});
