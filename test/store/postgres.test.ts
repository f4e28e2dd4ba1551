import { describe } from "vitest";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { openPglite } from "../support/pglite.ts";
import { directoryContract } from "./directory-contract.ts";

describe("a directory in PostgreSQL", async () => {
  const database = await openPglite();
  directoryContract(async () => {
    await database.reset();
    return sqlDirectory(database);
  });
});
