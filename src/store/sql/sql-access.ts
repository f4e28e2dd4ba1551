import * as z from "zod";
import { type AccessStore, EVENT_KINDS, type EventRecord, type KeptToken, type TokenRecord } from "../access-roles.ts";
import * as statements from "./access-statements.ts";
import { parseRow, toPage } from "./parse-row.ts";
import type { SqlDatabase, SqlRow } from "./sql-database.ts";

/** Tokens and sessions in a database, beside its directory. */
export function sqlAccess(database: SqlDatabase): AccessStore {
  return {
    async addToken(token) {
      return (await database.query(statements.addToken(token))).length === 1;
    },
    async findToken(id) {
      const [row] = await database.query(statements.findToken(id));
      return row && toToken(row);
    },
    async listTokens(limit, after) {
      const rows = await database.query(statements.listTokens(limit + 1, after));
      return toPage(rows.map(toRecord), limit, ({ id }) => id);
    },
    async touchToken(id, at) {
      await database.query(statements.touchToken(id, at));
    },
    async revokeToken(id, at) {
      return (await database.query(statements.revokeToken(id, at))).length === 1;
    },
    async addSession(session) {
      await database.query(statements.addSession(session));
    },
    async findSession(id) {
      const [row] = await database.query(statements.findSession(id));
      if (row === undefined) return undefined;
      const parsed = parseRow(SessionRow, row);
      const session = {
        id: parsed.session_id,
        token: parsed.session_token,
        createdAt: parsed.session_created_at,
        usedAt: parsed.session_used_at,
      };
      return { session, token: row.id === null ? undefined : toRecord(row) };
    },
    async touchSession(id, at) {
      await database.query(statements.touchSession(id, at));
    },
    async removeSession(id) {
      await database.query(statements.removeSession(id));
    },
    async removeSessionsBefore(usedAt) {
      await database.query(statements.removeSessionsBefore(usedAt));
    },
    async countAttempt(source, now, endsAt) {
      await database.query(statements.removeAttempts(now, endsAt));
      const [row] = await database.query(statements.countAttempt(source, endsAt));
      const { count, ends_at } = parseRow(AttemptsRow, row);
      return { count, endsAt: ends_at };
    },
    async forgetAttempts(source) {
      await database.query(statements.forgetAttempts(source));
    },
    async addEvent(event, most) {
      await database.query(statements.addEvent(event));
      if (most !== undefined) await database.query(statements.removeEvents(event.kind, most));
    },
    async listEvents(provider, limit, before) {
      return (await database.query(statements.listEvents(provider, limit, before))).map(toEvent);
    },
  };
}

/** NULL is what is absent. */
const Optional = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const TokenRow = z.object({
  id: z.string(),
  name: z.string(),
  secret: z.string(),
  access: z.enum(["read", "write"]),
  provider: Optional,
  created_at: z.string(),
  created_by: z.string(),
  expires_at: Optional,
  used_at: Optional,
  revoked_at: Optional,
});
const SessionRow = z.object({
  session_id: z.string(),
  session_token: z.string(),
  session_created_at: z.string(),
  session_used_at: z.string(),
});
const AttemptsRow = z.object({ count: z.coerce.number(), ends_at: z.string() });
const EventRow = z.object({
  id: z.string(),
  kind: z.enum(EVENT_KINDS),
  at: z.string(),
  author: z.string(),
  token: Optional,
  provider: Optional,
  domain: Optional,
  count: z
    .int()
    .nullable()
    .transform((count) => count ?? undefined),
});

function toToken(row: SqlRow): KeptToken {
  const { created_at, created_by, expires_at, used_at, revoked_at, ...same } = parseRow(TokenRow, row);
  return {
    ...same,
    createdAt: created_at,
    createdBy: created_by,
    expiresAt: expires_at,
    usedAt: used_at,
    revokedAt: revoked_at,
  };
}

/** Without what its secret is compared with: few need that. */
function toRecord(row: SqlRow): TokenRecord {
  const { secret, ...record } = toToken(row);
  return record;
}

function toEvent(row: SqlRow): EventRecord {
  return parseRow(EventRow, row);
}
