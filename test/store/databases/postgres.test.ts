import { describe } from "vitest";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { openPglite } from "../../support/services/pglite.ts";
import { accessContract } from "../access-contract.ts";
import { checkContract } from "../check-contract.ts";
import { countContract } from "../count-contract.ts";
import { directoryContract } from "../directory-contract.ts";
import { hostnameContract } from "../hostname-contract.ts";
import { loginContract } from "../login-contract.ts";

describe("PostgreSQL", async () => {
  const database = await openPglite();
  const open = async () => {
    await database.reset();
    return database;
  };
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
