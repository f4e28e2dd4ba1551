import { describe, onTestFinished } from "vitest";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { apiContract } from "../support/api-contract.ts";

describe("the API over SQLite", () =>
  apiContract(async () => {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    return database;
  }));
