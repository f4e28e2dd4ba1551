import postgres from "postgres";
import { within } from "../cache/within.ts";
import { StoreUnavailableError } from "../roles.ts";
import { MIGRATIONS_TABLE, readMigrations } from "../sql/migrations.ts";
import type { SqlDatabase, SqlRow, SqlStatement } from "../sql/sql-database.ts";
import { findHosts } from "./postgres-url.ts";

export interface PostgresDatabase extends SqlDatabase {
  close(): Promise<void>;
}

/** A request must not wait for a database that has stopped to answer. */
const CONNECT_SECONDS = 5;
const STATEMENT_MS = 5_000;
/** For the server to end what it cannot answer; after that it is unreachable, and whoever asked is told. */
const ANSWER_MS = 10_000;
/** How soon a server that was gone is tried again; the driver's own pauses grow to twenty seconds. */
const RETRY_SECONDS = 0.5;
/** A release may build an index over a million domains, and the others that start wait for it. */
const MIGRATION_MS = 600_000;
/** A directory asks little at a time: its answers are kept. */
const CONNECTIONS = 10;

/** Any number, so long as nobody else locks with it in the same database. */
const MIGRATION_LOCK = 0x3a9057;

/** Connects to the database of a `postgres://` URL, and brings its tables up to date. */
export async function openPostgres(url: string): Promise<PostgresDatabase> {
  let client = connect(url);
  let isClosed = false;
  let connectedAt = performance.now();
  const database: PostgresDatabase = {
    dialect: "postgres",
    query: (statement) => ask(ANSWER_MS, (asked) => run(asked, statement)),
    async batch(statements) {
      const { rows } = await ask(ANSWER_MS * 2, (asked) =>
        asked.begin((transaction) => unlessCut(runAll(transaction, toBatch(statements)))),
      );
      return rows.slice(1);
    },
    close() {
      isClosed = true;
      return client.end({ timeout: CONNECT_SECONDS });
    },
  };
  try {
    await ask(MIGRATION_MS, (asked) =>
      asked.begin((transaction) => unlessCut(migratePostgres((sql) => transaction.unsafe(sql).simple()))),
    );
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;

  async function ask<Value>(patience: number, question: (asked: postgres.Sql) => Promise<Value>): Promise<Value> {
    const asked = client;
    try {
      return await within(patience, question(asked));
    } catch (error) {
      if (!isOfStatement(error)) replace(asked);
      throw new StoreUnavailableError("the database cannot be asked", { cause: error });
    }
  }

  /**
   * The driver keeps what it was about to send when a connection was cut, and with it never gets that connection to work
   * again: whoever is next starts with connections that are new. What is under way on the others may end.
   */
  function replace(asked: postgres.Sql): void {
    if (isClosed || asked !== client || performance.now() - connectedAt < RETRY_SECONDS * 1000) return;
    client = connect(url);
    connectedAt = performance.now();
    void asked.end({ timeout: CONNECT_SECONDS });
  }
}

function connect(url: string): postgres.Sql {
  try {
    return postgres(url, {
      // The driver takes lists, whatever its types say, and cuts these no further.
      ...(findHosts(url) as object | undefined),
      max: CONNECTIONS,
      connect_timeout: CONNECT_SECONDS,
      // We use none but its own; the driver would ask for them at each connection, and nobody could catch that it fails.
      fetch_types: false,
      backoff: () => RETRY_SECONDS,
      connection: {
        application_name: "waypost",
        statement_timeout: STATEMENT_MS,
        // Of a writer that is cut off in the middle, so that the others are not locked out until TCP notices.
        idle_in_transaction_session_timeout: ANSWER_MS,
      },
      onnotice: () => {},
    });
  } catch (error) {
    // What it finds wrong with a URL at once, such as a `target_session_attrs` that it does not know.
    throw new StoreUnavailableError("the database cannot be asked", { cause: error });
  }
}

/** Whether the server says that a statement failed, on a connection that goes on. */
function isOfStatement(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "ERROR";
}

/**
 * What a transaction does. Where it fails the driver rolls it back, also on a connection that is no more, and throws where
 * nobody can catch it: then the work does not end, and the driver tells by itself that the connection was cut.
 */
function unlessCut<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => (isOfStatement(error) ? Promise.reject(error) : new Promise<Value>(() => {})));
}

/** In a transaction. Of several that start at once one makes the migrations, and the others find them made. */
export async function migratePostgres(execute: (sql: string) => Promise<readonly unknown[]>): Promise<void> {
  await execute(`SET LOCAL statement_timeout = ${MIGRATION_MS}`);
  await execute(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await execute(MIGRATIONS_TABLE);
  for (const { name, sql } of readMigrations("postgres")) {
    const made = await execute(`SELECT name FROM migrations WHERE name = '${name}'`);
    if (made.length > 0) continue;
    await execute(sql);
    await execute(`INSERT INTO migrations (name, at) VALUES ('${name}', '${new Date().toISOString()}')`);
  }
}

/** One writer at a time, as SQLite has it: revisions are counted on from the last. Readers go on. */
export function toBatch(statements: readonly SqlStatement[]): readonly SqlStatement[] {
  return [{ sql: "LOCK TABLE revisions IN EXCLUSIVE MODE", values: [] }, ...statements];
}

/** PostgreSQL's own mark for a value. */
export function toPostgres(sql: string): string {
  return sql.replace(/\?(\d+)/g, "$$$1");
}

function run(client: postgres.Sql | postgres.TransactionSql, { sql, values }: SqlStatement) {
  return client.unsafe<SqlRow[]>(toPostgres(sql), [...values], { prepare: true });
}

/** Sent one after another without waiting: the server makes none after one that failed. */
async function runAll(client: postgres.TransactionSql, statements: readonly SqlStatement[]) {
  return { rows: await Promise.all(statements.map((statement) => run(client, statement).execute())) };
}
