import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { countMetrics } from "../../src/http/infrastructure/metrics.ts";
import { findDomain } from "../../src/model/domain/domain.ts";
import { keepCounting } from "../../src/node/keep-counting.ts";
import type { CountStore } from "../../src/store/count-roles.ts";
import { createRequestTally } from "../../src/store/counts/request-tally.ts";
import { databaseFile, openDirectory } from "../../src/store/databases/open-directory.ts";
import { PERSONAL_REQUESTS, SECRETS } from "../support/browser/personal-requests.ts";
import { createTestApp, OWN_PROGRAM } from "../support/services/app.ts";

test("no address and no network gets into the database, or into what monitors read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waypost-counts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const directory = await openDirectory({ folder });
  const tally = createRequestTally(directory.counts, () => new Date("2026-11-29T12:00:00Z"));
  const app = createTestApp({
    findPeer: () => ({ ...OWN_PROGRAM, findSource: () => "198.51.100.77" }),
    tally,
    metrics: countMetrics(tally),
  });
  for (const [url, init] of PERSONAL_REQUESTS) await app.request(url, init);
  await tally.write();
  expect(await directory.counts.listDomains("", 99)).toMatchObject([
    { domain: "fish.example" },
    { domain: "moved.example" },
  ]);
  expect(await directory.counts.listUnserved(99)).toMatchObject([{ domain: "lake.example" }]);
  await directory.close();
  const metrics = await (await app.request("http://localhost/metrics")).text();
  expect(metrics).toContain('waypost_requests_total{family="thunderbird",mechanism="autoconfig",outcome="answered"} ');
  const bytes = (await readFile(databaseFile(folder))).toString("latin1");
  expect(bytes).toContain("lake.example");
  for (const secret of SECRETS.filter((text) => text !== "@")) expect(`${bytes} ${metrics}`).not.toContain(secret);
});

test("a database that cannot be written ends nothing, and gets what was counted the next time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waypost-counts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const directory = await openDirectory({ folder });
  const tally = keepCounting(directory.counts, () => new Date("2026-11-29T12:00:00Z"));
  tally.count({ family: "nine", mechanism: "autoconfig", outcome: "answered", domain: findDomain("fish.example") });
  const other = new DatabaseSync(databaseFile(folder));
  other.exec("ALTER TABLE request_counts RENAME TO gone");
  await tally.write();
  other.exec("ALTER TABLE gone RENAME TO request_counts");
  expect(await directory.counts.listDomains("", 9)).toEqual([]);
  await tally.write();
  expect(await directory.counts.listDomains("", 9)).toMatchObject([{ domain: "fish.example" }]);
  other.close();
  await directory.close();
});

test("what is counted while it is being written is written before it ends", async () => {
  const folder = await mkdtemp(join(tmpdir(), "waypost-counts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const directory = await openDirectory({ folder });
  const underWay = Promise.withResolvers<void>();
  const store: CountStore = {
    ...directory.counts,
    async addCounts(...given) {
      await underWay.promise;
      await directory.counts.addCounts(...given);
    },
  };
  const tally = keepCounting(store, () => new Date("2026-11-29T12:00:00Z"));
  const count = (name: string) =>
    tally.count({ family: "nine", mechanism: "autoconfig", outcome: "answered", domain: findDomain(name) });
  count("fish.example");
  void tally.write();
  await setImmediate();
  count("lake.example");
  const end = tally.write();
  underWay.resolve();
  await end;
  expect(await directory.counts.listDomains("", 9)).toHaveLength(2);
  await directory.close();
});
