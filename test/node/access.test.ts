import { describe, onTestFinished } from "vitest";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { accessSuite } from "../http/access-suite.ts";

describe("on Node", () =>
  accessSuite(async () => {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    return database;
  }));
