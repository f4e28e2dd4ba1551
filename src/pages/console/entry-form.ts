/**
 * Entries as forms: what stands in their JSON as labelled fields, and what was typed as JSON again.
 * @module
 */

import { isObject } from "../../model/resolving/merge-patch.ts";
import { valueAt } from "../../model/settings/fault.ts";

/** A field's place in an entry, such as `overrides.incomingServers.0.port`. */
export type FieldPath = string;

/** What a form field is called, so that no member of an entry can be taken for a field of the form itself. */
const PREFIX = "entry.";
/** A box sends nothing while it is empty: beside each goes a field that says that it was there. */
const BOX_PREFIX = "box.";

/** What the field beside a box is called. */
export function toBoxName(path: FieldPath): string {
  return `${BOX_PREFIX}${path}`;
}

/** What labels and links know a field by. */
export function toFieldId(path: FieldPath): string {
  return `${PREFIX}${path}`.replace(/[^\w]+/g, "-");
}

export function toFieldName(path: FieldPath): string {
  return `${PREFIX}${path}`;
}

/** How a member of an entry is typed; what is not named here is text. */
type Kind = "text" | "number" | "flag" | "list";

const KINDS: Readonly<Record<string, Kind>> = {
  port: "number",
  domainMegabytes: "number",
  launched: "flag",
  suspended: "flag",
  allowPlaintext: "flag",
  explicitLogins: "flag",
  lowerCaseLogin: "flag",
  authentication: "list",
};

/** What a flag is where nothing is said. */
const SET_BY_DEFAULT: ReadonlySet<string> = new Set(["launched"]);
export const FLAG_IS_SET = "on";

/** A member as its field shows it. */
export function toFieldValue(body: unknown, path: FieldPath): string {
  const keys = toKeys(path);
  const value = valueAt(body, keys);
  const name = keys.at(-1) ?? "";
  if (KINDS[name] === "flag") return (value ?? SET_BY_DEFAULT.has(name)) === true ? FLAG_IS_SET : "";
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * `base` with what was typed. What a field shows as it was stays as it was written, lines and blanks at the ends included, and
 * so do members that no field has. Whatever cannot be read is kept as text, for the schema to say what it
 * should be.
 */
export function readEntryForm(base: unknown, fields: Iterable<readonly [name: string, value: string]>): unknown {
  const [boxes, typed] = [new Map<FieldPath, string>(), new Map<FieldPath, string>()];
  for (const [name, value] of fields)
    if (name.startsWith(PREFIX)) typed.set(name.slice(PREFIX.length), value.trim());
    else if (name.startsWith(BOX_PREFIX)) boxes.set(name.slice(BOX_PREFIX.length), "");
  const [newName = "", newValue = ""] = [typed.get(NEW_VARIABLE.name), typed.get(NEW_VARIABLE.value)];
  let body = base;
  for (const [path, value] of new Map([...boxes, ...typed])) {
    const isTouched = toTyped(value) !== toTyped(toFieldValue(base, path));
    if (isTouched && path !== NEW_VARIABLE.name && path !== NEW_VARIABLE.value)
      body = setAt(body, toKeys(path), parse(toKeys(path).at(-1) ?? "", value));
  }
  if (newName !== "" || newValue !== "") body = setAt(body, ["variables", newName], newValue);
  return withoutEmptyServers(body);
}

/** As a field of one line sends it: browsers leave line breaks out of what they show (HTML, value sanitization). */
function toTyped(value: string): string {
  return value.replace(/[\r\n]/g, "").trim();
}

/** The pair of fields for one more variable. */
export const NEW_VARIABLE = { name: "newVariable.name", value: "newVariable.value" } as const;

function toKeys(path: FieldPath): string[] {
  return path.split(".");
}

function parse(name: string, value: string): unknown {
  switch (KINDS[name] ?? "text") {
    case "flag":
      return value === FLAG_IS_SET;
    case "number":
      return /^\d{1,9}$/.test(value) ? Number(value) : value || undefined;
    case "list":
      return value.split(/[\s,]+/).filter(Boolean);
    case "text":
      return value || undefined;
  }
}

/** A copy with `value` at the place; `undefined` takes the member away, and with it the object that it leaves empty. */
function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(target) || (target === undefined && /^\d+$/.test(key))) {
    const list: readonly unknown[] = Array.isArray(target) ? target : [];
    const index = Math.min(Number(key), list.length);
    return Number.isNaN(index) ? list : list.toSpliced(index, 1, setAt(list[index], rest, value) ?? {});
  }
  const members = new Map(Object.entries(isObject(target) ? target : {}));
  const member = setAt(members.get(key), rest, value);
  if (member === undefined) members.delete(key);
  else members.set(key, member);
  return members.size === 0 && rest.length === 0 && value === undefined ? undefined : Object.fromEntries(members);
}

const LISTS = ["incomingServers", "outgoingServers"];

/** A server without a name is one that was taken away, or a row that nobody filled in. */
function withoutEmptyServers(body: unknown): unknown {
  if (!isObject(body)) return body;
  const filled = Object.entries(body).flatMap(([name, member]): (readonly [string, unknown])[] => {
    if (name === "overrides" && isObject(member)) {
      const kept = Object.entries(member).flatMap(([list, servers]): (readonly [string, unknown])[] => {
        if (!LISTS.includes(list) || !Array.isArray(servers)) return [[list, servers]];
        const named = servers.filter(hasName);
        // An empty list would be a fault; without one, the provider's servers are used.
        return named.length === 0 ? [] : [[list, named]];
      });
      return kept.length === 0 && Object.keys(member).length > 0 ? [] : [[name, Object.fromEntries(kept)]];
    }
    return [[name, LISTS.includes(name) && Array.isArray(member) ? member.filter(hasName) : member]];
  });
  return Object.fromEntries(filled);
}

function hasName(server: unknown): boolean {
  return !isObject(server) || (server.hostname !== undefined && server.hostname !== "");
}
