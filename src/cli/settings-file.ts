import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { err, ok, type Result } from "../model/result.ts";
import { formatFault } from "../model/settings/fault.ts";
import { parseSettings, type Settings } from "../model/settings/parse-settings.ts";

/** The settings that the service starts with when it is told of no others. */
export const DEFAULT_SETTINGS = resolve(import.meta.dirname, "../../settings.json");

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
  let text: string;
  try {
    text = (await readFile(path, "utf8")).replace(/^\u{FEFF}/u, "");
  } catch (error) {
    return err([`${path}: ${explainFileError(error)}`]);
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return err([`${path}: not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const settings = parseSettings(input);
  if (!settings.ok) return err(settings.error.map((fault) => `${path}: ${formatFault(fault)}`));
  return ok({ settings: settings.value, text });
}

/** Why a file could not be read or written, in words. */
export function explainFileError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "that is a folder, not a file";
  if (code === "EACCES") return "this user may not open it";
  return error instanceof Error ? error.message : String(error);
}
