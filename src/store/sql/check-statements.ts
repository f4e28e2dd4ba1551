/**
 * All SQL of checks, the same for SQLite, D1 and PostgreSQL but for how a list in JSON becomes rows.
 * @module
 */
import type { CheckResult } from "../check-roles.ts";
import type { SqlDialect, SqlStatement } from "./sql-database.ts";
import { ROWS } from "./statements.ts";

/** Before any time. */
const NOBODY = "";

export function addWaiting(dialect: SqlDialect, domains: readonly string[]): SqlStatement {
  return {
    sql: `INSERT INTO check_queue (domain, taken_until)
SELECT value ->> 'domain', ?2 FROM ${ROWS[dialect]("?1")} WHERE TRUE ON CONFLICT (domain) DO NOTHING`,
    values: [JSON.stringify(domains.map((domain) => ({ domain }))), NOBODY],
  };
}

/**
 * Whether it is free is asked twice: of two machines that choose the same one, the second waits and finds it taken. What is taken for
 * longer than this one would be was while the clock was ahead.
 */
export function takeWaiting(now: string, until: string): SqlStatement {
  const isFree = "(taken_until <= ?1 OR taken_until > ?2)";
  return {
    sql: `UPDATE check_queue SET taken_until = ?2 WHERE ${isFree} AND domain IN
(SELECT domain FROM check_queue WHERE ${isFree} ORDER BY domain LIMIT 1) RETURNING domain`,
    values: [now, until],
  };
}

export function countWaiting(): SqlStatement {
  return { sql: "SELECT COUNT(*) AS count FROM check_queue", values: [] };
}

export function clearWaiting(): SqlStatement {
  return { sql: "DELETE FROM check_queue", values: [] };
}

export function endWaiting(domain: string): SqlStatement {
  return { sql: "DELETE FROM check_queue WHERE domain = ?1", values: [domain] };
}

export function dropOthers(): SqlStatement {
  return { sql: "DELETE FROM check_results WHERE domain NOT IN (SELECT domain FROM check_queue)", values: [] };
}

export function dropResults(domain: string): SqlStatement {
  return { sql: "DELETE FROM check_results WHERE domain = ?1", values: [domain] };
}

export function addResult({ domain, checkedAt, state, findings }: CheckResult, most: number): readonly SqlStatement[] {
  return [
    {
      sql: `INSERT INTO check_results (domain, checked_at, state, body) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (domain, checked_at) DO UPDATE SET state = excluded.state, body = excluded.body`,
      values: [domain, checkedAt, state, JSON.stringify(findings)],
    },
    {
      sql: `DELETE FROM check_results WHERE domain = ?1 AND checked_at NOT IN
(SELECT checked_at FROM check_results WHERE domain = ?1 ORDER BY checked_at DESC LIMIT ?2)`,
      values: [domain, most],
    },
  ];
}

/** Runs of old say nothing any more, and what is of a time to come was found while the clock was ahead: it would stay the last. */
export function beginRun(startedAt: string, domains: number, most: number): readonly SqlStatement[] {
  return [
    { sql: "DELETE FROM check_runs WHERE started_at > ?1", values: [startedAt] },
    { sql: "DELETE FROM check_results WHERE checked_at > ?1", values: [startedAt] },
    {
      sql: "INSERT INTO check_runs (started_at, domains) VALUES (?1, ?2) ON CONFLICT (started_at) DO NOTHING",
      values: [startedAt, domains],
    },
    {
      sql: `DELETE FROM check_runs WHERE started_at NOT IN
(SELECT started_at FROM check_runs ORDER BY started_at DESC LIMIT ?1)`,
      values: [most],
    },
  ];
}

export function findRun(): SqlStatement {
  return { sql: "SELECT started_at, domains, ended_at FROM check_runs ORDER BY started_at DESC LIMIT 1", values: [] };
}

export function endRun(startedAt: string, endedAt: string, report: string | null): SqlStatement {
  return {
    sql: `UPDATE check_runs SET ended_at = ?2, report = ?3 WHERE started_at = ?1 AND ended_at IS NULL RETURNING started_at`,
    values: [startedAt, endedAt, report],
  };
}

export function findReport(): SqlStatement {
  return {
    sql: "SELECT report FROM check_runs WHERE report IS NOT NULL ORDER BY started_at DESC LIMIT 1",
    values: [],
  };
}

export function listResults(domains: number, each: number, after: string): SqlStatement {
  return {
    sql: `SELECT domain, checked_at, state, body FROM
(SELECT domain, checked_at, state, body, ROW_NUMBER() OVER (PARTITION BY domain ORDER BY checked_at DESC) AS place
FROM check_results WHERE domain IN
(SELECT DISTINCT domain FROM check_results WHERE domain > ?1 ORDER BY domain LIMIT ?2)) AS placed
WHERE place <= ?3 ORDER BY domain, checked_at DESC`,
    values: [after, domains, each],
  };
}
