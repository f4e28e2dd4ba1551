/**
 * All SQL of login names, the same for SQLite, D1 and PostgreSQL but for how a list in JSON becomes rows.
 * @module
 */
import type { LoginChange, LoginFilter } from "../login-roles.ts";
import type { SqlDialect, SqlStatement } from "./sql-database.ts";
import { ROWS } from "./statements.ts";

const LOGIN = "l.domain, l.local_part, l.username, l.mailbox";

/** An alias of an alias is not followed: whoever writes such a thing means a mailbox. */
export function findLogin(domain: string, localPart: string): SqlStatement {
  return {
    sql: `SELECT l.domain, l.local_part, coalesce(m.username, l.username) AS username, l.mailbox
FROM logins AS l LEFT JOIN logins AS m ON m.domain = l.domain AND m.local_part = l.mailbox
WHERE l.domain = ?1 AND l.local_part = ?2`,
    values: [domain, localPart],
  };
}

export function getLogins(dialect: SqlDialect, domain: string, localParts: readonly string[]): SqlStatement {
  return {
    sql: `SELECT ${LOGIN} FROM logins AS l WHERE l.domain = ?1 AND l.local_part IN (SELECT value ->> 'localPart' FROM ${ROWS[dialect]("?2")})`,
    values: [domain, JSON.stringify(localParts.map((localPart) => ({ localPart })))],
  };
}

/** `after` is a domain and a local part. */
export function listLogins(
  { domain, provider, prefix = "" }: LoginFilter,
  limit: number,
  after: readonly [domain: string, localPart: string] | undefined,
): SqlStatement {
  const values: (string | number)[] = [limit];
  const bind = (value: string) => `?${values.push(value)}`;
  const conditions = [
    ...(domain === undefined ? [] : [`l.domain = ${bind(domain)}`]),
    ...(prefix === "" ? [] : [`l.local_part >= ${bind(prefix)} AND l.local_part < ${bind(`${prefix}${LAST}`)}`]),
    ...(after === undefined ? [] : [`(l.domain, l.local_part) > (${bind(after[0])}, ${bind(after[1])})`]),
  ];
  const join =
    provider === undefined ? "" : ` JOIN domains AS d ON d.name = l.domain AND d.provider = ${bind(provider)}`;
  return {
    sql: `SELECT ${LOGIN} FROM logins AS l${join} WHERE ${conditions.join(" AND ") || "TRUE"} ORDER BY l.domain, l.local_part LIMIT ?1`,
    values,
  };
}

/** No address has a character as great. */
const LAST = "\u{10FFFF}";

export function countLogins(domain: string, most: number): SqlStatement {
  return {
    sql: "SELECT count(*) AS count FROM (SELECT 1 FROM logins WHERE domain = ?1 LIMIT ?2) AS counted",
    values: [domain, most],
  };
}

/** The first of them answers whether the others do anything. */
export function writeLogins(
  dialect: SqlDialect,
  domain: string,
  provider: string,
  changes: readonly LoginChange[],
): readonly SqlStatement[] {
  const list = (some: readonly LoginChange[]) =>
    JSON.stringify(some.map(({ localPart, login }) => ({ localPart, ...login })));
  const isThere = "EXISTS (SELECT 1 FROM domains WHERE name = ?1 AND provider = ?2)";
  return [
    { sql: "SELECT 1 FROM domains WHERE name = ?1 AND provider = ?2", values: [domain, provider] },
    {
      sql: `INSERT INTO logins (domain, local_part, username, mailbox)
SELECT CAST(?1 AS TEXT), value ->> 'localPart', value ->> 'username', value ->> 'mailbox' FROM ${ROWS[dialect]("?3")} WHERE ${isThere}
ON CONFLICT (domain, local_part) DO UPDATE SET username = excluded.username, mailbox = excluded.mailbox`,
      values: [domain, provider, list(changes.filter(({ login }) => login !== undefined))],
    },
    {
      sql: `DELETE FROM logins WHERE domain = ?1 AND local_part IN (SELECT value ->> 'localPart' FROM ${ROWS[dialect]("?3")}) AND ${isThere}`,
      values: [domain, provider, list(changes.filter(({ login }) => login === undefined))],
    },
  ];
}
