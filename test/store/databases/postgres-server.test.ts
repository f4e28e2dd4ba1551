/**
 * The directory in a PostgreSQL server, which `POSTGRES_URL` names, as a role that may make databases and roles. What the
 * same contract shows of PostgreSQL in WebAssembly, it shows here of the driver and the network.
 * @module
 */
import { exec } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { openPostgres, type PostgresDatabase } from "../../../src/store/databases/postgres.ts";
import { StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { startProxy } from "../../support/services/cut-proxy.ts";
import { changeTogether } from "../change-together.ts";
import { checkContract } from "../check-contract.ts";
import { countContract } from "../count-contract.ts";
import { directoryContract } from "../directory-contract.ts";
import { hostnameContract } from "../hostname-contract.ts";
import { loginContract } from "../login-contract.ts";

const { POSTGRES_URL, POSTGRES_RESTART } = process.env;

describe.skipIf(POSTGRES_URL === undefined)("a PostgreSQL server that POSTGRES_URL names", () => {
  const name = `waypost_test_${process.pid}`;
  const url = new URL(POSTGRES_URL ?? "postgres://localhost");
  let server: postgres.Sql;
  let database: PostgresDatabase;

  beforeAll(async () => {
    server = postgres(url.href, { onnotice: () => {}, max: 2 });
    await server.unsafe(`CREATE DATABASE ${name}`);
    url.pathname = name;
  });
  afterAll(async () => {
    await server.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  });

  describe("that is new", () => {
    test("gets its tables once from several that start at once", async () => {
      const opened = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url.href)));
      const [first] = opened;
      const made = await first?.query({
        sql: "SELECT name, count(*) AS count FROM migrations GROUP BY name",
        values: [],
      });
      expect(made?.map(({ count }) => Number(count))).toEqual(made?.map(() => 1));
      expect(made?.length).toBeGreaterThan(0);
      await Promise.all(opened.map((one) => one.close()));
    });

    test("does not let anybody in with a wrong password, and nobody reads the right one", async () => {
      const wrong = new URL(url);
      wrong.password = "wrong-password";
      const failure = await openPostgres(wrong.href).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreUnavailableError);
      expect(String(failure)).not.toContain("wrong-password");
    });

    test("that is not there is told soon", async () => {
      const nowhere = new URL(url);
      nowhere.port = "1";
      await expect(openPostgres(nowhere.href)).rejects.toBeInstanceOf(StoreUnavailableError);
    });
  });

  describe("with a directory", () => {
    beforeAll(async () => {
      database = await openPostgres(url.href);
    });
    afterAll(() => database.close());
    beforeEach(() => empty(database));

    directoryContract(async () => {
      await empty(database);
      return sqlDirectory(database);
    });
    describe("and login names", () =>
      loginContract(async () => {
        await empty(database);
        return { ...sqlDirectory(database), ...sqlLogins(database) };
      }));

    describe("and custom hostnames", () =>
      hostnameContract(async () => {
        await empty(database);
        return sqlHostnames(database);
      }));

    describe("and checks", () =>
      checkContract(async () => {
        await empty(database);
        return sqlChecks(database);
      }));

    describe("and counts", () =>
      countContract(async () => {
        await empty(database);
        return sqlCounts(database);
      }));

    test("two machines that write one domain lose nothing of each other's", async () => {
      const other = await openPostgres(url.href);
      onTestFinished(() => other.close());
      await changeTogether(sqlDirectory(database), sqlDirectory(other));
    });

    test("what waits for a lock too long is told so, and is answered once it is free", async () => {
      const directory = sqlDirectory(database);
      const holder = postgres(url.href, { onnotice: () => {}, max: 1 });
      onTestFinished(() => holder.end());
      await holder.begin(async (transaction) => {
        await transaction.unsafe("LOCK TABLE domains IN ACCESS EXCLUSIVE MODE");
        await expect(directory.findDomain(SHOP.name)).rejects.toBeInstanceOf(StoreUnavailableError);
      });
      expect(await directory.findDomain(SHOP.name)).toBeUndefined();
    });

    test("that is cut off again and again under load loses nothing that was answered, and answers by itself after that", async () => {
      const proxy = await startProxy(url);
      onTestFinished(() => proxy.stop());
      const through = await openPostgres(proxy.url);
      onTestFinished(() => through.close());
      await expectNothingLost(through, async () => {
        for (let cuts = 0; cuts < 40; cuts += 1) {
          await wait(Math.random() * 60);
          proxy.cut();
        }
      });
    });

    test("that ends every connection under load loses nothing that was answered, and answers by itself after that", async () => {
      const one = await openPostgres(url.href);
      onTestFinished(() => one.close());
      await expectNothingLost(one, async () => {
        for (let cuts = 0; cuts < 20; cuts += 1) {
          await wait(Math.random() * 100);
          await server`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`;
        }
      });
    });

    // By a command that ends when the server takes connections again: .ci/run has one.
    test.skipIf(POSTGRES_RESTART === undefined)(
      "that is started anew under load, and once killed, loses nothing either",
      async () => {
        const one = await openPostgres(url.href);
        onTestFinished(() => one.close());
        await expectNothingLost(one, async () => {
          for (const mode of ["fast", "immediate"]) {
            await wait(500);
            await promisify(exec)(`${POSTGRES_RESTART} -m ${mode}`);
          }
        });
      },
    );

    test("that is silent, or gone for a while, fails what is asked, and answers what is asked after that", async () => {
      const proxy = await startProxy(url);
      onTestFinished(() => proxy.stop());
      const through = await openPostgres(proxy.url);
      onTestFinished(() => through.close());
      const directory = sqlDirectory(through);
      expect(await directory.writeDomains([SHOP], AUTHOR)).toEqual([1]);
      proxy.isSilent = true;
      await expect(directory.findDomain(SHOP.name)).rejects.toBeInstanceOf(StoreUnavailableError);
      proxy.isSilent = false;
      proxy.cut();
      expect((await retry(() => directory.findDomain(SHOP.name)))?.domain.revision).toBe(1);
    });
  });
});

