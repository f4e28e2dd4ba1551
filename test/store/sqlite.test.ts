import { describe, onTestFinished } from "vitest";
import { sqlAccess } from "../../src/store/sql/sql-access.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { sqlLogins } from "../../src/store/sql/sql-logins.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { accessContract } from "./access-contract.ts";
import { directoryContract } from "./directory-contract.ts";
import { loginContract } from "./login-contract.ts";

async function open() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  return database;
}

describe("a directory in SQLite", () => directoryContract(async () => sqlDirectory(await open())));
describe("access in SQLite", () => accessContract(async () => sqlAccess(await open())));
describe("log-in names in SQLite", () =>
  loginContract(async () => {
    const database = await open();
    return { ...sqlDirectory(database), ...sqlLogins(database) };
  }));
