/** What the three databases have in common. */
type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** SQL with `?1`, `?2`, … where its values go. */
export interface SqlStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** SQLite speaks for D1 too. */
export type SqlDialect = "sqlite" | "postgres";

/** A database that is ready: its tables are there. Whatever goes wrong is a `StoreUnavailableError`. */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  query(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** One after the other, all or nothing, with no other writer in between. */
  batch(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
}
