import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { countMetrics } from "../../src/http/infrastructure/metrics.ts";
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
    findPeer: () => ({ ...OWN_PROGRAM, source: "198.51.100.77" }),
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
