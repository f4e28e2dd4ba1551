/**
 * A directory in a file, copied and put back while others use it.
 * @module
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { DamagedStoreError, StoreUnavailableError } from "../roles.ts";
import { readMigrations } from "../sql/migrations.ts";
import { isDamaged, openSqlite } from "./sqlite.ts";

/** It is no database of ours, a damaged one, or one that a later version has made. */
export class NotABackupError extends Error {}

/** As one moment had it, in a file that is whole or not there. */
export async function backUpSqlite(path: string, copy: string): Promise<void> {
  await inFolderBeside(copy, (folder) => {
    const made = join(folder, "copy");
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      database.prepare("VACUUM INTO ?1").run(made);
    } finally {
      database.close();
    }
    // Settings are nobody else's business.
    chmodSync(made, 0o600);
    renameSync(made, copy);
  });
}

/**
 * In place of all that is there, at once: whoever reads sees either. What an earlier version made is brought up to date.
 * A database that is damaged cannot be written: it is moved aside, whoever has it open goes on with it, and the name that it has
 * now is given.
 */
export async function restoreSqlite(copy: string, path: string): Promise<string | undefined> {
  mkdirSync(dirname(path), { mode: 0o700, recursive: true });
  return inFolderBeside(path, async (folder) => {
    const made = join(folder, "copy");
    copyFileSync(copy, made);
    check(made);
    (await openSqlite(made)).close();
    try {
      // Tables to write into, where there are none yet.
      (await openSqlite(path)).close();
      await copyPages(made, path);
      return undefined;
    } catch (error) {
      if (!(error instanceof DamagedStoreError)) throw error;
    }
    const aside = moveAside(path);
    chmodSync(made, 0o600);
    renameSync(made, path);
    return aside;
  });
}

/** With what was not yet written into it: SQLite looks for that by its name. */
function moveAside(path: string): string {
  let aside = `${path}.damaged`;
  for (let count = 2; existsSync(aside); count += 1) aside = `${path}.damaged-${count}`;
  for (const part of ["-wal", "-shm", ""])
    if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${aside}${part}`);
  return aside;
}

/** In one transaction of the other file. */
const ALL_PAGES = 2 ** 31 - 1;
const LOCKED_PATIENCE_MS = 5_000;
const LOCKED_PAUSE_MS = 20;

/** Node does not say what kept it from writing; mostly that somebody else does. */
async function copyPages(copy: string, path: string): Promise<void> {
  const source = new DatabaseSync(copy);
  const end = performance.now() + LOCKED_PATIENCE_MS;
  try {
    for (;;) {
      try {
        await backup(source, path, { rate: ALL_PAGES });
        return;
      } catch (error) {
        if (isDamaged(error)) throw new DamagedStoreError("the database is damaged", { cause: error });
        if (performance.now() > end)
          throw new StoreUnavailableError("the database cannot be written", { cause: error });
        await wait(LOCKED_PAUSE_MS);
      }
    }
  } finally {
    source.close();
  }
}

function check(path: string): void {
  const known = new Set(readMigrations("sqlite").map(({ name }) => name));
  let made: readonly unknown[];
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const [result] = database.prepare("PRAGMA quick_check(1)").all();
    if (result?.quick_check !== "ok") throw new NotABackupError("it is damaged");
    made = database
      .prepare("SELECT name FROM migrations")
      .all()
      .map(({ name }) => name);
  } catch (error) {
    if (error instanceof NotABackupError) throw error;
    throw new NotABackupError(isCorrupt(error) ? "it is damaged" : "it is no copy of a directory", { cause: error });
  } finally {
    database.close();
  }
  if (made.some((name) => !known.has(String(name)))) throw new NotABackupError("a later version of Waypost made it");
}

/** Where a rename and a copy stay on one disk, and nobody else looks. */
async function inFolderBeside<Value>(path: string, work: (folder: string) => Value | Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(dirname(path), ".waypost-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of SQLite's own codes: the file is one of its, and cannot be read (https://sqlite.org/rescode.html#corrupt). */
function isCorrupt(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 11;
}
