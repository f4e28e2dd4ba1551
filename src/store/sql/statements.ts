/**
 * All SQL of the directory. SQLite, D1 and PostgreSQL take the same, but for how a list in JSON becomes rows.
 * @module
 */
import type { RecordKind } from "../records.ts";
import type { DomainFilter } from "../roles.ts";
import type { SqlDialect, SqlStatement } from "./sql-database.ts";

/**
 * A bound list of objects as a table with the column `value`, each object's JSON. A list of any length is one value: D1
 * binds a hundred at most. PostgreSQL is told that it is text: a driver would write what is bound as JSON as JSON again.
 */
export const ROWS: Readonly<Record<SqlDialect, (parameter: string) => string>> = {
  sqlite: (parameter) => `json_each(${parameter})`,
  postgres: (parameter) => `jsonb_array_elements(CAST(CAST(${parameter} AS TEXT) AS jsonb)) AS list(value)`,
};

const DOMAIN = "name, provider, state, body, revision";

export function findDomain(domain: string): SqlStatement {
  return {
    // The wildcard's "*" sorts before every name.
    sql: `SELECT d.name, d.provider, d.state, d.body, d.revision, p.id AS provider_id, p.body AS provider_body, p.revision AS provider_revision
FROM domains AS d LEFT JOIN providers AS p ON p.id = d.provider
WHERE d.name IN (?1, '*') ORDER BY d.name DESC LIMIT 1`,
    values: [domain],
  };
}

export function getDomains(dialect: SqlDialect, names: readonly string[]): SqlStatement {
  return {
    sql: `SELECT ${DOMAIN} FROM domains WHERE name IN (SELECT value ->> 'name' FROM ${ROWS[dialect]("?1")})`,
    values: [JSON.stringify(names.map((name) => ({ name })))],
  };
}

export function getProvider(id: string): SqlStatement {
  return { sql: "SELECT id, body, revision FROM providers WHERE id = ?1", values: [id] };
}

export function listDomains(
  dialect: SqlDialect,
  filter: DomainFilter,
  limit: number,
  after: string | undefined,
): SqlStatement {
  const { where, values } = toCondition(filter, after);
  return {
    sql: `SELECT ${DOMAIN} FROM ${toTable(dialect, filter)} WHERE ${where} ORDER BY name LIMIT ?${values.length + 1}`,
    values: [...values, limit],
  };
}

export function countDomains(dialect: SqlDialect, filter: DomainFilter, most: number): SqlStatement {
  const { where, values } = toCondition(filter, undefined);
  return {
    sql: `SELECT count(*) AS count FROM (SELECT 1 FROM ${toTable(dialect, filter)} WHERE ${where} LIMIT ?${values.length + 1}) AS counted`,
    values: [...values, most],
  };
}

/** Columns of a group of domains. A name is found by its length where that stands before it, in four digits. */
function toGroup(dialect: SqlDialect): string {
  const find = { sqlite: "instr", postgres: "strpos" }[dialect];
  const byLength = (length: string) => `substr(max((1000 + ${length}) || name), 5)`;
  return `body, min(name) AS name, count(*) AS count, ${byLength("length(name)")} AS longest, ${byLength(`${find}(name || '.', '.')`)} AS longest_prefix`;
}

export function listEntries(dialect: SqlDialect, provider: string, limit: number): SqlStatement {
  return {
    sql: `SELECT ${toGroup(dialect)} FROM domains WHERE provider = ?1 GROUP BY body ORDER BY count(*) DESC, min(name) LIMIT ?2`,
    values: [provider, limit],
  };
}

/** Groups of a survey that are given. */
const SURVEYED_GROUPS = 1_000;

/** Each group comes with what holds for all: how many domains and groups there are, and the last name. */
export function surveyEntries(
  dialect: SqlDialect,
  provider: string | undefined,
  limit: number,
  after: string,
): SqlStatement {
  return {
    sql: `SELECT provider, ${toGroup(dialect)},
  sum(count(*)) OVER () AS seen, count(*) OVER () AS kinds, max(max(name)) OVER () AS last
FROM (SELECT provider, body, name FROM domains WHERE name > ?1${provider === undefined ? "" : " AND provider = ?3"} ORDER BY name LIMIT ?2) AS slice
GROUP BY provider, body ORDER BY count DESC, name LIMIT ${SURVEYED_GROUPS}`,
    values: [after, limit, ...(provider === undefined ? [] : [provider])],
  };
}

