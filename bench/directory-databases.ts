/**
 * Empty databases of each kind to measure a directory in.
 * @module
 */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import postgres from "postgres";
import { d1Database } from "../src/store/d1.ts";
import { openPostgres } from "../src/store/postgres.ts";
import type { SqlDatabase } from "../src/store/sql/sql-database.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import { makeTables } from "../test/support/local-d1.ts";

export interface Opened {
  readonly database: SqlDatabase;
  /** All that the database has on disk. */
  countBytes(): Promise<number>;
  close(): Promise<void>;
  /** After it was closed: nothing of it stays. */
  remove(): Promise<void>;
}

/** Each opens a database, and makes it where there is none: in a folder of a folder, or on the server of `POSTGRES_URL`. */
export const KINDS: Readonly<Record<string, (folder: string, name: string) => Promise<Opened>>> = {
  async sqlite(folder, name) {
    const path = join(folder, name, "waypost.db");
    const database = await openSqlite(path);
    return {
      database,
      async countBytes() {
        await database.query({ sql: "PRAGMA wal_checkpoint(TRUNCATE)", values: [] });
        return (await stat(path)).size;
      },
      close: async () => database.close(),
      remove: () => rm(join(folder, name), { recursive: true }),
    };
  },
  async postgres(_, name) {
    const url = new URL(process.env.POSTGRES_URL ?? "");
    const server = postgres(url.href, { onnotice: () => {}, max: 1 });
    const own = `waypost_bench_${name}`;
    const made = await server`SELECT 1 FROM pg_database WHERE datname = ${own}`;
    if (made.length === 0) await server.unsafe(`CREATE DATABASE ${own}`);
    const database = await openPostgres(new URL(`/${own}`, url).href);
    return {
      database,
      countBytes: async () => Number((await server`SELECT pg_database_size(${own}) AS size`)[0]?.size),
      close: () => database.close(),
      async remove() {
        await server.unsafe(`DROP DATABASE ${own}`);
        await server.end();
      },
    };
  },
  async d1(folder, name) {
    const path = join(folder, name, "d1");
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({
        modules: true,
        script: "export default {}",
        d1Databases: { DB: name },
        resourcePersistencePath: path,
      }),
    );
    const binding = await miniflare.getD1Database("DB");
    const made = await binding.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'domains'").all();
    if (made.results.length === 0) await makeTables(binding);
    return {
      database: insistent(d1Database(binding as unknown as Parameters<typeof d1Database>[0])),
      async countBytes() {
        const files = await readdir(path, { recursive: true, withFileTypes: true });
        const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
        return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
      },
      close: () => miniflare.dispose(),
      remove: () => rm(path, { recursive: true }),
    };
  },
};

/** The way to a local D1 closes connections that were idle while lines were made. What is written again is a conflict. */
function insistent(database: SqlDatabase): SqlDatabase {
  return {
    ...database,
    query: (statement) => insist(() => database.query(statement)),
    batch: (statements) => insist(() => database.batch(statements)),
  };
}

async function insist<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
}

const TRIES = 20;
