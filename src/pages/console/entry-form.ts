/**
 * Entries as forms: what stands in their JSON as labelled fields, and what was typed as JSON again.
 * @module
 */

import { isObject } from "../../model/resolving/merge-patch.ts";
import { valueAt } from "../../model/settings/fault.ts";
import { VariableName } from "../../model/settings/settings.ts";

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

/** Variables are text, whatever they are called. */
function kindOf(keys: readonly string[]): Kind {
  return keys[0] === "variables" ? "text" : (KINDS[keys.at(-1) ?? ""] ?? "text");
}

/** What a flag is where nothing is said. */
const SET_BY_DEFAULT: ReadonlySet<string> = new Set(["launched"]);
export const FLAG_IS_SET = "on";

/** A member as its field shows it. */
export function toFieldValue(body: unknown, path: FieldPath): string {
  const keys = toKeys(path);
  const value = valueAt(body, keys);
  if (kindOf(keys) === "flag") return (value ?? SET_BY_DEFAULT.has(keys.at(-1) ?? "")) === true ? FLAG_IS_SET : "";
  return toText(value);
}

function toText(value: unknown): string {
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
  const [newName, newValue = ""] = [typed.get(NEW_VARIABLE.name), typed.get(NEW_VARIABLE.value)];
  const misnamed = newName === undefined ? undefined : findMisnamedVariable(base);
  let body = misnamed === undefined ? base : setAt(base, ["variables", misnamed.name], undefined);
  for (const [path, value] of new Map([...boxes, ...typed])) {
    const isTouched = toTyped(value) !== toTyped(toFieldValue(base, path));
    if (isTouched && path !== NEW_VARIABLE.name && path !== NEW_VARIABLE.value)
      body = setAt(body, toKeys(path), parse(kindOf(toKeys(path)), value));
  }
  if (newName !== undefined && (newName !== "" || newValue !== ""))
    body = setAt(body, ["variables", newName], newValue);
  return withoutEmptyServers(body, base);
}

/** As a field of one line sends it: browsers leave line breaks out of what they show (HTML, value sanitization). */
function toTyped(value: string): string {
  return value.replace(/[\r\n]/g, "").trim();
}

/** The pair of fields for one more variable, or for one whose name has to be mended. */
export const NEW_VARIABLE = { name: "newVariable.name", value: "newVariable.value" } as const;

export function isVariableName(name: string): boolean {
  return VariableName.safeParse(name).success;
}

/** The first variable that cannot be called so: no field of its own could change that. */
export function findMisnamedVariable(body: unknown): { readonly name: string; readonly value: string } | undefined {
  const variables = valueAt(body, ["variables"]);
  const [name, value] =
    Object.entries(isObject(variables) ? variables : {}).find(([own]) => !isVariableName(own)) ?? [];
  return name === undefined ? undefined : { name, value: toText(value) };
}

function toKeys(path: FieldPath): string[] {
  return path.split(".");
}

function parse(kind: Kind, value: string): unknown {
  switch (kind) {
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

/** What the row of one more server begins with. */
export const NEW_SERVERS = {
  incomingServers: { protocol: "imap", port: 993, socketType: "tls", authentication: ["password-cleartext"] },
  outgoingServers: { protocol: "submission", port: 465, socketType: "tls", authentication: ["password-cleartext"] },
} as const;

/** Choices, which always say something: a row that has nothing else is empty. */
const CHOSEN: ReadonlySet<string> = new Set(["protocol", "socketType"]);

/**
 * A server whose host name was emptied is taken away, and so is a row that nobody filled in. What lacks its name with
 * something else typed stays, for the schema to ask for it.
 */
function withoutEmptyServers(body: unknown, base: unknown): unknown {
  if (!isObject(body)) return body;
  const named = withoutEmptyRows(body, base);
  const { overrides, ...own } = named;
  if (!isObject(overrides)) return named;
  const kept = Object.entries(withoutEmptyRows(overrides, valueAt(base, ["overrides"]))).filter(
    // An empty list would be a fault; without one, the provider's servers are used.
    ([name, member]) => !isServerList(name) || !Array.isArray(member) || member.length > 0,
  );
  const isLeftEmpty = kept.length === 0 && Object.keys(overrides).length > 0;
  return isLeftEmpty ? own : { ...own, overrides: Object.fromEntries(kept) };
}

function withoutEmptyRows(holder: Readonly<Record<string, unknown>>, base: unknown): Record<string, unknown> {
  const members = Object.entries(holder).map(([list, servers]): readonly [string, unknown] => {
    if (!isServerList(list) || !Array.isArray(servers)) return [list, servers];
    const wasNamed = (index: number) => hasText(valueAt(base, [list, index, "hostname"]));
    return [list, servers.filter((server, index) => !isEmptyRow(server, NEW_SERVERS[list], wasNamed(index)))];
  });
  return Object.fromEntries(members);
}

function isServerList(name: string): name is keyof typeof NEW_SERVERS {
  return Object.hasOwn(NEW_SERVERS, name);
}

function isEmptyRow(server: unknown, begun: Readonly<Record<string, unknown>>, wasNamed: boolean): boolean {
  if (!isObject(server) || hasText(server.hostname)) return false;
  const typed = Object.entries(server).filter(([, value]) => hasText(value));
  return (
    wasNamed ||
    typed.every(([name]) => CHOSEN.has(name)) ||
    typed.every(([name, value]) => toText(value) === toText(begun[name]))
  );
}

function hasText(value: unknown): boolean {
  return toText(value) !== "";
}
