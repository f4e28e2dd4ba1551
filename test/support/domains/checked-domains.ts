/**
 * Domains that are set up well on loopback, and what a test changes of each: their records, web servers, certificates and
 * mail servers.
 * @module
 */
import { toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { isSettings, type ServerSettings } from "../../../src/model/server-settings.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { memoryStore } from "../../../src/store/databases/memory.ts";
import { createTestApp } from "../services/app.ts";
import { type DnsServer, type PublishedRecord, startDnsServer } from "../services/dns-server.ts";
import { type AnswerWeb, CheckedWorld, type MailBehaviour, type WebAnswer } from "./checked-world.ts";

export const ORIGIN = "https://setup.hosting.example";
export const HOST = "setup.hosting.example";

export const imap = {
  protocol: "imap",
  hostname: "imap.{domain}",
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
};
export const submission = { ...imap, protocol: "submission", hostname: "smtp.{domain}", port: 465 };
const provider = {
  displayName: "Hosting",
  displayShortName: "Hosting",
  incomingServers: [imap],
  outgoingServers: [submission],
};
const starttls = {
  incomingServers: [{ ...imap, port: 143, socketType: "starttls" }],
  outgoingServers: [{ ...submission, port: 587, socketType: "starttls" }],
};

export const IMAPS: MailBehaviour = { protocol: "imap", tls: true };
export const SUBMISSIONS: MailBehaviour = { protocol: "submission", tls: true };

/** What a test may change of a domain that is set up well. */
export class Setup {
  readonly domain: Domain;
  records: PublishedRecord[] = [];
  readonly failing: string[] = [];
  readonly bogus: string[] = [];
  isLiedTo = false;
  /** Whether its names are to be reached without certificates. */
  isBare = false;
  /** Milliseconds that have passed for the check. */
  delay = 0;
  readonly overrides: Record<string, unknown> = {};
  readonly web = new Map<string, AnswerWeb>();
  readonly certificates: CheckedWorld["certificates"] = new Map();
  readonly mail: CheckedWorld["mail"] = new Map();

  /** What web servers answer that nobody told anything. */
  readonly otherwise: AnswerWeb;

  constructor(domain: string, otherwise: AnswerWeb) {
    this.domain = Domain.parse(domain);
    this.otherwise = otherwise;
  }

  /** The whole name of one under the domain. */
  at(name: string): string {
    return name === "" ? this.domain : `${name}.${this.domain}`;
  }

  /** Takes away what stands at a name. */
  without(name: string, type?: string): this {
    this.records = this.records.filter(
      (record) => record.name !== this.at(name) || (type !== undefined && record.type !== type),
    );
    return this;
  }

  add(...records: readonly PublishedRecord[]): this {
    this.records.push(...records);
    return this;
  }

  answer(name: string, answer: WebAnswer | "silent" | "reset", path = /./, scheme = /./): this {
    const before = this.web.get(this.at(name)) ?? this.otherwise;
    this.web.set(this.at(name), (request) => {
      const url = new URL(request.url);
      return path.test(url.pathname) && scheme.test(url.protocol) ? answer : before(request);
    });
    return this;
  }

  certificate(name: string, state: NonNullable<ReturnType<CheckedWorld["certificates"]["get"]>>): this {
    this.certificates.set(this.at(name), state);
    return this;
  }

  serve(name: string, behaviour: MailBehaviour | undefined): this {
    if (behaviour === undefined) this.mail.delete(this.at(name));
    else this.mail.set(this.at(name), behaviour);
    return this;
  }
}

export const a = (name: string, data = "127.0.0.1"): PublishedRecord => ({ type: "A", name, data });
export const aaaa = (name: string, data: string): PublishedRecord => ({ type: "AAAA", name, data });
export const cname = (name: string, data: string): PublishedRecord => ({ type: "CNAME", name, data });
export const txt = (name: string, data: string): PublishedRecord => ({ type: "TXT", name, data });
export const mx = (name: string, exchange: string): PublishedRecord => ({
  type: "MX",
  name,
  data: { preference: 10, exchange },
});
export const srv = (name: string, target: string, port = 443): PublishedRecord => ({
  type: "SRV",
  name,
  data: { priority: 0, weight: 1, port, target },
});
export const caa = (name: string, value: string): PublishedRecord => ({
  type: "CAA",
  name,
  data: { flags: 0, tag: "issue", value },
});

export const html = (title: string, status = 200): WebAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!doctype html><title>${title}</title><p>Welcome`,
});
export const redirect = (location: string, status = 302): WebAnswer => ({ status, headers: { location } });
export const xml = (body: string): WebAnswer => ({
  status: 200,
  headers: { "content-type": "text/xml; charset=utf-8" },
  body,
});
export function bare(setup: Setup): void {
  setup.isBare = true;
  for (const name of ["autoconfig", "autodiscover"]) setup.certificate(name, "none");
}

export function upgraded(setup: Setup, differing: Partial<MailBehaviour>): void {
  Object.assign(setup.overrides, starttls);
  setup.mail.set(setup.at("imap"), { protocol: "imap", ...differing });
  setup.mail.set(setup.at("smtp"), { protocol: "submission" });
}

export interface CheckedDomains {
  readonly world: CheckedWorld;
  readonly dns: DnsServer;
  /** In the order of what was changed. */
  readonly domains: readonly CheckedSetup[];
  close(): Promise<void>;
}

interface CheckedSetup {
  readonly setup: Setup;
  readonly settings: ServerSettings;
}

/** Starts all that answers for a domain for each of `changes`, with what that changes. */
export async function openDomains(changes: readonly ((setup: Setup) => unknown)[]): Promise<CheckedDomains> {
  let otherwise: AnswerWeb = () => ({ status: 404 });
  const domains = changes.map((change, index) => {
    const setup = new Setup(`s${index}.example`, (request) => otherwise(request));
    change(setup);
    return { setup, settings: toSettings(setup), change };
  });
  const file = parseSettings({
    service: {
      origin: ORIGIN,
      ...(domains.some(({ setup }) => setup.isBare) && {
        certificatesOnlyFor: domains.flatMap(({ setup }) => (setup.isBare ? [] : [setup.domain])),
      }),
    },
    providers: { p: provider },
    domains: Object.fromEntries(
      domains.map(({ setup }) => [setup.domain, { provider: "p", overrides: setup.overrides }]),
    ),
  });
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const app = createTestApp({ store: memoryStore(file.value, () => new Date()) });
  otherwise = (request) => {
    const { hostname } = new URL(request.url);
    return hostname.split(".").length === 2 ? { status: 404 } : app.fetch(request);
  };
  const records: PublishedRecord[] = [
    a(HOST),
    a("web.hosting.example"),
    a("real.hosting.example"),
    a("mx.hosting.example"),
    cname("mx-alias.hosting.example", "real.hosting.example"),
  ];
  const world = await CheckedWorld.start(otherwise);
  for (const { setup, settings, change } of domains) {
    setup.records = await publish(settings);
    setup.mail.clear();
    setup.web.clear();
    setup.mail.set(setup.at("imap"), IMAPS);
    setup.mail.set(setup.at("smtp"), SUBMISSIONS);
    change(setup);
    records.push(...setup.records);
    for (const [name, answer] of setup.web) world.web.set(name, answer);
    for (const [name, state] of setup.certificates) world.certificates.set(name, state);
    for (const { hostname, port } of [...settings.incomingServers, ...settings.outgoingServers]) {
      const behaviour = setup.mail.get(hostname);
      if (behaviour !== undefined) world.mail.set(`${hostname}:${port}`, behaviour);
    }
  }
  await world.open();
  const dns = await startDnsServer(
    records,
    domains.flatMap(({ setup }) => setup.failing),
    domains.flatMap(({ setup }) => setup.bogus),
  );
  return {
    world,
    dns,
    domains,
    async close() {
      world.close();
      await dns.close();
    },
  };
}

function toSettings({ domain, overrides, isBare }: Setup): ServerSettings {
  const parsed = parseSettings({ providers: { p: provider }, domains: { [domain]: { provider: "p", overrides } } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const found = findSettings(parsed.value, domain, new Date(0));
  if (!isSettings(found)) throw new Error(`not served: ${domain}`);
  return isBare ? { ...found, discoveryOrigin: ORIGIN } : found;
}

/** All that is to be published, and what a domain with mail has besides. */
async function publish(settings: ServerSettings): Promise<PublishedRecord[]> {
  const { domain } = settings;
  const ours = await toDnsRecords(settings, { serviceHost: Domain.parse(HOST) });
  return [
    a(domain),
    mx(domain, "mx.hosting.example"),
    txt(domain, "v=spf1 -all"),
    a(`imap.${domain}`),
    a(`smtp.${domain}`),
    ...ours.map((record): PublishedRecord => {
      const name = record.name === "@" ? domain : `${record.name}.${domain}`;
      if (record.type === "CNAME") return cname(name, record.target);
      if (record.type === "TXT") return txt(name, record.value);
      const { priority, weight, port, target } = record;
      return { type: "SRV", name, data: { priority, weight, port, target } };
    }),
  ];
}
