/**
 * All SQL of tokens and sessions, the same for SQLite, D1 and PostgreSQL.
 * @module
 */
import type { EventKind, EventRecord, KeptToken, SessionRecord } from "../access-roles.ts";
import type { SqlStatement } from "./sql-database.ts";

const TOKEN = "id, name, secret, access, provider, created_at, created_by, expires_at, used_at, revoked_at";

export function addToken(token: KeptToken): SqlStatement {
  return {
    sql: `INSERT INTO tokens (${TOKEN}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL) ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      token.id,
      token.name,
      token.secret,
      token.access,
      token.provider ?? null,
      token.createdAt,
      token.createdBy,
      token.expiresAt ?? null,
    ],
  };
}

export function findToken(id: string): SqlStatement {
  return { sql: `SELECT ${TOKEN} FROM tokens WHERE id = ?1`, values: [id] };
}

export function listTokens(limit: number, after: string | undefined): SqlStatement {
  const where = after === undefined ? "" : " WHERE (name, id) > (SELECT name, id FROM tokens WHERE id = ?2)";
  return {
    sql: `SELECT ${TOKEN} FROM tokens${where} ORDER BY name, id LIMIT ?1`,
    values: [limit, ...(after === undefined ? [] : [after])],
  };
}

export function touchToken(id: string, at: string): SqlStatement {
  return { sql: "UPDATE tokens SET used_at = ?2 WHERE id = ?1", values: [id, at] };
}

export function revokeToken(id: string, at: string): SqlStatement {
  return {
    sql: "UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING id",
    values: [id, at],
  };
}

export function addSession({ id, token, createdAt, usedAt }: SessionRecord): SqlStatement {
  return {
    sql: "INSERT INTO sessions (id, token, created_at, used_at) VALUES (?1, ?2, ?3, ?4)",
    values: [id, token, createdAt, usedAt],
  };
}

export function findSession(id: string): SqlStatement {
  const columns = TOKEN.split(", ").map((column) => `t.${column}`);
  return {
    sql: `SELECT s.id AS session_id, s.token AS session_token, s.created_at AS session_created_at, s.used_at AS session_used_at, ${columns.join(", ")}
FROM sessions AS s LEFT JOIN tokens AS t ON t.id = s.token WHERE s.id = ?1`,
    values: [id],
  };
}

export function touchSession(id: string, at: string): SqlStatement {
  return { sql: "UPDATE sessions SET used_at = ?2 WHERE id = ?1", values: [id, at] };
}

export function removeSession(id: string): SqlStatement {
  return { sql: "DELETE FROM sessions WHERE id = ?1", values: [id] };
}

export function removeSessionsBefore(usedAt: string): SqlStatement {
  return { sql: "DELETE FROM sessions WHERE used_at < ?1", values: [usedAt] };
}

/**
 * What has ended goes first, so that the table holds no more than those of the last minutes. What ends later than any of now
 * was counted while the clock was ahead.
 */
export function removeAttempts(now: string, endsAt: string): SqlStatement {
  return { sql: "DELETE FROM attempts WHERE ends_at <= ?1 OR ends_at > ?2", values: [now, endsAt] };
}

export function countAttempt(source: string, endsAt: string): SqlStatement {
  return {
    sql: "INSERT INTO attempts (source, count, ends_at) VALUES (?1, 1, ?2) ON CONFLICT (source) DO UPDATE SET count = attempts.count + 1 RETURNING count, ends_at",
    values: [source, endsAt],
  };
}

export function forgetAttempts(source: string): SqlStatement {
  return { sql: "DELETE FROM attempts WHERE source = ?1", values: [source] };
}

const EVENT = "id, kind, at, author, token, provider, domain, count";

export function addEvent({ id, kind, at, author, token, provider, domain, count }: EventRecord): SqlStatement {
  return {
    sql: `INSERT INTO events (${EVENT}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    values: [id, kind, at, author, token ?? null, provider ?? null, domain ?? null, count ?? null],
  };
}

export function removeEvents(kind: EventKind, most: number): SqlStatement {
  return {
    sql: "DELETE FROM events WHERE kind = ?1 AND id <= (SELECT id FROM events WHERE kind = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
    values: [kind, most],
  };
}

export function listEvents(provider: string | undefined, limit: number, before: string | undefined): SqlStatement {
  const parts: readonly (readonly [comparison: string, value: string | undefined])[] = [
    ["provider =", provider],
    ["id <", before],
  ];
  const given = parts.flatMap(([comparison, value]) => (value === undefined ? [] : [{ comparison, value }]));
  const where = given.map(({ comparison }, index) => `${comparison} ?${index + 1}`).join(" AND ") || "TRUE";
  return {
    sql: `SELECT ${EVENT} FROM events WHERE ${where} ORDER BY id DESC LIMIT ?${given.length + 1}`,
    values: [...given.map(({ value }) => value), limit],
  };
}
