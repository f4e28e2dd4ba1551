import { PGlite } from "@electric-sql/pglite";
import { migratePostgres, toBatch, toPostgres } from "../../../src/store/databases/postgres.ts";
import type { SqlDatabase, SqlRow } from "../../../src/store/sql/sql-database.ts";

/** PostgreSQL itself, in WebAssembly: what needs no server to be there. */
export async function openPglite(): Promise<SqlDatabase & { reset(): Promise<void> }> {
  const database = await PGlite.create();
  const migrate = () =>
    database.transaction((t) => migratePostgres(async (sql) => (await t.exec(sql)).at(-1)?.rows ?? []));
  await migrate();
  return {
    dialect: "postgres",
    query: async ({ sql, values }) => (await database.query<SqlRow>(toPostgres(sql), [...values])).rows,
    batch: (statements) =>
      database.transaction(async (transaction) => {
        const results: (readonly SqlRow[])[] = [];
        for (const { sql, values } of toBatch(statements))
          results.push((await transaction.query<SqlRow>(toPostgres(sql), [...values])).rows);
        return results.slice(1);
      }),
    async reset() {
      await database.exec(
        "TRUNCATE custom_hostnames, check_queue, check_results, request_counts, unserved_domains, logins, providers, domains, revisions, tokens, sessions, attempts, events",
      );
    },
  };
}