/**
 * SQLite holds no count of what an index has of each value, and takes one that would read all of a provider's domains,
 * or all that are suspended, to find those that are both; or all of a provider's, to find the few that plan changes.
 * PostgreSQL knows.
 */
function toTable(dialect: SqlDialect, { provider, only, state, hasPlan }: DomainFilter): string {
  if (dialect === "sqlite" && hasPlan) return "domains INDEXED BY domains_with_plan";
  const isOfBoth = dialect === "sqlite" && state !== undefined && Boolean(provider || only);
  return isOfBoth ? "domains INDEXED BY domains_by_provider_and_state" : "domains";
}

/** A prefix is a range of names: `LIKE` would not use the index everywhere, and takes 50 bytes in D1. */
function toCondition({ prefix = "", provider, only, state, hasPlan }: DomainFilter, after = "") {
  const parts: readonly (readonly [comparison: string, value: string | undefined])[] = [
    ["provider =", provider],
    ["provider =", only],
    ["state =", state],
    after < prefix ? ["name >=", prefix] : ["name >", after],
    // No name has a byte as great as that of "~".
    ["name <", prefix && `${prefix}~`],
  ];
  const given = parts.flatMap(([comparison, value]) => (value ? [{ comparison, value }] : []));
  return {
    where: [
      ...given.map(({ comparison }, index) => `${comparison} ?${index + 1}`),
      // Written by `JSON.stringify`: no space. The index has the same words.
      hasPlan ? `body LIKE '%"changes":%'` : "TRUE",
    ].join(" AND "),
    values: given.map(({ value }) => value),
  };
}

export function listProviders(limit: number, after: string): SqlStatement {
  return {
    sql: "SELECT id, body, revision FROM providers WHERE id > ?1 ORDER BY id LIMIT ?2",
    values: [after, limit],
  };
}

export function listStates(limit: number, after: string, provider: string | undefined): SqlStatement {
  const where = provider === undefined ? "name > ?1" : "provider = ?3 AND name > ?1";
  return {
    sql: `SELECT name, state, body AS text FROM domains WHERE ${where} ORDER BY name LIMIT ?2`,
    values: [after, limit, ...(provider === undefined ? [] : [provider])],
  };
}

export function findLastRevision(): SqlStatement {
  return { sql: "SELECT coalesce(max(revision), 0) AS revision FROM revisions", values: [] };
}

export function listStatesSince(since: number, limit: number, provider?: string): SqlStatement {
  const [now, then] = provider === undefined ? ["", ""] : [" AND d.provider = ?3", WAS_OWN];
  return {
    sql: `SELECT r.revision, r.kind, r.name, d.state, d.body AS text
FROM revisions AS r LEFT JOIN domains AS d ON r.kind = 'domain' AND d.name = r.name${now} WHERE r.revision > ?1${then} ORDER BY r.revision LIMIT ?2`,
    values: [since, limit, ...(provider === undefined ? [] : [provider])],
  };
}

/** Whether the change `r` was of the provider's, or of a record that was there and its own until then. */
const WAS_OWN = `
  AND (r.provider = ?3 OR EXISTS (SELECT 1 FROM revisions AS b WHERE b.provider = ?3 AND b.body IS NOT NULL
    AND b.revision = (SELECT max(revision) FROM revisions WHERE kind = r.kind AND name = r.name AND revision < r.revision)))`;

const REVISION = "revision, kind, name, provider, body, at, author";
/** The largest number that an INTEGER of PostgreSQL holds: it refuses to compare with a larger one. */
const LAST_REVISION = 2 ** 31 - 1;

