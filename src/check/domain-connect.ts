/**
 * Whether the DNS provider of a domain takes our records by Domain Connect, and where.
 * @see https://datatracker.ietf.org/doc/draft-ietf-dconn-domainconnect/ "DNS Provider Discovery"
 * @module
 */
import * as z from "zod";
import { type ConnectedService, toConnectPath } from "../formats/dns/domain-connect.ts";
import { type Domain, findDomain } from "../model/domain/domain.ts";
import { type DnsResolver, DnsUnavailableError } from "./dns-resolver.ts";

/** Asks a public server that strangers name: the answer's status, and its text if it is short; `undefined` without an answer. */
export type AskPublic = (url: URL) => Promise<{ readonly status: number; readonly text: string } | undefined>;

export interface ConnectedProvider {
  /** As it calls itself. */
  readonly name: string;
  /** What it has of the domain: the domain itself, or what it is below. */
  readonly zone: Domain;
  /** Where the template is applied; absent where it does not have it, or people cannot be sent there. */
  readonly applyUrl: string | undefined;
  /** Where records are typed in by hand. */
  readonly controlPanel: string | undefined;
}

const Settings = z.object({
  providerName: z.string().min(1).max(200),
  providerDisplayName: z.string().min(1).max(200).optional(),
  urlSyncUX: z.string().max(2000).optional(),
  urlAPI: z.string().max(2000),
  urlControlPanel: z.string().max(2000).optional(),
});

/** Finds the DNS provider of a domain, if it speaks Domain Connect. */
export type FindConnection = (domain: Domain, service: ConnectedService) => Promise<ConnectedProvider | undefined>;

/** Where DNS does not answer, nobody is found. */
export function connectionsBy(resolver: DnsResolver, ask: AskPublic): FindConnection {
  return async (domain, service) => {
    try {
      return await discoverDomainConnect(domain, service, resolver, ask);
    } catch (error) {
      if (error instanceof DnsUnavailableError) return undefined;
      throw error;
    }
  };
}

/** `undefined` where the DNS provider does not speak Domain Connect. */
export async function discoverDomainConnect(
  domain: Domain,
  service: ConnectedService,
  resolver: DnsResolver,
  ask: AskPublic,
): Promise<ConnectedProvider | undefined> {
  for (const zone of toZones(domain)) {
    const prefixes = await resolver.resolve(`_domainconnect.${zone}`, "TXT");
    for (const prefix of prefixes) {
      const base = prefix.type === "TXT" ? findPublicUrl(`https://${prefix.value}`) : undefined;
      const answer = base === undefined ? undefined : await ask(below(base, `/v2/${zone}/settings`));
      // Also of a zone that has moved away, and whose text points to where it was.
      if (answer?.status !== 200) continue;
      const settings = Settings.safeParse(parseOrNothing(answer.text));
      if (settings.success) return toProvider(settings.data, zone, service, ask);
    }
  }
  return undefined;
}

async function toProvider(
  settings: z.infer<typeof Settings>,
  zone: Domain,
  service: ConnectedService,
  ask: AskPublic,
): Promise<ConnectedProvider> {
  const { providerName, providerDisplayName = providerName, urlAPI, urlSyncUX = "", urlControlPanel = "" } = settings;
  const [api, pages] = [findPublicUrl(urlAPI), findPublicUrl(urlSyncUX)];
  const path = toConnectPath(service);
  const isKnown = api !== undefined && isDone(await ask(below(api, path)));
  return {
    name: withoutControls(providerDisplayName),
    zone,
    applyUrl: isKnown && pages !== undefined ? below(pages, `${path}/apply`).href : undefined,
    controlPanel: findPublicUrl(urlControlPanel.replaceAll("%domain%", zone))?.href,
  };
}

/** The domain, and what it is below, up to a name of two labels: only a whole zone is told of. */
function toZones(domain: Domain): Domain[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).flatMap((_, index) => findDomain(labels.slice(index).join(".")) ?? []);
}

/** Over https, at a name and the usual port: what strangers write may lead nowhere else. */
function findPublicUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "") return undefined;
  return findDomain(url.hostname) === undefined ? undefined : url;
}

function below(base: URL, path: string): URL {
  return new URL(`${base.origin}${base.pathname.replace(/\/$/, "")}${path}`);
}

function isDone(answer: { readonly status: number } | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a terminal would take for a command. */
function withoutControls(text: string): string {
  return text.replace(/\p{C}/gu, "");
}
