import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe } from "vitest";
import { d1Database } from "../../src/store/databases/d1.ts";
import { accessSuite } from "./access-suite.ts";
import { headerSuite } from "./header-suite.ts";

/** What `test/vitest.config.ts` binds. */
const { DB, MIGRATIONS } = env as unknown as { readonly DB: D1Database; readonly MIGRATIONS: D1Migration[] };
const TABLES = ["providers", "domains", "revisions", "tokens", "sessions", "attempts", "events"];

describe("in workerd", () => {
  beforeAll(() => applyD1Migrations(DB, MIGRATIONS));
  const open = async () => {
    await DB.batch(TABLES.map((table) => DB.prepare(`DELETE FROM ${table}`)));
    return d1Database(DB);
  };
  accessSuite(open, { isThorough: false });
  headerSuite(open, { isThorough: false });
});
