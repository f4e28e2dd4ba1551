/**
 * Domain Connect from the built Worker in workerd: DNS by the suite's own server over HTTPS, and a DNS provider in place of the
 * world's servers.
 * @module
 */
import { Response } from "miniflare";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";
import { type DnsServer, startDnsServer } from "../support/services/dns-server.ts";
import { startWithD1, type WorkerWithDirectory } from "../support/services/local-d1.ts";
import { ask } from "../support/services/wire.ts";

const ADMIN_TOKEN = "an-admin-token-of-some-length";
const RESOLVER = "https://dns.example/dns-query";
const TEMPLATE = "/v2/domainTemplates/providers/setup.hosting.example/services/mail";
const PAGES: Readonly<Record<string, unknown>> = {
  "https://connect.dns.example/v2/shop.example/settings": {
    providerName: "Example DNS",
    urlSyncUX: "https://pages.dns.example",
    urlAPI: "https://connect.dns.example",
    urlControlPanel: "https://panel.dns.example/",
  },
  "https://inward.dns.example/v2/inward.example/settings": {
    providerName: "Inward",
    urlAPI: "https://inward.dns.example",
  },
  "https://large.dns.example/v2/large.example/settings": {
    providerName: "Large",
    urlAPI: "https://large.dns.example",
    more: "x".repeat(70_000),
  },
  [`https://connect.dns.example${TEMPLATE}`]: {},
};
/** One that every program may connect to, and nobody does here. */
const PUBLIC = "198.200.0.1";

let dns: DnsServer;
let worker: WorkerWithDirectory;
let cookie: string;
/** Every URL that was fetched from others than the resolver. */
const fetched: string[] = [];

beforeAll(async () => {
  dns = await startDnsServer(
    [
      { type: "TXT", name: "_domainconnect.shop.example", data: "connect.dns.example" },
      { type: "TXT", name: "_domainconnect.inward.example", data: "inward.dns.example" },
      { type: "TXT", name: "_domainconnect.large.example", data: "large.dns.example" },
      { type: "CNAME", name: "connect.dns.example", data: "web.dns.example" },
      { type: "A", name: "web.dns.example", data: PUBLIC },
      { type: "A", name: "large.dns.example", data: PUBLIC },
      { type: "A", name: "inward.dns.example", data: PUBLIC },
      { type: "AAAA", name: "inward.dns.example", data: "fd00::1" },
    ],
    ["_domainconnect.silent.example"],
  );
  worker = await startWithD1(
    inject("built"),
    {
      SETTINGS: JSON.stringify({ service: { origin: "https://setup.hosting.example" }, providers: {}, domains: {} }),
      ADMIN_TOKEN,
      TRUST_FORWARDED_HEADERS: "true",
      CHECK_RESOLVER: RESOLVER,
    },
    async (request) => {
      if (request.url === RESOLVER) {
        const { status, headers, body } = await fetch(dns.http, { method: "POST", body: await request.arrayBuffer() });
        return new Response(body, { status, headers: [...headers] });
      }
      fetched.push(request.url);
      const page = PAGES[request.url];
      return page === undefined ? new Response("", { status: 404 }) : Response.json(page);
    },
  );
  const domains = ["shop.example", "inward.example", "large.example", "silent.example", "plain.example"];
  const lines = [
    { provider: "shop", entry: awkwardSettings.providers.plain },
    ...domains.map((domain) => ({ domain, entry: { provider: "shop" } })),
  ];
  const made = await send("POST /api/v1/bulk", lines.map((line) => JSON.stringify(line)).join("\n"), [
    `authorization: Bearer ${ADMIN_TOKEN}`,
    "content-type: application/x-ndjson",
  ]);
  expect(made.body).not.toContain("error");
  const { headers } = await send("POST /console/log-in", `token=${ADMIN_TOKEN}`, [
    "content-type: application/x-www-form-urlencoded",
    "sec-fetch-site: same-origin",
  ]);
  [cookie = ""] = headers["set-cookie"]?.split(";") ?? [];
});
afterAll(async () => {
  await Promise.all([worker?.stop(), dns?.close()]);
});

function send(line: string, body: string, headers: readonly string[]) {
  return ask(worker.url, line, ["host: setup.hosting.example", "x-forwarded-proto: https", ...headers], body);
}

async function pageOf(domain: string): Promise<string> {
  const { status, body } = await send(`GET /console/domains/${domain}?connect=1`, "", [`cookie: ${cookie}`]);
  expect(status).toBe(200);
  expect(await findHtmlFaults(body)).toEqual([]);
  return body;
}

test("where a domain's DNS provider has the template, the console has the link for the domain's owner", async () => {
  const page = await pageOf("shop.example");
  expect(page).toContain("Add them at Example DNS");
  expect(page).toContain(`href="https://pages.dns.example${TEMPLATE}/apply?domain=shop.example&amp;`);
});

test.each([
  ["has no such text in DNS", "plain.example"],
  ["is not answered for in DNS", "silent.example"],
  ["leads to a server that has an inward address, too", "inward.example"],
  ["leads to a server that answers without end", "large.example"],
])("where a domain %s, records are typed in", async (_, domain) => {
  expect(await pageOf(domain)).toContain("DNS provider does not offer that (Domain Connect): add them by hand.");
});

test("nothing is fetched from where one of the addresses is not public", () =>
  expect(fetched.filter((url) => url.includes("inward"))).toEqual([]));
