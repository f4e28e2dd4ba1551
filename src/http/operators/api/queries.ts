/**
 * The parameters that addresses of the API know, and how they are read: one that nobody knows is a mistake, not a wish.
 * @module
 */
import type { Context } from "hono";
import * as z from "zod";
import { findName } from "../../../directory/operations/domain-operations.ts";
import { isTokenId } from "../../../directory/operations/token-operations.ts";
import { NamesMark } from "../../../directory/views/names-mark.ts";
import { ZoneId } from "../../../model/custom-hostname.ts";
import { isPrintable, UNPRINTABLE } from "../../../model/printable.ts";
import { err, ok, type Result } from "../../../model/result.ts";
import { DOMAIN_STATES } from "../../../model/settings/domain-state.ts";
import { formatFault, toFaults } from "../../../model/settings/fault.ts";
import { ProviderId } from "../../../model/settings/settings.ts";
import type { ApiProblem } from "../problem.ts";
import { toApiProblem } from "./problems.ts";

const Limit = z
  .string()
  .regex(/^\d{1,9}$/, { error: "expected a whole number" })
  .transform(Number)
  .pipe(z.int().min(1).max(1000))
  .default(100)
  .describe("How many at most");

const Cursor = z.string().max(300).optional().describe("What the list before this one gave as next");

export const NO_QUERY = z.strictObject({});

export const ListQuery = z.strictObject({ limit: Limit, cursor: Cursor });

export const DomainsQuery = ListQuery.extend({
  prefix: z.string().max(253).toLowerCase().exactOptional().describe("How names begin"),
  provider: ProviderId.exactOptional(),
  state: z.enum(DOMAIN_STATES).exactOptional(),
});

export const HostnamesQuery = ListQuery.extend({ zone: ZoneId.describe("The zone at Cloudflare") });

export const ChangeQuery = z.strictObject({
  dryRun: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .pipe(z.boolean())
    .default(false)
    .describe("Changes nothing, and answers with what would change"),
});

export const BulkQuery = z.strictObject({
  dryRun: ChangeQuery.shape.dryRun.describe(
    "Changes nothing, answers each line with what would become of it, and counts them in a last line",
  ),
});

export const ExportQuery = z.strictObject({
  as: z
    .enum(["lines", "settings", "logins"])
    .default("lines")
    .describe("One record a line (NDJSON), one settings file, or the lines of login names alone"),
});

export const NamesQuery = z.strictObject({
  since: NamesMark.optional().describe(
    "The mark of the last answer: only domains that may have changed since, or all where that cannot be known",
  ),
});

/** The query as `schema` has it. Nothing kept has a control character, and PostgreSQL cannot be asked for a NUL. */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): Result<z.output<Schema>, ApiProblem> {
  const { url } = c.req.raw;
  const start = url.indexOf("?");
  const given = [...new URLSearchParams(start < 0 ? "" : url.slice(start))];
  const twice = given.find(([name], index) => given.findIndex(([other]) => other === name) < index);
  if (twice !== undefined)
    return err(toApiProblem("bad-query", { errors: [{ parameter: twice[0], detail: `${twice[0]}: expected once` }] }));
  const unprintable = given.find(([, value]) => !isPrintable(value));
  if (unprintable !== undefined) {
    const [parameter] = unprintable;
    const detail = `${parameter}: ${UNPRINTABLE}`;
    return err(toApiProblem("bad-query", { errors: [{ parameter, detail }] }));
  }
  const query = Object.fromEntries(given);
  const parsed = schema.safeParse(query);
  if (parsed.success) return ok(parsed.data);
  const errors = toFaults(parsed.error, query).map((fault) => ({
    parameter: fault.pointer.slice(1),
    detail: formatFault(fault).replace("unknown member", "unknown parameter"),
  }));
  return err(toApiProblem("bad-query", { errors }));
}

/** Where a list of domains, or of other host names, goes on. */
export function readDomainCursor(cursor: string | undefined): Result<string | undefined, ApiProblem> {
  return cursor === undefined || findName(cursor) === cursor ? ok(cursor) : err(toApiProblem("bad-cursor"));
}

export function readProviderCursor(cursor: string | undefined): Result<string | undefined, ApiProblem> {
  return cursor === undefined || ProviderId.safeParse(cursor).success ? ok(cursor) : err(toApiProblem("bad-cursor"));
}

export function readTokenCursor(cursor: string | undefined): Result<string | undefined, ApiProblem> {
  return cursor === undefined || isTokenId(cursor) ? ok(cursor) : err(toApiProblem("bad-cursor"));
}

/** Where a history goes on: before a revision. */
export function readRevisionCursor(cursor: string | undefined): Result<number | undefined, ApiProblem> {
  if (cursor === undefined) return ok(undefined);
  return /^[1-9]\d{0,14}$/.test(cursor) ? ok(Number(cursor)) : err(toApiProblem("bad-cursor"));
}