export function listRevisions(
  kind: RecordKind,
  name: string,
  limit: number,
  before = LAST_REVISION,
  provider?: string,
): SqlStatement {
  // A value that no index has: SQLite would look through all that a provider ever changed, to find what it did to one record.
  const own = provider === undefined ? "" : " AND provider || '' = ?5";
  return {
    sql: `SELECT ${REVISION} FROM revisions WHERE kind = ?1 AND name = ?2 AND revision < ?3${own} ORDER BY revision DESC LIMIT ?4`,
    values: [kind, name, Math.min(before, LAST_REVISION), limit, ...(provider === undefined ? [] : [provider])],
  };
}

export function listChanges(provider: string | undefined, limit: number, before = LAST_REVISION): SqlStatement {
  return {
    sql: `SELECT ${REVISION} FROM revisions WHERE revision < ?1${provider === undefined ? "" : " AND provider = ?3"} ORDER BY revision DESC LIMIT ?2`,
    values: [Math.min(before, LAST_REVISION), limit, ...(provider === undefined ? [] : [provider])],
  };
}

/** A change as it is bound: `body` is JSON's text, null where the record is removed. */
export interface BoundChange {
  readonly line: number;
  readonly name: string;
  readonly provider: string;
  readonly state: string | null;
  readonly body: string | null;
  readonly expected: number;
  /** What a domain's provider must be, or what must have come last of a provider; null is anything. */
  readonly checked: number | null;
}

/** Who makes the changes of one call; `batch` names the call, and no other has the same. */
export interface BoundAuthor {
  readonly at: string;
  readonly author: string;
  readonly batch: string;
}

/** One call's changes: history first, which decides what is made and answers with it, and the records after it. */
export function writeChanges(
  dialect: SqlDialect,
  kind: RecordKind,
  changes: readonly BoundChange[],
  { at, author, batch }: BoundAuthor,
): readonly SqlStatement[] {
  const [table, key, columns] = TABLES[kind];
  const member = (name: string) => `value ->> '${name}'`;
  const number = (name: string) => `CAST(value ->> '${name}' AS INTEGER)`;
  const guard =
    kind === "domain"
      ? `coalesce((SELECT revision FROM providers WHERE id = ${member("provider")}), 0)`
      : `coalesce((SELECT max(revision) FROM revisions WHERE provider = ${member("name")}), 0)`;
  // A provider that domains still name stays.
  const removable =
    kind === "domain"
      ? ""
      : `\n  AND (${member("body")} IS NOT NULL OR NOT EXISTS (SELECT 1 FROM domains WHERE provider = ${member("name")}))`;
  // The changes of this call are the last that history has: they are found without an index of their own.
  const made = "batch = ?1 AND revision > (SELECT max(revision) FROM revisions) - ?2";
  return [
    {
      sql: `INSERT INTO revisions (revision, kind, name, provider, state, body, at, author, batch)
SELECT (SELECT coalesce(max(revision), 0) FROM revisions) + row_number() OVER (ORDER BY ${number("line")}),
  '${kind}', ${["name", "provider", "state", "body"].map(member).join(", ")}, CAST(?2 AS TEXT), CAST(?3 AS TEXT), CAST(?4 AS TEXT)
FROM ${ROWS[dialect]("?1")}
WHERE ${number("expected")} = coalesce((SELECT revision FROM ${table} WHERE ${key} = ${member("name")}), 0)
  AND coalesce(${number("checked")}, ${guard}) = ${guard}${removable}
RETURNING revision, name`,
      values: [JSON.stringify(changes), at, author, batch],
    },
    {
      sql: `INSERT INTO ${table} (${key}, ${columns.join(", ")}, revision)
SELECT name, ${columns.join(", ")}, revision FROM revisions WHERE ${made} AND body IS NOT NULL
ON CONFLICT (${key}) DO UPDATE SET ${[...columns, "revision"].map((column) => `${column} = excluded.${column}`).join(", ")}`,
      values: [batch, changes.length],
    },
    {
      sql: `DELETE FROM ${table} WHERE ${key} IN (SELECT name FROM revisions WHERE ${made} AND body IS NULL)`,
      values: [batch, changes.length],
    },
  ];
}

/** Each kind's table, its key, and what else it takes over from history. */
const TABLES = {
  domain: ["domains", "name", ["provider", "state", "body"]],
  provider: ["providers", "id", ["body"]],
} as const satisfies Record<RecordKind, readonly [string, string, readonly string[]]>;
