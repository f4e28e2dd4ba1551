import { globSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { SqlDialect } from "./sql-database.ts";

const folder = resolve(import.meta.dirname, "../migrations");

export interface Migration {
  /** Its file's name, by which a database remembers that it was made. */
  readonly name: string;
  readonly sql: string;
}

/**
 * Every migration in its order, with what a dialect needs beside the SQL of all: PostgreSQL's tables are in no order, and
 * it has no word for that. D1's are made by `wrangler d1 migrations`.
 */
export function readMigrations(dialect: SqlDialect): readonly Migration[] {
  const files = globSync("*.sql", { cwd: folder }).sort();
  const own = new Set(dialect === "sqlite" ? [] : globSync("*.sql", { cwd: resolve(folder, dialect) }));
  return files.map((name) => {
    const paths = [resolve(folder, name), ...(own.has(name) ? [resolve(folder, dialect, name)] : [])];
    const sql = paths.map((path) => readFileSync(path, "utf8")).join("\n");
    return { name: basename(name, ".sql"), sql: dialect === "sqlite" ? sql : sql.replaceAll(" WITHOUT ROWID", "") };
  });
}

/** Where a database remembers. */
export const MIGRATIONS_TABLE = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)";
