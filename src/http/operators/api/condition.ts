/**
 * What a request says of the record's present state (RFC 9110 section 13).
 * @module
 */
import type { Context } from "hono";
import type { Expected } from "../../../directory/operations/change.ts";
import { err, ok, type Result } from "../../../model/result.ts";
import type { Revision } from "../../../store/records.ts";
import type { ApiProblem } from "../problem.ts";
import { toApiProblem } from "./problems.ts";

/**
 * The tag of an answer: the record's revision, by which changes are conditional, and a digest of the rest. A domain's
 * answer differs as soon as its provider does, at the same revision.
 */
export async function toRecordTag(revision: Revision, body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const text = Array.from(new Uint8Array(digest).subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `"${revision}-${text}"`;
}

/** A proxy that compresses makes tags weak; the revision in them is as good as before. The digest may be left out. */
const TAG = /^(?:W\/)?"(\d{1,15})(?:-[\da-f]{16})?"$/;

/** What the record must be for a change. */
export function readCondition(c: Context): Result<Expected, ApiProblem> {
  const [match, noneMatch] = [c.req.header("if-match")?.trim(), c.req.header("if-none-match")?.trim()];
  if (match === undefined && noneMatch === undefined) return ok(undefined);
  if (noneMatch !== undefined)
    return noneMatch === "*" && match === undefined ? ok("none") : err(toApiProblem("bad-condition"));
  if (match === "*") return ok("any");
  const [, revision] = TAG.exec(match ?? "") ?? [];
  return revision === undefined ? err(toApiProblem("bad-condition")) : ok(Number(revision));
}
