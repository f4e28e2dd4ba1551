/**
 * Writes what programs read of our schemas: `settings.schema.json`, by which editors complete and check settings files, and
 * the API's OpenAPI description. With `--check` only says whether they are up to date.
 * @module
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { createApiDocument } from "../http/operators/description/api-document.ts";
import { NAMED_SCHEMAS } from "../model/settings/named-schemas.ts";
import { SettingsFile } from "../model/settings/settings.ts";

const root = join(import.meta.dirname, "../..");
const documents = {
  "settings.schema.json": createSettingsSchema(),
  "src/http/operators/description/openapi.json": createApiDocument(),
};

for (const [name, document] of Object.entries(documents)) {
  const path = join(root, name);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (!process.argv.includes("--check")) await writeFile(path, text);
  else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
    process.stderr.write(`schema: error: ${name} is out of date\nhint: npm run schema\n`);
    process.exitCode = 1;
  }
}

function createSettingsSchema() {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...NAMED_SCHEMAS, SettingsFile })) registry.add(schema, { id });
  const { SettingsFile: file, ...parts } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/$defs/${id}`,
  }).schemas;
  const $defs = Object.fromEntries(
    Object.entries(parts).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  );
  const { $id: _, ...schema } = file ?? {};
  return { title: "Waypost settings", ...schema, $defs };
}
