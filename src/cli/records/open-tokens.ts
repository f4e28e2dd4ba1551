/**
 * Tokens as the command sees them: in a directory that this process opens, or in a service that runs.
 * @module
 */
import * as z from "zod";
import { type NewToken, type TokenError, tokenOperations } from "../../directory/operations/token-operations.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault } from "../../model/settings/fault.ts";
import type { TokenRecord } from "../../store/access-roles.ts";
import { readPages } from "../../store/read-pages.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { NO_SETTINGS } from "./directory-records.ts";
import { openNamed, type PlaceValues, type Purpose } from "./open-records.ts";
import type { Refusal } from "./records.ts";
import { type Answer, type Api, explain, isDone, openApi, parseAnswer, toPlaceError } from "./service-api.ts";

export interface TokenPlace {
  /** `request` is checked where the tokens are. */
  create(request: unknown): Promise<Result<NewToken, Refusal>>;
  /** In the order of their names, revoked ones too. */
  list(): AsyncIterable<TokenRecord>;
  revoke(id: string): Promise<Result<TokenRecord, Refusal>>;
  close(): Promise<void>;
}

/** As history has it. */
const ACTOR = { name: "command", provider: undefined };
/** Tokens that are read together. */
const PAGE = 500;
export const NO_TOKEN: Refusal = { lines: ["there is no such token"], hint: "waypost token list" };

/** Where tokens are; else the command has ended, and what was wrong is told. */
export async function openTokens(
  values: PlaceValues,
  now: Date,
  terminal: Terminal,
  hint: string,
  purpose: Purpose,
): Promise<TokenPlace | ExitCode> {
  const { url, ...elsewhere } = values;
  if (url !== undefined) {
    if (Object.values(elsewhere).some((value) => value !== undefined))
      return terminal.misused("there is one place: --url, or a directory of this machine", hint);
    const api = openApi(url, terminal.env.WAYPOST_TOKEN ?? "");
    return api.ok ? serviceTokens(api.value) : terminal.misused(api.error.message, api.error.hint);
  }
  const opened = await openNamed(values, terminal, hint, purpose);
  if (typeof opened === "number") return opened;
  const { directory, floor } = opened;
  const tokens = tokenOperations({
    access: directory.access,
    directory,
    floor: floor ?? NO_SETTINGS,
    now: () => now,
  });
  return {
    create: async (request) => toResult(await tokens.create(ACTOR, request)),
    list: () => readPages((after) => tokens.list(ACTOR, PAGE, after)),
    revoke: async (id) => toResult(await tokens.revoke(ACTOR, id)),
    close: () => directory.close(),
  };
}

function toResult<Value>(result: Result<Value, TokenError>): Result<Value, Refusal> {
  if (result.ok) return result;
  return err(
    result.error.reason === "not_found" ? NO_TOKEN : { lines: result.error.faults.map(formatFault), hint: undefined },
  );
}

const Maybe = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const Item = z.object({
  id: z.string(),
  name: z.string(),
  access: z.enum(["read", "write"]),
  provider: Maybe,
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: Maybe,
  usedAt: Maybe,
  revokedAt: Maybe,
});
const Items = z.looseObject({ tokens: z.array(Item), next: Maybe });
const Made = Item.extend({ secret: z.string() });

function serviceTokens(api: Api): TokenPlace {
  return {
    async create(request) {
      const answer = await api.ask("POST", "/tokens", { body: JSON.stringify(request) });
      if (!isDone(answer)) return refuse(answer);
      const { secret: text, ...token } = parseAnswer(Made, answer);
      return ok({ token, text });
    },
    list: () =>
      readPages(async (after) => {
        const cursor = after === undefined ? "" : `&cursor=${encodeURIComponent(after)}`;
        const answer = await api.ask("GET", `/tokens?limit=${PAGE}${cursor}`);
        if (!isDone(answer)) throw toPlaceError(answer);
        const { tokens: items, next } = parseAnswer(Items, answer);
        return { items, next };
      }),
    async revoke(id) {
      const answer = await api.ask("DELETE", `/tokens/${encodeURIComponent(id)}`);
      return isDone(answer) ? ok(parseAnswer(Item, answer)) : refuse(answer);
    },
    close: async () => {},
  };
}

function refuse(answer: Answer): Result<never, Refusal> {
  return err(answer.status === 404 ? NO_TOKEN : { lines: explain(answer), hint: undefined });
}
