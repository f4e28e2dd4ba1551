import { StoreUnavailableError } from "../../../src/store/roles.ts";
import type { SqlDatabase, SqlRow, SqlStatement } from "../../../src/store/sql/sql-database.ts";

/** What may become of one question to a database. */
export const FAULTS = ["gone", "silent", "garbage", "cut", "mistyped", "anothers"] as const;
export type Fault = (typeof FAULTS)[number];

const GONE = new StoreUnavailableError("gone");

/** A database that does to each question what `next` says; `undefined` is what it should. */
export function faultyDatabase(database: SqlDatabase, next: () => Fault | undefined): SqlDatabase {
  let last: { readonly statement: SqlStatement; readonly rows: readonly SqlRow[] } | undefined;
  return {
    dialect: database.dialect,
    async query(statement) {
      const fault = next();
      const ask = () => database.query(statement);
      if (fault === undefined) {
        const rows = await ask();
        if (rows.length > 0) last = { statement, rows };
        return rows;
      }
      // What the same question was answered before, or that there is nothing, is a lie that nobody can tell.
      const isAnothers = last !== undefined && last.statement.values.join() !== statement.values.join();
      return spoil(fault, ask, isAnothers ? last?.rows : undefined);
    },
    batch(statements: readonly SqlStatement[]) {
      const fault = next();
      if (fault === "gone") return Promise.reject(GONE);
      return fault === "silent" ? new Promise(() => {}) : database.batch(statements);
    },
  };
}

async function spoil(
  fault: Fault,
  ask: () => Promise<readonly SqlRow[]>,
  anothers: readonly SqlRow[] | undefined,
): Promise<readonly SqlRow[]> {
  switch (fault) {
    case "gone":
      throw GONE;
    case "silent":
      return new Promise(() => {});
    case "garbage":
      return [{ name: "\u0000", body: "\ufffd".repeat(3) }];
    case "cut":
      return (await ask()).map((row) => mapTexts(row, (text) => text.slice(0, -1)));
    case "mistyped":
      return (await ask()).map((row) => mapTexts(row, (text) => text.length));
    case "anothers":
      if (anothers === undefined) throw GONE;
      return anothers;
  }
}

function mapTexts(row: SqlRow, map: (text: string) => unknown): SqlRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? map(value) : value]),
  );
}
