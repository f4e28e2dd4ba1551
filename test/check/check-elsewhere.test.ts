/**
 * Domains whose mail is elsewhere: what still leads clients here is told, with what mends it.
 * @module
 */
import { afterAll, expect, test } from "vitest";
import { checkElsewhere } from "../../src/check/check-elsewhere.ts";
import { ENGLISH } from "../../src/content/language.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { createNodeProbes } from "../../src/node/probes/node-probes.ts";
import { findResolver } from "../../src/node/probes/resolvers.ts";
import { tellFinding } from "../../src/telling/check/told-check.ts";
import { mx, srv, txt } from "../support/domains/checked-domains.ts";
import { type DnsServer, type PublishedRecord, startDnsServer } from "../support/services/dns-server.ts";

const HOST = "setup.hosting.example";
const cname = (name: string, data: string): PublishedRecord => ({ type: "CNAME", name, data });

const servers: DnsServer[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
});

const check = (mailElsewhere: string, ...records: readonly PublishedRecord[]) =>
  checkFrom(`https://${HOST}`, mailElsewhere, records);

async function checkFrom(serviceOrigin: string, mailElsewhere: string, records: readonly PublishedRecord[]) {
  const dns = await startDnsServer(records);
  servers.push(dns);
  const report = await checkElsewhere(
    { domain: Domain.parse("moved.example"), mailElsewhere },
    {
      probes: createNodeProbes({ resolver: findResolver(dns.http) }),
      serviceOrigin,
      now: () => new Date(0),
    },
  );
  return report.findings.map((finding) => tellFinding(finding, report.domain, ENGLISH));
}

const MX = mx("moved.example", "moved-example.mail.protection.outlook.com");
const AUTODISCOVER = cname("autodiscover.moved.example", "autodiscover.outlook.com");

test.each<[string, string, readonly PublishedRecord[]]>([
  ["at Microsoft, and all says so", "microsoft-365", [MX, AUTODISCOVER]],
  ["at Google", "google-workspace", [mx("moved.example", "smtp.google.com")]],
  ["at a place that only the operator knows", "the customer's own server", [mx("moved.example", "mail.moved.example")]],
])("%s: nothing is left", async (_, place, records) => {
  expect(await check(place, ...records)).toEqual([]);
});

test.each<[string, PublishedRecord, string]>([
  ["autoconfig", cname("autoconfig.moved.example", HOST), `autoconfig.moved.example. 3600 IN CNAME ${HOST}.`],
  ["PACC", cname("ua-auto-config.moved.example", HOST), `ua-auto-config.moved.example. 3600 IN CNAME ${HOST}.`],
  [
    "Autodiscover by SRV",
    srv("_autodiscover._tcp.moved.example", HOST),
    `_autodiscover._tcp.moved.example. 3600 IN SRV 0 1 443 ${HOST}.`,
  ],
  [
    "mailconf",
    txt("moved.example", "mailconf=https://autoconfig.moved.example/mail/config-v1.1.xml"),
    'moved.example. 3600 IN TXT "mailconf=https://autoconfig.moved.example/mail/config-v1.1.xml"',
  ],
])("%s still leads here: the record is to be removed", async (_, record, line) => {
  const [first, ...others] = await check("microsoft-365", MX, AUTODISCOVER, record);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ kind: "leftoverRecord", severity: "warning", remove: [line] });
});

test("mail that arrives at another place than is told, and Autodiscover that leads here", async () => {
  const found = await check(
    "microsoft-365",
    mx("moved.example", "mx.hosting.example"),
    cname("autodiscover.moved.example", HOST),
  );
  expect(found.map(({ kind, publish }) => [kind, publish])).toEqual([
    ["leftoverRecord", []],
    ["leftoverExchange", []],
    ["elsewhereMissing", ["autodiscover.moved.example. 3600 IN CNAME autodiscover.outlook.com."]],
  ]);
});

test.each(["http://127.0.0.1:8787", "http://localhost:8787", "https://waypost"])(
  "%s is no name that records lead to: the one by convention is looked for",
  async (origin) => {
    const found = await checkFrom(origin, "google-workspace", [
      mx("moved.example", "smtp.google.com"),
      cname("autoconfig.moved.example", "setup.moved.example"),
    ]);
    expect(found.map(({ kind, place }) => [kind, place])).toEqual([["leftoverRecord", "autoconfig.moved.example"]]);
  },
);
