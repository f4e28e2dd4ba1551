/**
 * What proxies in front of the service and monitors ask, and that nobody else may.
 * @module
 */
import { describe, expect, test } from "vitest";
import { directoryMetrics } from "../../src/http/infrastructure/metrics.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { ServedNames } from "../../src/store/cache/served-names.ts";
import { createTestApp, OWN_PROGRAM, PROXY, STRANGER } from "../support/services/app.ts";

const SERVED: ReadonlySet<string> = new Set(["shop.example", "xn--bcher-kva.example", "setup.hosting.example"]);
const names: ServedNames = {
  has: (domain) => (domain === "unread.example" ? undefined : SERVED.has(domain)),
  hasPacc: (domain) => (domain === "unread.example" ? undefined : domain === "shop.example"),
  findVersion: () => 1,
  list: () => [...SERVED].map((name) => Domain.parse(name)),
};
const app = createTestApp({ names, findPeer: () => OWN_PROGRAM, serviceOrigin: "https://setup.hosting.example" });

const ask = (name: string) =>
  app.request(`http://127.0.0.1:8787/tls/permission?domain=${encodeURIComponent(name)}`, {
    // As Caddy 2.6 asks.
    headers: { "user-agent": "Go-http-client/1.1", "accept-encoding": "gzip" },
  });

describe("a certificate", () => {
  test.each([
    ["autoconfig.shop.example", 200],
    ["autodiscover.shop.example", 200],
    ["ua-auto-config.shop.example", 200],
    ["AutoDiscover.Shop.Example", 200],
    ["autoconfig.shop.example.", 200],
    ["autoconfig.xn--bcher-kva.example", 200],
    // PACC cannot tell its settings.
    ["ua-auto-config.xn--bcher-kva.example", 403],
    ["ua-auto-config.stranger.example", 403],
    ["ua-auto-config.unread.example", 503],
    ["setup.hosting.example", 200],
    ["autoconfig.setup.hosting.example", 200],
    // The customer's own site is none of ours.
    ["shop.example", 403],
    ["www.shop.example", 403],
    ["mail.shop.example", 403],
    ["autoconfig.www.shop.example", 403],
    ["autoconfig.autoconfig.shop.example", 403],
    ["www.www.www.autoconfig.shop.example", 403],
    ["autoconfig.stranger.example", 403],
    ["autoconfig.example", 403],
    ["autoconfig", 403],
    ["", 403],
    ["*.shop.example", 403],
    ["127.0.0.1", 403],
    ["autoconfig.xn--0.example", 403],
    ["autoconfig.shop.example/../x", 403],
    [`autoconfig.${"a".repeat(5_000)}.example`, 403],
    ["autoconfig.unread.example", 503],
  ])("for %s: %i", async (name, status) => {
    const response = await ask(name);
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    // Nothing that was sent comes back, and no redirect leads anywhere: Caddy follows none.
    expect(await response.text()).not.toContain("example\n".repeat(2));
    expect(response.headers.get("location")).toBeNull();
  });

  test("is asked for by name", async () => {
    expect((await app.request("http://127.0.0.1:8787/tls/permission")).status).toBe(400);
  });

  test("is nobody's where nothing in front asks", async () => {
    const other = createTestApp({ findPeer: () => OWN_PROGRAM });
    expect((await other.request("http://127.0.0.1/tls/permission?domain=autoconfig.shop.example")).status).toBe(404);
  });
});

