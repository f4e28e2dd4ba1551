/**
 * The options by which every command says where records are.
 * @module
 */
import { existsSync, statSync } from "node:fs";
import { err, ok, type Result } from "../../model/result.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import { databaseFile, type OpenDirectory, openEmptyDirectory } from "../../store/databases/open-directory.ts";
import { DIRECTORY_OPTIONS, findDirectoryPlace, openOrExplain } from "../directory-place.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { directoryRecords } from "./directory-records.ts";
import { fileRecords } from "./file-records.ts";
import type { ReadablePlace, RecordPlace } from "./records.ts";
import { openService } from "./service-records.ts";

/** As `parseArgs` wants them. */
export const PLACE_OPTIONS = { ...DIRECTORY_OPTIONS, settings: { type: "string" }, url: { type: "string" } } as const;

export const PLACE_USAGE = `  --data DIR        the folder of the directory (data in the product's folder, or what STATE_DIRECTORY names)
  --database URL    a directory in PostgreSQL: postgres://user:password@host/name, or the variable DATABASE_URL
  --settings FILE   the settings file whose providers domains may use too (settings.json in the product's folder)
  --url BASE        a service that runs, such as https://setup.hosting.example; the variable WAYPOST_TOKEN has its token`;

export interface PlaceValues {
  readonly data?: string | undefined;
  readonly database?: string | undefined;
  readonly settings?: string | undefined;
  readonly url?: string | undefined;
}

/** What a command is about to do: whoever only looks wants a directory that is there, and whoever only tries makes none. */
export type Purpose = "look" | "try" | "write";

/** Where records can be changed; else the command has ended, and what was wrong is told. */
export async function openPlace(
  values: PlaceValues,
  terminal: Terminal,
  hint: string,
  purpose: Purpose,
): Promise<RecordPlace | ExitCode> {
  const { url, data, database, settings } = values;
  if (url !== undefined) {
    const misuse = [data, database, settings].some((value) => value !== undefined)
      ? err({ message: "there is one place: --url, or a directory of this machine", hint })
      : openService(url, terminal.env.WAYPOST_TOKEN ?? "");
    return misuse.ok ? misuse.value : terminal.misused(misuse.error.message, misuse.error.hint);
  }
  const opened = await openNamed(values, terminal, hint, purpose);
  return typeof opened === "number" ? opened : directoryRecords(opened.directory, opened.floor);
}

/** The directory that is meant, and the settings file below it. */
export async function openNamed(
  values: PlaceValues,
  terminal: Terminal,
  hint: string,
  purpose: Purpose,
): Promise<{ readonly directory: OpenDirectory; readonly floor: Settings | undefined } | ExitCode> {
  const named = findDirectoryPlace(values, terminal.env, hint);
  if (!named.ok) return terminal.misused(named.error.message, named.error.hint);
  const { place } = named.value;
  const isMissing = purpose !== "write" && "folder" in place && isSurelyMissing(databaseFile(place.folder));
  if (isMissing && purpose === "look" && values.data !== undefined)
    return terminal.misused(
      `there is no directory in ${values.data}`,
      "name the folder of one with --data; what writes, such as waypost domain add, makes one",
    );
  const floor = await readFloor(values.settings);
  if (!floor.ok) {
    terminal.printErrors(...floor.error);
    return 2;
  }
  if (isMissing && purpose === "try") {
    terminal.printNote(`there is no directory in ${place.folder} yet`);
    return { directory: await openEmptyDirectory(), floor: floor.value };
  }
  const opened = await openOrExplain(place);
  if (opened.ok) return { directory: opened.value, floor: floor.value };
  const { where, why, hint: remedy } = opened.error;
  terminal.printErrors(`the directory ${where} cannot be opened: ${why}`);
  terminal.printHint(remedy);
  return 2;
}

/** The same where looking is all that is wanted: then a settings file alone will do, too. */
export async function openReadable(
  values: PlaceValues,
  terminal: Terminal,
  hint: string,
): Promise<ReadablePlace | ExitCode> {
  const { settings, data, database, url } = values;
  if (settings === undefined || [data, database, url].some((value) => value !== undefined))
    return openPlace(values, terminal, hint, "look");
  const path = fromCallersFolder(settings);
  const read = await readSettingsFile(path);
  if (read.ok) return fileRecords(JSON.parse(read.value.text));
  terminal.printErrors(...read.error);
  return 2;
}

/** What stands in a folder that this user may not look into may be there: opening it tells. */
export function isSurelyMissing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

/** The file that the service would start with; one that nobody named may be missing. */
export async function readFloor(path: string | undefined): Promise<Result<Settings | undefined, readonly string[]>> {
  if (path === undefined && !existsSync(DEFAULT_SETTINGS)) return ok(undefined);
  const read = await readSettingsFile(path === undefined ? DEFAULT_SETTINGS : fromCallersFolder(path));
  return read.ok ? ok(read.value.settings) : read;
}
