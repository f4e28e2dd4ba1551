/**
 * Empty databases of each kind to measure a directory in.
 * @module
 */
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { openPostgres } from "../src/store/databases/postgres.ts";
import { openSqlite } from "../src/store/databases/sqlite.ts";
import type { SqlDatabase } from "../src/store/sql/sql-database.ts";

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
};
