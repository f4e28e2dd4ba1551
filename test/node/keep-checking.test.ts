import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { checkRuns } from "../../src/directory/fleet/check-runs.ts";
import type { FindSettings } from "../../src/model/address/mail-account.ts";
import { findDomain } from "../../src/model/domain/domain.ts";
import { DomainEntry } from "../../src/model/settings/settings.ts";
import { inTurn } from "../../src/node/in-turn.ts";
import { workOnChecks } from "../../src/node/keep-checking.ts";
import type { CheckStore } from "../../src/store/check-roles.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { StoreUnavailableError } from "../../src/store/roles.ts";
import { sqlChecks } from "../../src/store/sql/sql-checks.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { LOOPBACK } from "../support/services/loopback.ts";

/** Nobody answers there, so that nothing is asked of the Internet. */
const NO_RESOLVER = "127.0.0.1:9";
const NOW = new Date("2026-11-29T10:00:00Z");
const DOMAINS = ["one.example", "two.example"].flatMap((name) => findDomain(name) ?? []);

let checks: CheckStore;
beforeEach(async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  checks = sqlChecks(database);
  await checks.addWaiting(DOMAINS);
  await checks.beginRun(NOW, 2);
});

/** Works on checks of domains that are served no longer; gives what the operator is told. */
async function work(
  store: CheckStore,
  webhook?: string,
  find: FindSettings = async () => undefined,
): Promise<readonly string[]> {
  const told: string[] = [];
  await workOnChecks({
    checks: store,
    find,
    serviceOrigin: "https://setup.hosting.example",
    environment: { CHECK_RESOLVER: NO_RESOLVER, CHECK_WEBHOOK: webhook },
    now: () => NOW,
    signal: new AbortController().signal,
    warn: (text) => told.push(text),
  });
  return told;
}

/** Takes reports, and answers so. */
async function openWebhook(status: number) {
  const reports: unknown[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    reports.push(JSON.parse(text));
    response.writeHead(status).end();
  });
  await once(server.listen(LOOPBACK), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/secret`, reports };
}

test("a run ends when nothing waits, and its report goes to the webhook once", async () => {
  const { url, reports } = await openWebhook(204);
  expect(await work(checks, url)).toEqual([]);
  expect(await work(checks, url)).toEqual([]);
  expect(await checks.countWaiting()).toBe(0);
  expect((await checks.findRun())?.endedAt).toBe(NOW.toISOString());
  expect(reports).toHaveLength(1);
});

test("a run that is started while another is stopped is worked on to its end", async () => {
  const { url, reports } = await openWebhook(204);
  const domains = new Map(DOMAINS.map((name) => [name, DomainEntry.parse({ provider: "ours" })]));
  const directory = { listStates: async () => ({ items: [], next: undefined }) };
  let isStopped = false;
  const begin = inTurn(async () => {
    await work(checks, url, async () => {
      if (isStopped) return undefined;
      isStopped = true;
      await runs.stop();
      await runs.start();
      return undefined;
    });
  });
  const runs = checkRuns({ checks, directory, floor: { domains }, now: () => new Date(NOW.getTime() + 1000) }, begin);
  begin();
  await vi.waitFor(async () => expect(reports).toHaveLength(1));
  expect(await runs.find()).toMatchObject({ domains: 2, waiting: 0, endedAt: NOW.toISOString() });
});

test("a webhook that does not take the report is told of, without its path", async () => {
  const { url } = await openWebhook(500);
  expect(await work(checks, url)).toEqual(["the webhook answers 500"]);
});

test("a directory that cannot be asked ends it early, and the next goes on", async () => {
  const gone = () => Promise.reject(new StoreUnavailableError("gone"));
  expect(await work({ ...checks, takeWaiting: gone })).toEqual([
    "the check of all domains ended early, because the directory cannot be asked",
  ]);
  expect(await checks.countWaiting()).toBe(2);
  expect(await work(checks)).toEqual([]);
  expect(await checks.countWaiting()).toBe(0);
});

test("a mistake of ours is no fault of the directory's", async () => {
  await expect(work({ ...checks, takeWaiting: () => Promise.reject(new TypeError("ours")) })).rejects.toThrow("ours");
});

test("the end of the process breaks checks off, and they wait for the next run", async () => {
  const silent = createSocket("udp4").bind(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const ending = new AbortController();
  const told: string[] = [];
  const worked = workOnChecks({
    checks,
    find: async () => settingsOf("plain.example"),
    serviceOrigin: "https://setup.hosting.example",
    environment: { CHECK_RESOLVER: `127.0.0.1:${silent.address().port}` },
    now: () => NOW,
    signal: ending.signal,
    warn: (text) => told.push(text),
  });
  await once(silent, "message");
  const begun = performance.now();
  ending.abort();
  await worked;
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect([await checks.countWaiting(), (await checks.findRun())?.endedAt, told]).toEqual([2, undefined, []]);
});