const AUTHOR = { name: "test", at: new Date("2026-11-29T10:00:00Z") };
const SHOP = {
  name: Domain.parse("shop.example"),
  provider: "plain",
  state: "served",
  body: { provider: "plain" },
  expected: 0,
} as const;

/** Has many read and write at once while `harm` is done, and holds what they were told against what there is after that. */
async function expectNothingLost(database: PostgresDatabase, harm: () => Promise<void>): Promise<void> {
  const directory = sqlDirectory(database);
  let isOver = false;
  const wrong: unknown[] = [];
  const note = (error: unknown) => {
    if (!(error instanceof StoreUnavailableError)) wrong.push(error);
  };
  const written = new Map<Domain, number>();
  const write = async (writer: number) => {
    for (let next = 0; !isOver; next += 1) {
      const changes = [0, 1, 2].map((line) => ({ ...SHOP, name: Domain.parse(`d${writer}-${next}-${line}.example`) }));
      try {
        const revisions = await directory.writeDomains(changes, AUTHOR);
        for (const [line, { name }] of changes.entries()) written.set(name, Number(revisions[line]));
      } catch (error) {
        note(error);
        await wait(5);
      }
    }
  };
  const read = async () => {
    while (!isOver) {
      const [name = SHOP.name] = [...written.keys()].slice(-1);
      try {
        const found = await directory.findDomain(name);
        if (written.has(name) && found?.domain.revision !== written.get(name)) wrong.push(name);
      } catch (error) {
        note(error);
        await wait(5);
      }
    }
  };
  const all = Promise.all([...[0, 1, 2].map(write), ...Array.from({ length: 12 }, read)]);
  await harm();
  await retry(() => directory.findDomain(SHOP.name));
  // As many at once as there are connections: none of them is left that answers nobody.
  await Promise.all(Array.from({ length: 20 }, () => directory.findDomain(SHOP.name)));
  // On a machine with other work to do none may have come through before.
  await expect.poll(() => written.size).toBeGreaterThan(0);
  isOver = true;
  await all;
  expect(wrong).toEqual([]);
  const kept = await directory.getDomains([...written.keys()]);
  expect(new Map(kept.map(({ name, revision }) => [name, revision]))).toEqual(written);
  // What was not answered is there whole or not at all.
  expect((await directory.countDomains({}, 1_000_000)) % 3).toBe(0);
}

async function empty(database: PostgresDatabase): Promise<void> {
  await database.query({
    sql: "TRUNCATE custom_hostnames, check_queue, check_results, request_counts, unserved_domains, logins, providers, domains, revisions",
    values: [],
  });
}

/** What a directory answers that has just come back: connections that were cut are noticed at the first use. */
async function retry<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1)
    try {
      return await ask();
    } catch (error) {
      if (tries === 20) throw error;
      await wait(100);
    }
}
