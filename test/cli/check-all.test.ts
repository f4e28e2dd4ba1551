import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { type DnsServer, startDnsServer } from "../support/services/dns-server.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
/** It knows no name at all. */
let dns: DnsServer;

beforeAll(async () => {
  dns = await startDnsServer([]);
  return () => dns.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-check-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await (await openDirectory({ folder })).close();
});

/** One domain after the other: of several at once, whoever finds that the others have taken all looks again after a second. */
const checkAll = (...args: string[]) =>
  waypost([
    "check",
    "--all",
    "--data",
    folder,
    "--settings",
    "settings.json",
    "--resolver",
    dns.udp,
    "--at-once",
    "1",
    ...args,
  ]);

test("all served domains are checked, and the second time says what got worse", async () => {
  const first = await checkAll();
  expect(first.status).toBe(0);
  expect(first.out).toMatch(/^\d domains checked, from \d{4}-\d\d-\d\d \d\d:\d\d UTC to /);
  const directory = await openDirectory({ folder });
  const [result] = await directory.checks.listResults(1, 1);
  if (result === undefined) throw new Error("nothing was checked");
  // Somebody had mended it in the meantime.
  const mended = { ...result, checkedAt: new Date().toISOString(), state: "good", findings: [] } as const;
  await directory.checks.finish(result.domain, mended, 9);
  await directory.close();
  const second = await checkAll();
  expect(second.status).toBe(1);
  expect(second.out).toContain(`Worse than last time:\n  ${result.domain}: well, now broken\n    `);
  expect(JSON.parse((await checkAll("--json")).out)).toMatchObject({ worse: [] });
});

test.each([
  ["whose provider is gone", { provider: "gone" }, "the directory holds a domain whose settings are faulty"],
  ["whose entry is none", { provider: 7 }, "the database holds a record that is none: provider"],
])("a domain %s is told by its name, and those after it are checked", async (_, body, because) => {
  const directory = await openDirectory({ folder });
  const name = Domain.parse("0.example");
  const change = { name, provider: "gone", state: "served", body, expected: 0, providerRevision: 0 } as const;
  expect(await directory.writeDomains([change], { at: new Date(), name: "somebody" })).toEqual([1]);
  await directory.close();
  const { status, out } = await checkAll();
  expect(status).toBe(0);
  expect(out).toContain(`\n  0.example: 0.example was not checked: ${because}.`);
  expect(out).toMatch(/^[2-9] domains checked/);
});

test("a domain that got worse and is served no more is not told any longer", async () => {
  const domain = Domain.parse("gone.example");
  const directory = await openDirectory({ folder });
  for (const state of ["good", "error"] as const) {
    const checkedAt = `2026-11-0${state === "good" ? 1 : 2}T00:00:00.000Z`;
    await directory.checks.finish(domain, { domain, checkedAt, state, findings: [] }, 9);
  }
  await directory.close();
  const { status, out } = await checkAll();
  expect([status, out.includes(domain)]).toEqual([0, false]);
});

test("what waits can be stopped", async () => {
  const directory = await openDirectory({ folder });
  await directory.checks.addWaiting(["a.example", "b.example"].map((name) => Domain.parse(name)));
  await directory.close();
  const { status, out } = await checkAll("--stop");
  expect([status, out]).toEqual([0, "2 domains that waited will not be checked\n"]);
  expect((await checkAll("--stop", "--json")).out).toBe('{"stopped":0}\n');
});

test("a webhook gets the report, and one that fails is told", async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(bodies.length > 1 ? 500 : 204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
  expect((await checkAll("--webhook", url)).status).toBe(0);
  expect(JSON.parse(bodies[0] ?? "")).toHaveProperty("worse");
  const failed = await checkAll("--webhook", url);
  expect([failed.status, failed.error]).toEqual([1, expect.stringContaining("the webhook answers 500")]);
});

test.each([
  [["shop.example"], "--all is for all domains"],
  [["--at-once", "0"], "--at-once takes a number"],
  [["--webhook", "nowhere"], "not the URL of a webhook"],
  [["--url", "https://setup.hosting.example"], "--all works on a directory"],
])("%j is misuse", async (args, words) => {
  const { status, error } = await checkAll(...args);
  expect(status).toBe(2);
  expect(error).toContain(words);
});
