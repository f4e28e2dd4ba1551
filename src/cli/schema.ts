/**
 * Writes `settings.schema.json`, by which editors complete and check settings files; with `--check` only says whether
 * it is up to date.
 * @module
 */
import { readFile, writeFile } from "node:fs/promises";
import * as z from "zod";
import { SettingsFile } from "../model/settings/settings.ts";

const path = `${import.meta.dirname}/../../settings.schema.json`;
const schema = { title: "Waypost settings", ...z.toJSONSchema(SettingsFile, { io: "input" }) };
const text = `${JSON.stringify(schema, null, 2)}\n`;

if (process.argv.includes("--check")) {
  const current = await readFile(path, "utf8").catch(() => "");
  if (current !== text) {
    process.stderr.write("schema: error: settings.schema.json is out of date\nhint: npm run schema\n");
    process.exitCode = 1;
  }
} else await writeFile(path, text);
