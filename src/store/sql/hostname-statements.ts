/**
 * All SQL of custom hostnames, the same for SQLite, D1 and PostgreSQL but for how a list in JSON becomes rows.
 * @module
 */
import type { HostnameChange } from "../hostname-roles.ts";
import type { SqlDialect, SqlStatement } from "./sql-database.ts";
import { ROWS } from "./statements.ts";

export function findHostnames(domain: string, most: number): SqlStatement {
  return {
    sql: "SELECT hostname, body FROM custom_hostnames WHERE domain = ?1 ORDER BY hostname, zone LIMIT ?2",
    values: [domain, most],
  };
}

export function listHostnames(zone: string, limit: number, after: string): SqlStatement {
  return {
    sql: "SELECT hostname, body FROM custom_hostnames WHERE hostname > ?3 AND zone = ?1 ORDER BY hostname LIMIT ?2",
    values: [zone, limit, after],
  };
}

export function writeHostnames(dialect: SqlDialect, changes: readonly HostnameChange[]): readonly SqlStatement[] {
  const kept = changes.flatMap(({ hostname, zone, state }) =>
    state === undefined ? [] : [{ hostname, zone, domain: state.domain, body: JSON.stringify(state) }],
  );
  const gone = changes.flatMap(({ hostname, zone, state }) => (state === undefined ? [{ hostname, zone }] : []));
  return [
    {
      sql: `INSERT INTO custom_hostnames (hostname, zone, domain, body)
SELECT value ->> 'hostname', value ->> 'zone', value ->> 'domain', value ->> 'body' FROM ${ROWS[dialect]("?1")} WHERE TRUE
ON CONFLICT (hostname, zone) DO UPDATE SET domain = excluded.domain, body = excluded.body`,
      values: [JSON.stringify(kept)],
    },
    {
      sql: `DELETE FROM custom_hostnames WHERE (hostname, zone) IN (SELECT value ->> 'hostname', value ->> 'zone' FROM ${ROWS[dialect]("?1")})`,
      values: [JSON.stringify(gone)],
    },
  ];
}
