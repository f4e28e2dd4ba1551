import { createHash } from "node:crypto";
import { answerOfDavServer } from "../../../src/cli/network.ts";
import { toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { isSettings, type ServerSettings } from "../../../src/model/server-settings.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import type { Mechanism } from "../../../src/simulator/outcome.ts";
import type { ClientRequest, MxRecord, ServerAnswer, SrvRecord, World } from "../../../src/simulator/world.ts";
import { memoryStore } from "../../../src/store/databases/memory.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { createTestApp } from "../services/app.ts";

/** The service over some settings file. */
export class ServedSettings {
  readonly app: ReturnType<typeof createTestApp>;
  readonly #settings;

  constructor(file: unknown) {
    const settings = parseSettings(file);
    if (!settings.ok) throw new Error(JSON.stringify(settings.error));
    this.#settings = settings.value;
    this.app = createTestApp({ store: memoryStore(settings.value, () => new Date()) });
  }

  /** `undefined` where the domain is not served. */
  find(domain: string): ServerSettings | undefined {
    const found = findSettings(this.#settings, Domain.parse(domain), new Date(0));
    return isSettings(found) ? found : undefined;
  }
}

const awkward = new ServedSettings(awkwardSettings);

/** Mozilla's data base under the names that clients know it by. */
const ISPDB =
  /^https:\/\/(?:live\.thunderbird\.net\/autoconfig|autoconfig\.thunderbird\.net|v1\.ispdb\.net)(?:\/v1\.1)?\/([^?]+)/;

export const NOTHING: ServerAnswer = { status: 404, headers: { "content-type": "text/plain" }, body: "Not found.\n" };

export interface WorldOptions {
  /** Only this way leads anywhere; every other is 404 or has no record. */
  readonly only?: Mechanism;
  readonly mx?: string;
  /** Whether a name has a certificate; all have, unless it is said. */
  readonly hasCertificate?: (hostname: string) => boolean;
  /** The awkward ones, unless others are named. */
  readonly served?: ServedSettings;
}

/** The service in this process, with the DNS records that it asks its operators to publish. */
export async function simulatedWorld(
  domain: string,
  { only, mx, hasCertificate = () => true, served = awkward }: WorldOptions = {},
): Promise<World> {
  const { app } = served;
  const records = await recordsOf(served.find(domain), only === "txt");
  const isOpen = (mechanism: Mechanism) => (only === undefined ? mechanism !== "ispdb" : only === mechanism);
  return {
    async fetch(request) {
      const byDavServer = isOpen("dav") ? answerOfDavServer(request, records) : undefined;
      if (byDavServer !== undefined) return byDavServer;
      const { protocol, hostname } = new URL(request.url);
      if (protocol === "https:" && !hasCertificate(hostname)) throw new Error("no certificate");
      const mechanism = mechanismOf(request, domain);
      if (!isOpen(mechanism)) return NOTHING;
      const listed = ISPDB.exec(request.url)?.[1];
      return ask(
        app,
        listed === undefined ? request : { ...request, url: `https://setup.hosting.example/v1.1/${listed}` },
      );
    },
    resolveMx: async (): Promise<MxRecord[]> => (mx === undefined ? [] : [{ priority: 10, exchange: mx }]),
    resolveSrv: async (name) => {
      const mechanism = name.startsWith("_autodiscover") ? "pox" : /^_c(?:al|ard)davs/.test(name) ? "dav" : "srv";
      return isOpen(mechanism) ? srvRecords(records, nameIn(name, domain)) : [];
    },
    resolveTxt: async (name) => {
      const relative = nameIn(name, domain);
      const mechanism = relative === "_ua-auto-config" ? "pacc" : relative === "@" ? "txt" : "dav";
      if (!isOpen(mechanism)) return [];
      return records.flatMap((record) => (record.type === "TXT" && record.name === relative ? [record.value] : []));
    },
    md5: async (text) => createHash("md5").update(text).digest("hex"),
  };
}

/** A world of hand-written answers, without any DNS unless it is given. */
export function answering(
  fetch: (request: ClientRequest) => ServerAnswer | Promise<ServerAnswer>,
  dns: Partial<Omit<World, "fetch">> = {},
): World {
  return {
    fetch: async (request) => fetch(request),
    resolveMx: async () => [],
    resolveSrv: async () => [],
    resolveTxt: async () => [],
    md5: async () => "0".repeat(32),
    ...dns,
  };
}

function mechanismOf({ url }: ClientRequest, domain: string): Mechanism {
  const { protocol, host, pathname } = new URL(url);
  const scheme = protocol === "https:" ? "https" : "http";
  if (ISPDB.test(url)) return "ispdb";
  if (/autodiscover\.xml$/i.test(pathname)) return "pox";
  if (/autodiscover\.json/i.test(pathname)) return "autodiscover-json";
  if (/(?:cal|card)dav$/.test(pathname)) return "dav";
  if (pathname.endsWith("user-agent-configuration.json")) return "pacc";
  if (pathname.startsWith("/d/")) return "txt";
  if (host === `autoconfig.${domain}`) return `${scheme}-autoconfig`;
  return host === domain ? `${scheme}-well-known` : "mx";
}

async function ask(app: ServedSettings["app"], { method, url, headers, body }: ClientRequest): Promise<ServerAnswer> {
  const response = await app.request(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(await response.arrayBuffer()),
  };
}

async function recordsOf(settings: ServerSettings | undefined, withoutAliases: boolean) {
  // A domain that is not served has no records of ours.
  if (settings === undefined) return [];
  return await toDnsRecords(settings, { serviceHost: Domain.parse("setup.hosting.example"), withoutAliases });
}

type Records = Awaited<ReturnType<typeof recordsOf>>;

function srvRecords(records: Records, name: string): SrvRecord[] {
  return records.flatMap((record) =>
    record.type === "SRV" && record.name === name ? [{ ...record, target: record.target.replace(/\.$/, "") }] : [],
  );
}

const nameIn = (name: string, domain: string) => (name === domain ? "@" : name.slice(0, -domain.length - 1));
