import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe } from "vitest";
import { d1Database } from "../../src/store/d1.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { directoryContract } from "./directory-contract.ts";

/** What `test/vitest.config.ts` binds. */
const { DB, MIGRATIONS } = env as unknown as { readonly DB: D1Database; readonly MIGRATIONS: D1Migration[] };

describe("a directory in D1", () => {
  beforeAll(() => applyD1Migrations(DB, MIGRATIONS));

  directoryContract(async () => {
    await DB.batch(["providers", "domains", "revisions"].map((table) => DB.prepare(`DELETE FROM ${table}`)));
    return sqlDirectory(d1Database(DB));
  });
});
