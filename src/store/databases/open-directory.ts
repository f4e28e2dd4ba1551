import { join } from "node:path";
import { type DirectoryRoles, sqlRoles } from "../sql/sql-roles.ts";

/** Where a directory is: a folder of this machine, or the URL of a PostgreSQL database. */
export type DirectoryPlace = { readonly folder: string } | { readonly url: string };

export interface OpenDirectory extends DirectoryRoles {
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
    return { ...sqlRoles(database), close: () => database.close() };
  }
  const { openSqlite } = await import("./sqlite.ts");
  const database = await openSqlite(databaseFile(place.folder));
  return { ...sqlRoles(database), close: async () => database.close() };
}

/** One with nothing in it, which is gone when it is closed. */
export async function openEmptyDirectory(): Promise<OpenDirectory> {
  const { openSqlite } = await import("./sqlite.ts");
  const database = await openSqlite(":memory:");
  return { ...sqlRoles(database), close: async () => database.close() };
}
