import { describe, expect, onTestFinished, test } from "vitest";
import storage from "../../../docs/storage.md?raw";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import type { DomainFilter } from "../../../src/store/roles.ts";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import type { SqlStatement } from "../../../src/store/sql/sql-database.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import * as statements from "../../../src/store/sql/statements.ts";
import { accessContract } from "../access-contract.ts";
import { checkContract } from "../check-contract.ts";
import { countContract } from "../count-contract.ts";
import { directoryContract } from "../directory-contract.ts";
import { hostnameContract } from "../hostname-contract.ts";
import { loginContract } from "../login-contract.ts";

async function open() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  return database;
}

describe("a directory in SQLite", () => directoryContract(async () => sqlDirectory(await open())));
describe("access in SQLite", () => accessContract(async () => sqlAccess(await open())));
describe("custom hostnames in SQLite", () => hostnameContract(async () => sqlHostnames(await open())));
describe("checks in SQLite", () => checkContract(async () => sqlChecks(await open())));
describe("counts in SQLite", () => countContract(async () => sqlCounts(await open())));
describe("login names in SQLite", () =>
  loginContract(async () => {
    const database = await open();
    return { ...sqlDirectory(database), ...sqlLogins(database) };
  }));

const { findDomain, getDomains, surveyEntries, listEntries, listChanges } = statements;
const list = (filter: DomainFilter, after?: string) => statements.listDomains("sqlite", filter, 50, after);
const count = (filter: DomainFilter) => statements.countDomains("sqlite", filter, 1000);
const BY_NAME = "SEARCH domains USING PRIMARY KEY (name";
const BY_PROVIDER = "INDEX domains_by_provider (provider=?";
const BY_BOTH = "INDEX domains_by_provider_and_state (provider=? AND state=?";
const A_STATE = { state: "suspended" } as const;

const PLANS: readonly (readonly [string, SqlStatement, expected: string])[] = [
  ["a domain", findDomain("a.example"), "SEARCH d USING PRIMARY KEY (name=?)"],
  ["several", getDomains("sqlite", ["a.example"]), "SEARCH domains USING PRIMARY KEY (name=?)"],
  // In the order of the table itself, and no further than the page.
  ["all", list({}), "SCAN domains"],
  ["all after a name", list({}, "a.example"), BY_NAME],
  ["a prefix", list({ prefix: "a" }), BY_NAME],
  ["a prefix after a name", list({ prefix: "a" }, "a.example"), BY_NAME],
  ["a provider", list({ provider: "p" }), BY_PROVIDER],
  ["a provider, by one who sees it alone", list({ provider: "p", only: "p" }), BY_PROVIDER],
  ["a provider after a name", list({ provider: "p" }, "a.example"), `${BY_PROVIDER} AND name>?)`],
  ["a provider and a prefix", list({ provider: "p", prefix: "a" }), `${BY_PROVIDER} AND name>?`],
  ["a state", list(A_STATE), "INDEX domains_by_state (state=?)"],
  ["a state and a prefix", list({ ...A_STATE, prefix: "a" }), "domains_by_state (state=? AND name>?"],
  ["a state of a provider", list({ ...A_STATE, provider: "p" }), BY_BOTH],
  ["a state of a provider, and a prefix", list({ ...A_STATE, provider: "p", prefix: "a" }), `${BY_BOTH} AND name>?`],
  ["a state, by one who sees a provider alone", list({ ...A_STATE, only: "p" }), BY_BOTH],
  [
    "all that can be asked for",
    list({ ...A_STATE, provider: "p", only: "p", prefix: "a" }, "a.example"),
    `${BY_BOTH} AND name>?`,
  ],
  ["those that plan changes", list({ hasPlan: true }, "a.example"), "INDEX domains_with_plan (name>?)"],
  [
    "those of a provider that plan changes",
    list({ hasPlan: true, provider: "p" }, "a.example"),
    "INDEX domains_with_plan (name>?)",
  ],
  ["how many have a prefix", count({ prefix: "a" }), BY_NAME],
  ["how many are in a state of a provider", count({ ...A_STATE, provider: "p" }), BY_BOTH],
  ["what domains say", surveyEntries("sqlite", undefined, 1000, "a.example"), BY_NAME],
  ["what a provider's domains say", surveyEntries("sqlite", "p", 1000, "a.example"), `${BY_PROVIDER} AND name>?)`],
  ["what all of a provider's domains say", listEntries("sqlite", "p", 100), "SEARCH domains USING INDEX"],
  ["providers", statements.listProviders(50, "p"), "SEARCH providers USING INDEX"],
  [
    "a domain's history",
    statements.listRevisions("domain", "a.example", 50),
    "INDEX revisions_by_name (kind=? AND name=?",
  ],
  [
    "a domain's history while it was a provider's",
    statements.listRevisions("domain", "a.example", 50, undefined, "p"),
    "INDEX revisions_by_name (kind=? AND name=?",
  ],
  ["changes since", statements.listStatesSince(7, 50), "SEARCH r USING INTEGER PRIMARY KEY (rowid>?)"],
  [
    "changes since of what a provider has or had",
    statements.listStatesSince(7, 50, "p"),
    "SEARCH r USING INTEGER PRIMARY KEY (rowid>?)",
  ],
  ["all changes", listChanges(undefined, 50), "SEARCH revisions USING INTEGER PRIMARY KEY"],
  ["a provider's changes", listChanges("p", 50), "INDEX revisions_by_provider (provider=? AND revision<?)"],
];

describe("by an index, and sorted by none but it", () => {
  test.each(PLANS)("%s", async (name, { sql, values }, expected) => {
    const database = await open();
    const plan = await database.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, values });
    const steps = plan.map(({ detail }) => String(detail));
    expect(steps.join("\n")).toContain(expected);
    const scanned = steps.filter((step) => /^SCAN (?:domains|providers|revisions|d|p)\b/.test(step));
    expect(scanned).toEqual(name === "all" ? ["SCAN domains"] : []);
    // Groups are sorted when they are made.
    if (!sql.includes("GROUP BY")) expect(steps.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });
});

test("docs/storage.md tells every index of every table", async () => {
  const database = await open();
  const sql = `SELECT t.name AS "table", i.name, (SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) AS c) AS columns
FROM sqlite_master AS t, pragma_index_list(t.name) AS i WHERE t.type = 'table' ORDER BY t.name, columns`;
  const rows = await database.query({ sql, values: [] });
  // The number of a row is an index as well, and SQLite lists none for it.
  const indexes = [...rows.map(({ table, columns }) => `${table}: ${columns}`), "revisions: revision"].sort();
  const told = Array.from(storage.matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm)).flatMap(([, table, cell = ""]) =>
    Array.from(cell.matchAll(/`([\w, ]+)`/g), ([, columns]) => `${table}: ${columns}`),
  );
  expect(told.sort()).toEqual(indexes);
});
