import { afterAll, beforeAll, describe } from "vitest";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { startD1 } from "../../support/local-d1.ts";
import { accessContract } from "../access-contract.ts";
import { checkContract } from "../check-contract.ts";
import { countContract } from "../count-contract.ts";
import { directoryContract } from "../directory-contract.ts";
import { hostnameContract } from "../hostname-contract.ts";
import { loginContract } from "../login-contract.ts";

describe("D1", () => {
  let d1: Awaited<ReturnType<typeof startD1>>;
  beforeAll(async () => {
    d1 = await startD1();
  });
  afterAll(() => d1.stop());
  const open = async () => {
    await d1.batch(TABLES.map((table) => ({ sql: `DELETE FROM ${table}`, values: [] })));
    return d1;
  };
  describe("a directory", () => directoryContract(async () => sqlDirectory(await open())));
  describe("access", () => accessContract(async () => sqlAccess(await open())));
  describe("custom hostnames", () => hostnameContract(async () => sqlHostnames(await open())));
  describe("checks", () => checkContract(async () => sqlChecks(await open())));
  describe("counts", () => countContract(async () => sqlCounts(await open())));
  describe("log-in names", () =>
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
