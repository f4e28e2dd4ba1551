import { join } from "node:path";
import type { AccessStore } from "../access-roles.ts";
import type { CheckStore } from "../check-roles.ts";
import type { CountStore } from "../count-roles.ts";
import type { HostnameStore } from "../hostname-roles.ts";
import type { LoginStore } from "../login-roles.ts";
import type { Directory } from "../roles.ts";
import { sqlAccess } from "../sql/sql-access.ts";
import { sqlChecks } from "../sql/sql-checks.ts";
import { sqlCounts } from "../sql/sql-counts.ts";
import type { SqlDatabase } from "../sql/sql-database.ts";
import { sqlDirectory } from "../sql/sql-directory.ts";
import { sqlHostnames } from "../sql/sql-hostnames.ts";
import { sqlLogins } from "../sql/sql-logins.ts";

/** Where a directory is: a folder of this machine, or the URL of a PostgreSQL database. */
export type DirectoryPlace = { readonly folder: string } | { readonly url: string };

export interface OpenDirectory extends Directory {
  /** Who may use it. */
  readonly access: AccessStore;
  /** Log-in names of its domains. */
  readonly logins: LoginStore;
  /** What was last seen of names that lead here through Cloudflare. */
  readonly hostnames: HostnameStore;
  /** What mail clients asked for. */
  readonly counts: CountStore;
  /** Checks of its domains. */
  readonly checks: CheckStore;
  close(): Promise<void>;
}

/** The database of the directory in `folder`. */
export function databaseFile(folder: string): string {
  return join(folder, "waypost.db");
}

/** Connects, and brings the tables up to date; a `StoreUnavailableError` says that it cannot. */
export async function openDirectory(place: DirectoryPlace): Promise<OpenDirectory> {
  // Whoever needs the one does not wait for the other to load.
  if ("url" in place) {
    const { openPostgres } = await import("./postgres.ts");
    const database = await openPostgres(place.url);
    return { ...openRoles(database), close: () => database.close() };
  }
  const { openSqlite } = await import("./sqlite.ts");
  const database = await openSqlite(databaseFile(place.folder));
  return { ...openRoles(database), close: async () => database.close() };
}

function openRoles(database: SqlDatabase): Omit<OpenDirectory, "close"> {
  return {
    ...sqlDirectory(database),
    access: sqlAccess(database),
    logins: sqlLogins(database),
    hostnames: sqlHostnames(database),
    counts: sqlCounts(database),
    checks: sqlChecks(database),
  };
}
