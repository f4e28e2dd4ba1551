/**
 * The directory as lines of JSON, as the API and `export` write them: providers first, then the domains that use them, then
 * login names of their addresses.
 * @module
 */
import * as z from "zod";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseJson } from "../../model/settings/parse-json.ts";
import type { ImportFailure, ImportItem } from "./imported.ts";

const Line = z.union([
  z.strictObject({ provider: z.string(), entry: z.unknown() }),
  z.strictObject({ domain: z.string(), entry: z.unknown() }),
  z.strictObject({ login: z.string(), entry: z.unknown() }),
]);

export function formatLine({ kind, name, body }: Pick<ImportItem, "kind" | "name" | "body">): string {
  return `${JSON.stringify({ [kind]: name, entry: body })}\n`;
}

/** A line as a record; `undefined` for one that is empty. */
export function parseLine(text: string, place: string): Result<ImportItem, ImportFailure> | undefined {
  if (text.trim() === "") return undefined;
  const fail = (because: string) => err({ place, because, isWithoutDomain: false });
  const json = parseJson(text);
  const faults = json.ok ? json.value.faults : json.error;
  if (!json.ok || faults.length > 0)
    return fail(faults.map((fault) => formatFault({ ...fault, path: fault.path.replace("line 1, ", "") })).join("; "));
  const line = Line.safeParse(json.value.value);
  if (!line.success) return fail('expected {"domain": …, "entry": …}, or "provider" or "login" in its place');
  const { entry } = line.data;
  if (!isObject(entry)) return fail("entry: expected an object");
  if ("login" in line.data) return ok({ kind: "login", name: line.data.login, body: entry, place });
  return ok(
    "domain" in line.data
      ? { kind: "domain", name: line.data.domain, body: entry, place }
      : { kind: "provider", name: line.data.provider, body: entry, place },
  );
}
