import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { err, type Result } from "../model/result.ts";
import { decodeText } from "./decode-text.ts";
import { explainFileError, fromCallersFolder } from "./settings-file.ts";
import type { Terminal } from "./terminal.ts";

/** A file that is named on the command line, or stdin for `-`; or what is wrong with it, to be told after its name. */
export async function readText(file: string, { stdin }: Terminal): Promise<Result<string, string>> {
  try {
    return decodeText(file === "-" ? await buffer(stdin) : await readFile(fromCallersFolder(file)));
  } catch (error) {
    return err(explainFileError(error));
  }
}
