/**
 * `waypost backup FILE` and `waypost restore FILE`: a directory in SQLite, whole.
 * @module
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { databaseFile } from "../../../store/databases/open-directory.ts";
import { backUpSqlite, NotABackupError, restoreSqlite } from "../../../store/databases/sqlite-backup.ts";
import { StoreUnavailableError } from "../../../store/roles.ts";
import { type Command, parseOptions } from "../../command.ts";
import { DIRECTORY_OPTIONS, findDirectoryPlace } from "../../directory-place.ts";
import { isSurelyMissing } from "../../records/open-records.ts";
import { explainFileError, fromCallersFolder } from "../../settings-file.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

const OPTIONS = `options:
  --data DIR        the folder of the directory (data in the product's folder, or what STATE_DIRECTORY names)

A directory in PostgreSQL is copied by pg_dump, and put back by pg_restore.

exit status: 0 done, 1 it could not be done, and nothing was changed, 2 misused
`;

/** `waypost backup FILE` */
export const backup: Command = {
  usage: `usage: waypost backup FILE [--data DIR]

Copies a directory as one moment has it, also while the service runs: domains, providers and their history, login names, and
who may change them. A FILE that is there already is replaced once the copy is whole.

${OPTIONS}`,
  run: (args, terminal) =>
    run(args, terminal, "backup", async (path, file) => {
      await backUpSqlite(path, file);
      terminal.print(`${file}: ${Math.ceil(statSync(file).size / 1024)} KB\n`);
    }),
};

/** `waypost restore FILE` */
export const restore: Command = {
  usage: `usage: waypost restore FILE [--data DIR]

Puts back what waypost backup has copied, in place of all that the directory holds, also while the service runs: until the
moment that it is whole everybody is answered from what was there before. Tell the service by SIGHUP (systemctl reload).
A database that is damaged is kept under another name; then start the service again.

${OPTIONS}`,
  run: (args, terminal) =>
    run(args, terminal, "restore", async (path, file) => {
      const aside = await restoreSqlite(file, path);
      terminal.print(`${path}: as in ${file}\n`);
      if (aside !== undefined) terminal.printWarnings(`what was there is damaged, and kept as ${aside}`);
      terminal.printHint(
        aside === undefined
          ? "a service that runs has to be told: SIGHUP, or systemctl reload waypost"
          : "a service that runs has to be started again: systemctl restart waypost",
      );
    }),
};

/** Runs `work` on the database's file and the one that is named. */
async function run(
  args: readonly string[],
  terminal: Terminal,
  name: string,
  work: (path: string, file: string) => Promise<void>,
): Promise<ExitCode> {
  const hint = `waypost ${name} --help`;
  const parsed = parseOptions(args, { allowPositionals: true, options: DIRECTORY_OPTIONS });
  if (typeof parsed === "string") return terminal.misused(parsed, hint);
  const { values, positionals } = parsed;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return terminal.misused("expected the name of one file", hint);
  const named = findDirectoryPlace(values, terminal.env, hint);
  if (!named.ok) return terminal.misused(named.error.message, named.error.hint);
  const { place } = named.value;
  if ("url" in place) return terminal.misused("PostgreSQL has commands of its own for this", "pg_dump and pg_restore");
  const database = databaseFile(place.folder);
  if (isPartOf(database, fromCallersFolder(file)))
    return terminal.misused(`${file}: is the directory itself, not a copy of it`, "name a file of its own");
  if (name === "backup" && isSurelyMissing(database))
    return terminal.misused(`there is no directory in ${place.folder}`, "name the folder of one with --data");
  try {
    await work(database, fromCallersFolder(file));
    return 0;
  } catch (error) {
    terminal.printErrors(`${isOfDatabase(error) ? database : file}: ${explain(error)}`);
    return 1;
  }
}

/** Else it is the other file that is to blame. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof StoreUnavailableError || (error instanceof Error && "errcode" in error);
}

/** Of what SQLite keeps a database in: a copy that takes its place leaves those that have it open with a file that is gone. */
function isPartOf(database: string, file: string): boolean {
  return ["", "-wal", "-shm"].some((end) => toRealPath(`${database}${end}`) === toRealPath(file));
}

/** The one name of a file, whether or not it is there. */
function toRealPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path;
}

/** What the system, the database or the file is to blame for; anything else is a bug. */
function explain(error: unknown): string {
  if (error instanceof NotABackupError) return error.message;
  if (error instanceof StoreUnavailableError) return `${error.message}: ${explainFileError(error.cause)}`;
  if (error instanceof Error && "code" in error) return explainFileError(error);
  throw error;
}
