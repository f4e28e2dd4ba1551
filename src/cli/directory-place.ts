/**
 * Which directory is meant, the same for the service and for the commands.
 * @module
 */
import { resolve } from "node:path";
import { err, ok, type Result } from "../model/result.ts";
import type { DirectoryPlace, OpenDirectory } from "../store/databases/open-directory.ts";
import { findPostgresUrls } from "../store/databases/postgres-url.ts";
import { DamagedStoreError, StoreFullError, StoreUnavailableError } from "../store/roles.ts";
import { explainFileError, fromCallersFolder, HOME, toShellWord, WAYPOST } from "./settings-file.ts";

const DEFAULT_DATA = resolve(HOME, "data");

/** As `parseArgs` wants them. */
export const DIRECTORY_OPTIONS = { data: { type: "string" }, database: { type: "string" } } as const;

export interface Misuse {
  readonly message: string;
  readonly hint: string;
}

export interface NamedPlace {
  readonly place: DirectoryPlace;
  /** Whether anybody named it; one that was not may be missing. */
  readonly isNamed: boolean;
}

/** The directory of `--data` or `--database`, else of the environment, else the product's own. */
export function findDirectoryPlace(
  { data, database }: { readonly data?: string | undefined; readonly database?: string | undefined },
  env: NodeJS.ProcessEnv,
  hint: string,
): Result<NamedPlace, Misuse> {
  if (data !== undefined && database !== undefined)
    return err({ message: "there is one directory: --data or --database", hint });
  if (data === "") return err({ message: "--data names no folder", hint });
  if (data !== undefined) return ok({ place: { folder: fromCallersFolder(data) }, isNamed: true });
  const url = database ?? (env.DATABASE_URL || undefined);
  if (url !== undefined && !/^postgres(?:ql)?:\/\//.test(url))
    return err({
      message: "not the URL of a PostgreSQL database",
      hint: "--database postgres://user:password@host/name",
    });
  if (url !== undefined && findPostgresUrls(url) === undefined)
    return err({
      message: "the URL of the PostgreSQL database cannot be read",
      hint: "in a password write # as %23, / as %2F, ? as %3F and % as %25; a port is at most 65535",
    });
  if (url !== undefined) return ok({ place: { url }, isNamed: true });
  const folder = env.STATE_DIRECTORY?.split(":")[0] || undefined;
  return ok({ place: { folder: folder ?? DEFAULT_DATA }, isNamed: folder !== undefined });
}

/** The directory, or why it cannot be opened: where it is, and what is in the way. */
export async function openOrExplain(place: DirectoryPlace): Promise<Result<OpenDirectory, PlaceFault>> {
  try {
    const { openDirectory } = await import("../store/databases/open-directory.ts");
    return ok(await openDirectory(place));
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    const where = "folder" in place ? `in ${place.folder}` : "in PostgreSQL";
    if (error instanceof StoreFullError) return err({ where, why: error.message, hint: "make room on that disk" });
    // Its cause may quote the URL, and so a password.
    const why = explainFileError(error.cause);
    if ("url" in place) return err({ where, why, hint: "check --database" });
    return error instanceof DamagedStoreError
      ? err({
          where,
          why: "its database is damaged",
          hint: `put a back-up in its place: ${WAYPOST} restore FILE --data ${toShellWord(place.folder)}`,
        })
      : err({ where, why, hint: "name a folder that this user may write: --data DIR" });
  }
}

export interface PlaceFault {
  readonly where: string;
  readonly why: string;
  readonly hint: string;
}
