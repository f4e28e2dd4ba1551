import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { DamagedStoreError, MovedStoreError, StoreFullError, StoreUnavailableError } from "../roles.ts";
import { MIGRATIONS_TABLE, readMigrations } from "../sql/migrations.ts";
import type { SqlDatabase, SqlRow, SqlStatement } from "../sql/sql-database.ts";

export interface SqliteDatabase extends SqlDatabase {
  close(): void;
}

/** While another process writes, this one asks again, and answers requests in between. */
const LOCKED_PATIENCE_MS = 5_000;
const LOCKED_PAUSE_MS = 20;

/**
 * Opens the database in a file (`:memory:` for none), makes it where there is none, and brings its tables up to date. While
 * another process holds it for longer than `patience`, in milliseconds, it cannot be asked; nor once its file is gone, or another.
 */
export async function openSqlite(path: string, patience = LOCKED_PATIENCE_MS): Promise<SqliteDatabase> {
  const whenFree = <Value>(work: () => Value) => whenUnlocked(work, patience);
  const database = await whenFree(() => {
    if (path !== ":memory:") makeFolder(dirname(path));
    // SQLite itself would wait while nothing else is answered.
    return new DatabaseSync(path, { timeout: 0 });
  });
  try {
    // Readers go on while one writes, and what was answered survives a crash of the machine.
    await whenFree(() =>
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"),
    );
    // Room for the upper levels of the indexes of a million domains: each look-up would read them from the file again.
    await whenFree(() => database.exec("PRAGMA cache_size = -32000"));
    await whenFree(() => migrate(database));
  } catch (error) {
    database.close();
    throw error;
  }
  const prepared = new Map<string, StatementSync>();
  const opened = findFile(path);
  const whenThere = <Value>(work: () => Value) =>
    whenFree(() => {
      if (findFile(path) !== opened) throw new MovedStoreError(MOVED);
      return work();
    });
  const run = ({ sql, values }: SqlStatement): SqlRow[] => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement.all(...values);
  };
  return {
    dialect: "sqlite",
    query: (statement) => whenThere(() => run(statement)),
    batch: (statements) => whenThere(() => inTransaction(database, () => statements.map(run))),
    close: () => database.close(),
  };
}

const MOVED = "the file of the database was taken away or replaced while it was open";

/** Which file stands there: SQLite goes on with the one that it has opened, and what is written into that is lost with it. */
function findFile(path: string): string | undefined {
  const found = path === ":memory:" ? undefined : statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/** For this user alone: settings are nobody else's business. The folder that it is made in must be there. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function migrate(database: DatabaseSync): void {
  inTransaction(database, () => {
    database.exec(MIGRATIONS_TABLE);
    const made = new Set(
      database
        .prepare("SELECT name FROM migrations")
        .all()
        .map(({ name }) => name),
    );
    for (const { name, sql } of readMigrations("sqlite")) {
      if (made.has(name)) continue;
      database.exec(sql);
      database.prepare("INSERT INTO migrations (name, at) VALUES (?1, ?2)").run(name, new Date().toISOString());
    }
  });
}

/** `IMMEDIATE` waits for other writers before it reads, so that what it read still holds when it writes. */
function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    database.exec("COMMIT");
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

async function whenUnlocked<Value>(work: () => Value, patience: number): Promise<Value> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error) || performance.now() > end) throw toUnavailable(error);
      await wait(LOCKED_PAUSE_MS);
    }
  }
}

function toUnavailable(cause: unknown): StoreUnavailableError {
  if (cause instanceof StoreUnavailableError) return cause;
  if (isDamaged(cause)) return new DamagedStoreError("the database is damaged", { cause });
  if (isFull(cause)) return new StoreFullError("the disk is full", { cause });
  return new StoreUnavailableError("the database cannot be asked", { cause });
}

/** Whether it is the file that is to blame, which cannot be read: SQLITE_CORRUPT, and SQLITE_NOTADB where its head is. */
export function isDamaged(error: unknown): boolean {
  return [11, 26].includes(codeOf(error));
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isLocked(error: unknown): boolean {
  return [5, 6].includes(codeOf(error));
}

/** SQLITE_FULL; or the folder cannot be made. */
function isFull(error: unknown): boolean {
  return codeOf(error) === 13 || (error instanceof Error && "code" in error && error.code === "ENOSPC");
}

/** One of SQLite's own (https://sqlite.org/rescode.html), without whatever more precise code stands above it. */
function codeOf(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
}
