/**
 * The check with what the Workers runtime has, in workerd: its sockets against mail servers on loopback, and `fetch` as
 * Cloudflare's network answers it.
 * @module
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckReport } from "../../src/check/check-domain.ts";
import type { RuleResult } from "../../src/check/finding.ts";
import type { FindingKind } from "../../src/model/finding-kind.ts";
import {
  a,
  aaaa,
  type CheckedDomains,
  html,
  IMAPS,
  imap,
  ORIGIN,
  openDomains,
  type Setup,
  submission,
  upgraded,
} from "../support/domains/checked-domains.ts";
import { type FetchProxy, startFetchProxy } from "../support/services/cloudflare-fetch.ts";
import { type RunningWorker, startWorkerd } from "../support/services/workerd.ts";

interface Row {
  readonly what: string;
  readonly change: (setup: Setup) => unknown;
  readonly kinds: readonly FindingKind[];
}

/** It takes its time. */
const SILENCE: Row = {
  what: "silence",
  change: (s) => s.serve("imap", { ...IMAPS, greeting: "" }),
  kinds: ["serverSilent"],
};

/** What is found of mail servers alone. */
const SERVERS: readonly Row[] = [
  { what: "as they are meant to be", change: () => {}, kinds: [] },
  { what: "STARTTLS", change: (s) => upgraded(s, {}), kinds: [] },
  {
    what: "POP3",
    change(s) {
      Object.assign(s.overrides, {
        incomingServers: [{ ...imap, protocol: "pop3", port: 110, socketType: "starttls" }],
      });
      s.serve("imap", { protocol: "pop3" });
    },
    kinds: [],
  },
  {
    what: "IPv6 alone",
    change: (s) =>
      s
        .without("imap")
        .add(aaaa(s.at("imap"), "::1"))
        .serve("imap", { ...IMAPS, ipv6: true }),
    kinds: [],
  },
  {
    what: "a certificate that ends soon, which is not seen from here",
    change: (s) => s.certificate("imap", "ends"),
    kinds: [],
  },
  {
    what: "port 25, which no Worker connects to",
    change: (s) =>
      Object.assign(s.overrides, { outgoingServers: [{ ...submission, port: 25, socketType: "starttls" }] }),
    kinds: ["serverUnseen"],
  },
  {
    what: "behind Cloudflare, which no Worker connects to",
    change: (s) => s.without("imap").add(a(s.at("imap"), "104.16.0.9")),
    kinds: ["serverUnseen"],
  },
  { what: "nobody listens", change: (s) => s.serve("imap", undefined), kinds: ["serverRefuses"] },
  {
    what: "a certificate for another name",
    change: (s) => s.certificate("imap", "wrong-name"),
    kinds: ["serverTlsFails"],
  },
  { what: "a certificate of old", change: (s) => s.certificate("smtp", "expired"), kinds: ["serverTlsFails"] },
  {
    what: "no TLS where it should begin",
    change: (s) => s.serve("imap", { protocol: "imap" }),
    kinds: ["serverTlsFails"],
  },
  { what: "it hangs up", change: (s) => s.serve("imap", { ...IMAPS, greeting: "hang-up" }), kinds: ["serverHangsUp"] },
  {
    what: "more than anybody reads",
    change: (s) => s.serve("imap", { ...IMAPS, greeting: "x".repeat(70_000) }),
    kinds: ["serverOtherProtocol"],
  },
  { what: "no STARTTLS", change: (s) => upgraded(s, { starttls: "missing" }), kinds: ["starttlsMissing"] },
  { what: "STARTTLS refused", change: (s) => upgraded(s, { starttls: "refused" }), kinds: ["starttlsRefused"] },
  {
    what: "STARTTLS that does not begin",
    change: (s) => upgraded(s, { starttls: "broken" }),
    kinds: ["serverTlsFails"],
  },
  { what: "a login before TLS", change: (s) => upgraded(s, { early: true }), kinds: ["authenticationEarly"] },
  SILENCE,
];

/** What is found of a domain as a whole. */
const DOMAINS: readonly Row[] = [
  { what: "all is as it is meant to be", change: () => {}, kinds: [] },
  {
    what: "web servers that fail, each in its way",
    change: (s) =>
      s
        .answer("autoconfig", html("Shop"))
        .certificate("autodiscover", "wrong-name")
        .certificate("ua-auto-config", "none"),
    kinds: ["webSite", "webTlsFails"],
  },
];

const ROWS = [...SERVERS, ...DOMAINS];

let opened: CheckedDomains;
let proxy: FetchProxy;
let worker: RunningWorker;
let silence: Promise<RuleResult>;

beforeAll(async () => {
  opened = await openDomains(ROWS.map(({ change }) => change));
  const { world, dns, domains } = opened;
  proxy = await startFetchProxy(world.findPort, world.authority);
  const servers = domains.flatMap(({ settings }) => [...settings.incomingServers, ...settings.outgoingServers]);
  const ports = servers.map(({ hostname, port }) => [`${hostname}:${port}`, world.findPort(hostname, port)]);
  worker = await startWorkerd({
    entry: "test/support/services/checking-worker.ts",
    bindings: { RESOLVER: dns.http, PORTS: JSON.stringify(Object.fromEntries(ports)), ORIGIN },
    inward: { authorities: [world.authority] },
    proxies: { WEB: proxy.place },
    host: "127.0.0.1",
    port: 0,
  });
  // It waits while others are asked about.
  silence = ask("/servers?mail=2000", SILENCE);
});

afterAll(async () => {
  await worker?.stop();
  proxy?.close();
  await opened?.close();
});

test.each(SERVERS.map((row) => [row.what, row] as const))("mail servers: %s", async (_, row) => {
  const { findings, good }: RuleResult = await (row === SILENCE ? silence : ask("/servers", row));
  expect(findings.map(({ kind }) => kind)).toEqual(row.kinds);
  // What is not seen is not said to be well.
  expect(new Set(good.map(({ kind }) => kind))).toEqual(new Set(["serverRight"]));
});

test.each(DOMAINS.map((row) => [row.what, row] as const))("%s", async (_, row) => {
  const report: CheckReport = await ask("/", row);
  expect([...new Set(report.findings.map(({ kind }) => kind))].toSorted()).toEqual(row.kinds);
  expect(report.unseen).toEqual(["certificates", "tlsVersions"]);
  expect(report.good.map(({ kind }) => kind)).not.toContain("certificateRight");
  expect(report.isComplete).toBe(true);
});

async function ask<Answer>(path: string, row: Row): Promise<Answer> {
  const body = JSON.stringify(opened.domains[ROWS.indexOf(row)]?.settings);
  const response = await fetch(new URL(path, worker.url), { method: "POST", body });
  return (await response.json()) as Answer;
}
