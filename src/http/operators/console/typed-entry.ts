/**
 * What somebody typed of a domain or a provider, as a form sends it.
 * @module
 */
import type { Context } from "hono";
import type { Fault } from "../../../model/settings/fault.ts";
import { parseJson } from "../../../model/settings/parse-json.ts";
import { readEntryForm } from "../../../pages/console/entry-form.ts";

/** What was typed, and what it is for. */
export interface Typed {
  readonly name: string;
  readonly isNew: boolean;
  readonly body: unknown;
  /** As it was typed, where it is no JSON. */
  readonly json?: string | undefined;
  readonly faults: readonly Fault[];
  readonly revision: number | "none";
}

/** By the form, or by the JSON; the two never mix. */
export function readTyped(c: Context, fields: ReadonlyMap<string, string>, isNew: boolean): Typed {
  const name = (isNew ? fields.get("name") : c.req.param("name"))?.trim() ?? "";
  const typed = { name, isNew, revision: isNew ? "none" : toRevision(fields.get("revision")) } as const;
  if (fields.get("as") === "form")
    return { ...typed, body: readEntryForm(readBase(fields.get("base")), fields), faults: [] };
  const json = fields.get("json") ?? "";
  const parsed = parseJson(json);
  if (!parsed.ok) return { ...typed, body: {}, json, faults: parsed.error };
  const { value, faults } = parsed.value;
  return { ...typed, body: value, json: faults.length === 0 ? undefined : json, faults };
}

/** Ours, unless somebody plays with the form. */
export function readBase(text = "{}"): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value.value : {};
}

export function toRevision(text = ""): number | "none" {
  return /^\d{1,15}$/.test(text) ? Number(text) : "none";
}

/** Which revision to go back to: 0 is none that there is. */
export function toTarget(text: string | undefined): number {
  const revision = toRevision(text);
  return revision === "none" ? 0 : revision;
}
