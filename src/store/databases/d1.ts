import { StoreUnavailableError, TablesMissingError } from "../roles.ts";
import type { SqlDatabase, SqlRow, SqlStatement } from "../sql/sql-database.ts";

/** Cloudflare's D1, whose tables `wrangler d1 migrations apply` made. */
export function d1Database(database: D1Database): SqlDatabase {
  const prepare = ({ sql, values }: SqlStatement) => database.prepare(sql).bind(...values);
  return {
    dialect: "sqlite",
    query: (statement) => orUnavailable(async () => (await prepare(statement).all<SqlRow>()).results),
    // D1 makes one transaction of it.
    batch: (statements) =>
      orUnavailable(async () => (await database.batch<SqlRow>(statements.map(prepare))).map(({ results }) => results)),
  };
}

async function orUnavailable<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    // It tells them apart by their texts alone.
    if (error instanceof Error && /\bno such (?:table|column)\b/.test(error.message))
      throw new TablesMissingError(
        "the database has not all of its tables: wrangler d1 migrations apply DB (docs/cloudflare.md)",
        { cause: error },
      );
    throw new StoreUnavailableError("the database cannot be asked", { cause: error });
  }
}
