/**
 * What becomes of a directory in a file when its process is killed, when others use the file, and when the disk is full.
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { describeReport } from "../../../src/store/cache/directory-reader.ts";
import { openSqlite, type SqliteDatabase } from "../../../src/store/databases/sqlite.ts";
import { MovedStoreError, StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { LAUNCHER } from "../../support/services/waypost.ts";
import { changeTogether } from "../change-together.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "waypost-faults-"));
  path = join(folder, "waypost.db");
  return () => rmSync(folder, { recursive: true, force: true });
});

async function open(patience?: number): Promise<SqliteDatabase> {
  const database = await openSqlite(path, patience);
  onTestFinished(() => database.close());
  return database;
}

test("nothing is written into a file that was taken away or replaced, and it is gone on with where it is back", async () => {
  const database = await open();
  const change = { sql: "INSERT INTO migrations (name, at) VALUES (?1, '') RETURNING name", values: ["x"] };
  const look = { sql: "SELECT name FROM migrations", values: [] };
  const refuses = async () => {
    await expect(database.batch([change])).rejects.toThrow(StoreUnavailableError);
    const failure = await database.query(look).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MovedStoreError);
    expect(describeReport(failure)).toContain("taken away or replaced");
  };
  const aside = `${path}.aside`;
  renameSync(path, aside);
  await refuses();
  copyFileSync(aside, path);
  await refuses();
  renameSync(aside, path);
  expect(await database.batch([change])).toEqual([[{ name: "x" }]]);
});

test("a process that is killed while it loads loses nothing that it has answered, and leaves nothing half done", async () => {
  const lines = 25;
  let acknowledged = 0;
  for (const batches of [1, 4]) {
    const until = acknowledged + batches * lines;
    const filler = join(import.meta.dirname, "../../support/services/fill-directory.ts");
    const child = spawn(process.execPath, [LAUNCHER, filler, folder, `${acknowledged}`, `${lines}`]);
    for await (const text of child.stdout.setEncoding("utf8")) {
      acknowledged = Number(String(text).trim().split("\n").at(-1));
      if (acknowledged < until) continue;
      await wait(30 + Math.random() * 30);
      child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");

    const database = await openSqlite(path);
    const directory = sqlDirectory(database);
    const count = await directory.countDomains({}, 1_000_000);
    expect(count).toBeGreaterThanOrEqual(acknowledged);
    expect(count % lines).toBe(0);
    expect(await database.query({ sql: "PRAGMA integrity_check", values: [] })).toEqual([{ integrity_check: "ok" }]);
    const [history] = await database.query({
      sql: "SELECT count(*) AS made, sum(domains.body = revisions.body) AS kept FROM revisions LEFT JOIN domains USING (name, revision) WHERE kind = 'domain'",
      values: [],
    });
    expect(history).toEqual({ made: count, kept: count });
    for (const number of [0, acknowledged - 1, count - 1]) {
      const found = await directory.findDomain(Domain.parse(`d${number}.example`));
      expect(found?.domain.entry.variables).toEqual({ number: `${number}` });
      expect(found?.provider?.id).toBe("shops");
    }
    database.close();
    // What came after the last answer is sent again by whoever got none.
    acknowledged = Math.max(acknowledged, count);
  }
});

test("two that write one domain lose nothing of each other's", async () => {
  const [one, other] = [sqlDirectory(await open()), sqlDirectory(await open())];
  await changeTogether(one, other);
});

test("while another process writes, requests are answered, and what is to be written waits for it", async () => {
  const directory = sqlDirectory(await open());
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  expect(await directory.findDomain(Domain.parse("shop.example"))).toBeUndefined();
  const written = directory.writeDomains([SHOP], AUTHOR);
  // Nothing else has to wait: else the other's end, which is in this very process, would come too late.
  for (let turns = 0; turns < 20; turns += 1) await wait(1);
  other.exec("COMMIT");
  expect(await written).toEqual([1]);
});

test("a file that stays locked cannot be asked, and can be once it is free", async () => {
  const database = await open(300);
  const directory = sqlDirectory(database);
  await database.query({ sql: "PRAGMA journal_mode = DELETE", values: [] });
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec("BEGIN EXCLUSIVE");
  const asked = await Promise.allSettled([
    directory.findDomain(Domain.parse("shop.example")),
    directory.writeDomains([SHOP], AUTHOR),
  ]);
  for (const result of asked)
    expect(result).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailableError) });
  other.exec("ROLLBACK");
  expect(await directory.writeDomains([SHOP], AUTHOR)).toEqual([1]);
});

test("a full disk takes nothing more, whole or half, answers as before, and takes more once there is room", async () => {
  const database = await open();
  const directory = sqlDirectory(database);
  expect(await directory.writeDomains([SHOP], AUTHOR)).toEqual([1]);
  await database.query({ sql: "PRAGMA max_page_count = 40", values: [] });
  const many = (from: number) =>
    Array.from({ length: 500 }, (_, index) => ({ ...SHOP, name: Domain.parse(`d${from + index}.example`) }));
  let kept = 0;
  const fill = async () => {
    for (; kept < 10; kept += 1) await directory.writeDomains(many(kept * 500), AUTHOR);
  };
  await expect(fill()).rejects.toBeInstanceOf(StoreUnavailableError);
  expect(kept).toBeLessThan(10);
  expect(await directory.countDomains({}, 10_000)).toBe(1 + kept * 500);
  expect((await directory.findDomain(SHOP.name))?.domain.revision).toBe(1);
  await database.query({ sql: "PRAGMA max_page_count = 100000", values: [] });
  await fill();
  expect(await directory.countDomains({}, 10_000)).toBe(5_001);
});

const AUTHOR = { name: "test", at: new Date("2026-11-29T10:00:00Z") };
const SHOP = {
  name: Domain.parse("shop.example"),
  provider: "plain",
  state: "served",
  body: { provider: "plain" },
  expected: 0,
} as const;
