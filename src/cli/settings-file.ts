import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { err, ok, type Result } from "../model/result.ts";
import { formatFault } from "../model/settings/fault.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import { decodeText } from "./decode-text.ts";

const root = resolve(import.meta.dirname, "../..");
const isClone = existsSync(resolve(root, "src/server.ts"));
const isByNpx = process.env.npm_command === "exec";

/** What hints call the command by: it stands in nobody's PATH in a clone. */
export const WAYPOST = isClone ? "npm run -s waypost --" : isByNpx ? "npx waypost" : "waypost";
/** The same for the service, with what stands before its options. */
export const SERVE = isClone ? "npm start --" : `${WAYPOST} serve`;

/** A file's name as a word of a command in a hint, which is pasted into a shell. */
export function toShellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Where settings and directory are if nobody says: beside the source, or, since npm replaces what it installed, where the command is called. */
export const HOME = isClone ? root : fromCallersFolder(".");

/** The settings that the service starts with when it is told of no others. */
export const DEFAULT_SETTINGS = resolve(HOME, "settings.json");

/** What editors complete and check such a file with. */
export const SCHEMA_FILE = resolve(root, "settings.schema.json");

/** A file named on the command line is meant from where the caller stands: npm moves to the package's folder. */
export function fromCallersFolder(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

export interface SettingsFileText {
  readonly settings: Settings;
  /** What was parsed, for a process that parses it again. */
  readonly text: string;
}

/** Reads and checks a settings file. The error is one line for each fault, fit for a terminal. */
export async function readSettingsFile(path: string): Promise<Result<SettingsFileText, readonly string[]>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return err([`${path}: ${explainFileError(error)}`]);
  }
  const text = decodeText(bytes);
  if (!text.ok) return err([`${path}: ${text.error}`]);
  const { parseSettingsText } = await import("../model/settings/parse-settings.ts");
  const settings = parseSettingsText(text.value);
  if (!settings.ok) return err(settings.error.map((fault) => `${path}: ${formatFault(fault)}`));
  return ok({ settings: settings.value, text: text.value });
}

/** Why a file could not be written, in words. */
export function explainWriteError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" ? "there is no such folder" : explainFileError(error);
}

/** Why a file could not be read or written, in words. */
export function explainFileError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "that is a folder, not a file";
  if (code === "EACCES") return "this user may not open it";
  if (code === "ENOSPC") return "the disk is full";
  if (code === "ENOTDIR") return "what its path has for a folder is a file";
  return error instanceof Error ? error.message : String(error);
}
