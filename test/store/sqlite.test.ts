import { describe, onTestFinished } from "vitest";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { directoryContract } from "./directory-contract.ts";

describe("a directory in SQLite", () =>
  directoryContract(async () => {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    return sqlDirectory(database);
  }));
