/**
 * All SQL of counts, the same for SQLite, D1 and PostgreSQL but for how a list in JSON becomes rows.
 * @module
 */
import type { Day, DomainCount, KindCount } from "../count-roles.ts";
import type { SqlDialect, SqlStatement } from "./sql-database.ts";
import { ROWS } from "./statements.ts";

/** A row of all domains has none: no key holds NULL. */
export const ALL_DOMAINS = "";

export function addCounts(dialect: SqlDialect, day: Day, counts: readonly KindCount[]): SqlStatement {
  const rows = counts.map(({ domain = ALL_DOMAINS, ...rest }) => ({ domain, ...rest }));
  return {
    sql: `INSERT INTO request_counts (day, domain, family, mechanism, outcome, count)
SELECT ?2, value ->> 'domain', value ->> 'family', value ->> 'mechanism', value ->> 'outcome', CAST(value ->> 'count' AS BIGINT)
FROM ${ROWS[dialect]("?1")} WHERE TRUE
ON CONFLICT (domain, day, family, mechanism, outcome) DO UPDATE SET count = request_counts.count + excluded.count`,
    values: [JSON.stringify(rows), day],
  };
}

export function addUnserved(
  dialect: SqlDialect,
  day: Day,
  domains: readonly DomainCount[],
  most: number,
): readonly SqlStatement[] {
  return [
    {
      sql: `INSERT INTO unserved_domains (domain, count, first_day, last_day)
SELECT value ->> 'domain', CAST(value ->> 'count' AS BIGINT), ?2, ?2 FROM ${ROWS[dialect]("?1")} WHERE TRUE
ON CONFLICT (domain) DO UPDATE SET count = unserved_domains.count + excluded.count, last_day = excluded.last_day`,
      values: [JSON.stringify(domains), day],
    },
    {
      sql: `DELETE FROM unserved_domains WHERE domain NOT IN
(SELECT domain FROM unserved_domains ORDER BY count DESC, last_day DESC, domain LIMIT ?1)`,
      values: [most],
    },
  ];
}

export function listCounts(since: Day, domain: string): SqlStatement {
  return {
    sql: `SELECT day, family, mechanism, outcome, count FROM request_counts WHERE domain = ?1 AND day >= ?2
ORDER BY day, family, mechanism, outcome`,
    values: [domain, since],
  };
}

export function listDomains(since: Day, limit: number): SqlStatement {
  return {
    sql: `SELECT domain, CAST(SUM(count) AS BIGINT) AS count FROM request_counts WHERE day >= ?1 AND domain <> ''
GROUP BY domain ORDER BY 2 DESC, domain LIMIT ?2`,
    values: [since, limit],
  };
}

export function listUnserved(limit: number): SqlStatement {
  return {
    sql: "SELECT domain, count, first_day, last_day FROM unserved_domains ORDER BY count DESC, domain LIMIT ?1",
    values: [limit],
  };
}

export function forgetCounts(domainsBefore: Day, allBefore: Day): readonly SqlStatement[] {
  return [
    { sql: "DELETE FROM request_counts WHERE day < ?1 AND domain <> ''", values: [domainsBefore] },
    { sql: "DELETE FROM request_counts WHERE day < ?1", values: [allBefore] },
    { sql: "DELETE FROM unserved_domains WHERE last_day < ?1", values: [domainsBefore] },
  ];
}
