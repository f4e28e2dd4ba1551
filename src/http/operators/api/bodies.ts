/**
 * What requests carry.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import * as z from "zod";
import { MAX_ENTRY_BYTES } from "../../../directory/operations/check-entry.ts";
import { CustomHostname, ZoneId } from "../../../model/custom-hostname.ts";
import { Domain } from "../../../model/domain/domain-schema.ts";
import { isPrintable, UNPRINTABLE } from "../../../model/printable.ts";
import { err, ok, type Result } from "../../../model/result.ts";
import { toFaults } from "../../../model/settings/fault.ts";
import { parseJson } from "../../../model/settings/parse-json.ts";
import { limitBody } from "../../wire/limit-body.ts";
import { type ApiProblem, apiProblem } from "../problem.ts";
import { toApiProblem, toDetails } from "./problems.ts";

/** An entry, and what a line of a bulk says around it. */
export const MAX_RECORD_BYTES = MAX_ENTRY_BYTES + 1024;

export const JSON_TYPE = "application/json";
export const PATCH_TYPE = "application/merge-patch+json";

/** Which of a record's former states it is to have again. */
export const RollBack = z.strictObject({
  revision: z.int().min(1).describe("As history tells it: the record becomes what it was after that change"),
});

/** One line of a bulk, and of an export: a record under its name, `null` to remove it. */
export const BulkLine = z
  .strictObject({
    domain: z.string().optional(),
    provider: z.string().optional(),
    login: z.string().optional(),
    entry: z.unknown(),
  })
  .refine(
    ({ domain, provider, login }) => [domain, provider, login].filter((name) => name !== undefined).length === 1,
    {
      error: 'expected one of "domain", "provider" and "login"',
    },
  )
  .refine((line) => line.entry !== undefined, { path: ["entry"], error: "expected an object, or null to remove it" });

/** As many as a body holds. */
const MAX_LOGINS = 1_000;

const MAX_HOSTNAMES = 200;

/** Login names to be written: each under its address, `null` to remove it. */
export const LoginsRequest = z.strictObject({
  logins: z.array(z.strictObject({ address: z.string(), entry: z.unknown() })).max(MAX_LOGINS),
});

/** Which login names to list. */
export const LoginSearch = z.strictObject({
  prefix: z.string().max(64).refine(isPrintable, { error: UNPRINTABLE }).default("").describe("How addresses begin"),
  limit: z.int().min(1).max(1000).default(100).describe("How many at most"),
  cursor: z
    .string()
    .max(330)
    .refine(isPrintable, { error: UNPRINTABLE })
    .optional()
    .describe("What the list before this one gave as next"),
});

/** Custom hostnames as they were seen: each under its name and zone, `null` to forget it. */
export const HostnamesRequest = z.strictObject({
  hostnames: z
    .array(z.strictObject({ hostname: Domain, zone: ZoneId, state: CustomHostname.nullable() }))
    .max(MAX_HOSTNAMES),
});

export const limitRecord: MiddlewareHandler = limitBody(MAX_RECORD_BYTES, () =>
  apiProblem(toApiProblem("too-large", { detail: `The body is larger than ${MAX_RECORD_BYTES} bytes.` })),
);

/** The body as JSON. */
export async function readJson(
  c: Context,
  types: readonly string[] = [JSON_TYPE],
): Promise<Result<unknown, ApiProblem>> {
  if (!isOfType(c, types)) return err(toUnsupported(types));
  return parseBody(new Uint8Array(await c.req.arrayBuffer()));
}

/** The same of any bytes: a line, too, is a body. */
export function parseBody(bytes: Uint8Array): Result<unknown, ApiProblem> {
  const text = decode(bytes);
  if (text === undefined) return err(toApiProblem("not-json", { detail: "The body is not UTF-8." }));
  const json = parseJson(text);
  const faults = json.ok ? json.value.faults : json.error;
  if (!json.ok || faults.length > 0) return err(toApiProblem("not-json", { errors: toDetails(faults, "/") }));
  return ok(json.value.value);
}

/** A body that is no record. */
export function checkBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Result<z.output<Schema>, ApiProblem> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  return err(toApiProblem("faulty", { errors: toDetails(toFaults(parsed.error, body), "") }));
}

/** Whether the request says that its body is of one of these types, whatever the parameters. */
export function isOfType(c: Context, types: readonly string[]): boolean {
  const [type = ""] = (c.req.header("content-type") ?? "").split(";");
  return types.includes(type.trim().toLowerCase());
}

export function toUnsupported(types: readonly string[]): ApiProblem {
  return toApiProblem("wrong-content-type", { detail: `Expected a body of Content-Type ${types.join(" or ")}.` });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
