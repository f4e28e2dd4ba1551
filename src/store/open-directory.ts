import { join } from "node:path";
import type { AccessStore } from "./access-roles.ts";
import type { Directory } from "./roles.ts";
import { sqlAccess } from "./sql/sql-access.ts";
import { sqlDirectory } from "./sql/sql-directory.ts";

/** Where a directory is: a folder of this machine, or the URL of a PostgreSQL database. */
export type DirectoryPlace = { readonly folder: string } | { readonly url: string };

export interface OpenDirectory extends Directory {
  /** Who may use it. */
  readonly access: AccessStore;
  close(): Promise<void>;
}

/** Within a directory's folder. */
const FILE = "waypost.db";

/** Connects, and brings the tables up to date; a `StoreUnavailableError` says that it cannot. */
export async function openDirectory(place: DirectoryPlace): Promise<OpenDirectory> {
  // Whoever needs the one does not wait for the other to load.
  if ("url" in place) {
    const { openPostgres } = await import("./postgres.ts");
    const database = await openPostgres(place.url);
    return { ...sqlDirectory(database), access: sqlAccess(database), close: () => database.close() };
  }
  const { openSqlite } = await import("./sqlite.ts");
  const database = await openSqlite(join(place.folder, FILE));
  return { ...sqlDirectory(database), access: sqlAccess(database), close: async () => database.close() };
}
