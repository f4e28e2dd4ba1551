/**
 * What a record is to be, as it is given on a command line: a file, stdin, and `member=value`.
 * @module
 */
import type * as z from "zod";
import { findMember, toMemberValue, toObject } from "../../directory/operations/member-values.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseJson } from "../../model/settings/parse-json.ts";
import { readText } from "../read-text.ts";
import type { Terminal } from "../terminal.ts";

/** A word that is no name. */
export const MEMBER = /^[A-Za-z$][\w$.-]*=/;

/** Of the words `member=value`, one object. */
export function readMembers(words: readonly string[], schema: z.ZodType): Result<Record<string, unknown>, string> {
  const members: [string, unknown][] = [];
  for (const word of words) {
    const [, name = "", text = ""] = /^([^=]*)=([\s\S]*)$/.exec(word) ?? [];
    const member = findMember(schema, name);
    if (member === undefined) return err(`unknown member ${JSON.stringify(name)}`);
    members.push([name, toMemberValue(member, text)]);
  }
  return ok(toObject(members));
}

/** A body with members put in; `null` removes one, but where `keepsNull`. */
export function mergeMembers(
  body: unknown,
  members: Readonly<Record<string, unknown>>,
  keepsNull: (path: readonly string[]) => boolean,
  path: readonly string[] = [],
): unknown {
  const merged = new Map(Object.entries(isObject(body) ? body : {}));
  if (Object.keys(members).length === 0) return body;
  for (const [name, value] of Object.entries(members)) {
    const place = [...path, name];
    if (value === null && !keepsNull(place)) merged.delete(name);
    else merged.set(name, isObject(value) ? mergeMembers(merged.get(name), value, keepsNull, place) : value);
  }
  return Object.fromEntries(merged);
}

/** The JSON of a file, or of stdin: `-`. */
export async function readBody(file: string, terminal: Terminal): Promise<Result<unknown, readonly string[]>> {
  const name = file === "-" ? "stdin" : file;
  const text = await readText(file, terminal);
  if (!text.ok) return err([`${name}: ${text.error}`]);
  const json = parseJson(text.value);
  const faults = json.ok ? json.value.faults : json.error;
  return json.ok && faults.length === 0
    ? ok(json.value.value)
    : err(faults.map((fault) => `${name}: ${formatFault(fault)}`));
}
