import { describe, onTestFinished } from "vitest";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { accessSuite } from "../http/access-suite.ts";
import { headerSuite } from "../http/header-suite.ts";

async function open() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  return database;
}

describe("on Node", () => {
  accessSuite(open);
  headerSuite(open);
});
