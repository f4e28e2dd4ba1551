/**
 * Checks of the built Worker in workerd: the page, the API, and all domains by cron; DNS by the suite's own server, in place
 * of the world's servers nobody.
 * @module
 */
import { Response } from "miniflare";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { type DnsServer, startDnsServer } from "../support/services/dns-server.ts";
import { startWithD1, type WorkerWithDirectory } from "../support/services/local-d1.ts";
import { ask } from "../support/services/wire.ts";

const ADMIN_TOKEN = "an-admin-token-of-some-length";
const RESOLVER = "https://dns.example/dns-query";
const WEBHOOK = "https://alerts.hosting.example/waypost";
const DOMAINS = Array.from({ length: 12 }, (_, index) => `d${index}.example`);

let dns: DnsServer;
let worker: WorkerWithDirectory;
const alerts: string[] = [];
/** Every URL that was fetched from others. */
const fetched: string[] = [];

beforeAll(async () => {
  // Of the others there is nothing at all.
  dns = await startDnsServer([{ type: "A", name: "autoconfig.d0.example", data: "169.254.169.254" }]);
  worker = await startWithD1(
    inject("built"),
    {
      SETTINGS: JSON.stringify({ service: { origin: "https://setup.hosting.example" }, providers: {}, domains: {} }),
      ADMIN_TOKEN,
      TRUST_FORWARDED_HEADERS: "true",
      CHECK_RESOLVER: RESOLVER,
      CHECK_WEBHOOK: WEBHOOK,
    },
    async (request) => {
      if (request.url === RESOLVER) {
        const { status, headers, body } = await fetch(dns.http, { method: "POST", body: await request.arrayBuffer() });
        return new Response(body, { status, headers: [...headers] });
      }
      if (request.url === WEBHOOK) alerts.push(await request.text());
      else fetched.push(request.url);
      return new Response("", { status: 404 });
    },
  );
  const lines = [
    { provider: "shop", entry: awkwardSettings.providers.plain },
    ...DOMAINS.map((domain) => ({ domain, entry: { provider: "shop" } })),
  ];
  const body = lines.map((line) => JSON.stringify(line)).join("\n");
  expect((await send("POST /api/v1/bulk", body, ["content-type: application/x-ndjson"])).body).not.toContain("error");
});
afterAll(async () => {
  await Promise.all([worker?.stop(), dns?.close()]);
});

function send(line: string, body = "", headers: readonly string[] = []) {
  return ask(
    worker.url,
    line,
    ["host: setup.hosting.example", "x-forwarded-proto: https", `authorization: Bearer ${ADMIN_TOKEN}`, ...headers],
    body,
  );
}

test("the page and the API check a domain from the Worker", async () => {
  const page = await send("POST /check/d1.example", "", ["content-type: application/x-www-form-urlencoded"]);
  expect(page.status).toBe(200);
  expect(page.body).toContain("The domain d1.example does not exist in DNS.");
  expect(page.body).toContain("Not checked from here");
  const { body } = await send("GET /api/v1/domains/d1.example/check");
  expect(JSON.parse(body)).toMatchObject({
    domain: "d1.example",
    state: "error",
    complete: true,
    unseen: ["certificates", "tlsVersions"],
    findings: [{ kind: "domainMissing" }],
  });
});

test("an address of no Internet is told, and not asked for anything", async () => {
  const { body } = await send("GET /api/v1/domains/d0.example/check");
  expect(JSON.parse(body).findings).toContainEqual(expect.objectContaining({ kind: "addressInward" }));
  expect(fetched.filter((url) => url.includes("d0.example"))).toEqual([]);
});

test("cron checks all domains, some at each call, sends what it found, and rests until the next day", async () => {
  await worker.callCron();
  expect(JSON.parse((await send("GET /api/v1/checks")).body)).toMatchObject({
    run: { domains: 12, waiting: 2, endedAt: null },
    report: null,
  });
  expect(alerts).toEqual([]);
  await worker.callCron();
  const { run, report } = JSON.parse((await send("GET /api/v1/checks")).body);
  expect(run).toMatchObject({ waiting: 0, endedAt: expect.any(String) });
  expect(report).toMatchObject({ states: { error: 12 }, worse: { count: 0 }, broken: { count: 12 } });
  expect(alerts.map((text) => JSON.parse(text).broken.length)).toEqual([12]);
  const asked = dns.asked();
  await worker.callCron();
  expect(dns.asked()).toBe(asked);
});
