import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { describeReport } from "../../../src/store/cache/directory-reader.ts";
import { d1Database } from "../../../src/store/databases/d1.ts";
import { TablesMissingError } from "../../../src/store/roles.ts";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { accessContract } from "../access-contract.ts";
import { checkContract } from "../check-contract.ts";
import { countContract } from "../count-contract.ts";
import { directoryContract } from "../directory-contract.ts";
import { hostnameContract } from "../hostname-contract.ts";
import { loginContract } from "../login-contract.ts";

/** What `test/vitest.config.ts` binds. */
const { DB, MIGRATIONS } = env as unknown as { readonly DB: D1Database; readonly MIGRATIONS: D1Migration[] };

describe("D1", () => {
  beforeAll(() => applyD1Migrations(DB, MIGRATIONS));
  const open = async () => {
    await DB.batch(TABLES.map((table) => DB.prepare(`DELETE FROM ${table}`)));
    return d1Database(DB);
  };
  test("a table that nobody made is told, with the command that makes it", async () => {
    const asked = (await open()).query({ sql: "SELECT * FROM of_a_later_release", values: [] });
    await expect(asked).rejects.toThrow(TablesMissingError);
    const failure = await asked.catch((error: unknown) => error);
    expect(describeReport(failure)).toContain("wrangler d1 migrations apply DB");
  });
  describe("a directory", () => directoryContract(async () => sqlDirectory(await open())));
  describe("access", () => accessContract(async () => sqlAccess(await open())));
  describe("custom hostnames", () => hostnameContract(async () => sqlHostnames(await open())));
  describe("checks", () => checkContract(async () => sqlChecks(await open())));
  describe("counts", () => countContract(async () => sqlCounts(await open())));
  describe("login names", () =>
    loginContract(async () => {
      const database = await open();
      return { ...sqlDirectory(database), ...sqlLogins(database) };
    }));
});

const TABLES = [
  "custom_hostnames",
  "request_counts",
  "check_queue",
  "check_runs",
  "check_results",
  "unserved_domains",
  "logins",
  "providers",
  "domains",
  "revisions",
  "tokens",
  "sessions",
  "attempts",
  "events",
];