describe("Traefik", () => {
  const URL = "http://127.0.0.1:8787/tls/traefik";
  /** Names that come and go, and may not be known. */
  function following() {
    const now = { version: 1 as number | undefined, domains: ["b.example", "a.example"] };
    const followed = createTestApp({
      names: {
        has: () => false,
        hasPacc: (domain) => domain === "b.example",
        findVersion: () => now.version,
        list: () => now.domains.map((name) => Domain.parse(name)),
      },
      findPeer: () => OWN_PROGRAM,
      serviceOrigin: "https://setup.hosting.example",
    });
    const poll = (headers = {}) => followed.request(URL, { headers });
    return { now, poll };
  }
  const namesIn = async (response: Response) => Object.keys(JSON.parse(await response.text()).http.routers);

  test("has a router for each name, and a certificate for each router", async () => {
    const response = await following().poll();
    expect(response.headers.get("content-type")).toBe("application/json");
    const { http } = JSON.parse(await response.text());
    expect(Object.keys(http.routers)).toEqual([
      "setup.hosting.example",
      "autoconfig.a.example",
      "autodiscover.a.example",
      "autoconfig.b.example",
      "autodiscover.b.example",
      "ua-auto-config.b.example",
    ]);
    expect(http.routers["autoconfig.a.example"]).toEqual({
      rule: "Host(`autoconfig.a.example`)",
      service: "waypost@file",
      tls: { certResolver: "waypost" },
    });
  });

  test("is told of changes, and that there are none", async () => {
    const { now, poll } = following();
    const etag = (await poll()).headers.get("etag") ?? "";
    expect((await poll({ "if-none-match": etag })).status).toBe(304);
    Object.assign(now, { version: 2, domains: ["c.example"] });
    const changed = await poll({ "if-none-match": etag });
    expect(await namesIn(changed)).toEqual(["setup.hosting.example", "autoconfig.c.example", "autodiscover.c.example"]);
  });

  test.each<[string, { version?: undefined; domains?: readonly string[] }]>([
    ["while the directory was never read whole", { version: undefined }],
    [
      "of more domains than it can take",
      { domains: Array.from({ length: 10_001 }, (_, index) => `d${index}.example`) },
    ],
  ])("keeps what it has %s", async (_, trouble) => {
    const { now, poll } = following();
    Object.assign(now, trouble);
    const response = await poll();
    expect([response.status, response.headers.get("cache-control")]).toEqual([503, "no-store"]);
  });

  test("never gets a configuration without routers", async () => {
    const app = createTestApp({
      names: { has: () => false, hasPacc: () => false, findVersion: () => 1, list: () => [] },
      findPeer: () => OWN_PROGRAM,
      serviceOrigin: undefined,
    });
    expect((await app.request(URL)).status).toBe(503);
  });
});

describe("the operator's programs", () => {
  const PATHS = ["/metrics", "/tls/permission?domain=autoconfig.shop.example", "/tls/traefik"];

  test.each([
    ["a stranger", STRANGER],
    ["a stranger's request that our proxy hands on", PROXY],
  ])("%s is none of them", async (_, peer) => {
    const strangers = createTestApp({ names, findPeer: () => peer });
    for (const path of PATHS) {
      const response = await strangers.request(`https://setup.hosting.example${path}`);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Basic");
    }
  });

  test("who comes with wrong tokens is soon told to wait, at whichever of them", async () => {
    const strangers = createTestApp({ names, findPeer: () => ({ ...STRANGER, findSource: () => "192.0.2.1" }) });
    const statuses = new Map<number, number>();
    for (let guess = 0; guess < 100; guess += 1) {
      const headers = { authorization: `Bearer guess${guess}` };
      const response = await strangers.request(`https://setup.hosting.example${PATHS[guess % PATHS.length]}`, {
        headers,
      });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.headers.get("retry-after")).toBe(response.status === 429 ? "60" : null);
    }
    expect([...statuses]).toEqual([
      [401, 60],
      [429, 40],
    ]);
  });

  test("none of it is at the names that mail clients ask", async () => {
    for (const path of PATHS) {
      const response = await app.request(`https://autoconfig.plain.example${path}`);
      expect(response.status).toBe(404);
    }
  });
});

test("what a monitor reads: counts, and nothing of customers", async () => {
  const counted = createTestApp({
    names,
    findPeer: () => OWN_PROGRAM,
    metrics: directoryMetrics(() => ({ staleAnswers: 3, isFailing: true })),
  });
  for (const name of [
    "autoconfig.shop.example",
    "autodiscover.shop.example",
    "www.example",
    "autoconfig.unread.example",
  ])
    await counted.request(`http://127.0.0.1/tls/permission?domain=${name}`);
  const response = await counted.request("http://127.0.0.1/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(
    await response.text(),
  ).toBe(`# HELP waypost_stale_answers_total Answers that could not be confirmed, because the directory could not be asked.
# TYPE waypost_stale_answers_total counter
waypost_stale_answers_total 3
# HELP waypost_directory_failing 1 while the directory cannot be asked.
# TYPE waypost_directory_failing gauge
waypost_directory_failing 1
# HELP waypost_tls_permission_total Questions of proxies whether they may get a certificate.
# TYPE waypost_tls_permission_total counter
waypost_tls_permission_total{answer="allowed"} 2
waypost_tls_permission_total{answer="refused"} 1
waypost_tls_permission_total{answer="unknown"} 1
`);
});
