/**
 * What another server answers a mail client today: autoconfig, Autodiscover or an Apple profile, told by what is in it.
 * @module
 */
import { parseAutodiscover } from "../../formats/autodiscover/autodiscover-reader.ts";
import { type ProfileServer, parseProfile } from "../../formats/profile/profile-reader.ts";
import { decodeXml } from "../../formats/xml-encoding.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { findPortSocketType, TLS_PORT, UPGRADE_PORT } from "../../model/tls-port.ts";
import { checkImported, type Reading, toNames } from "./imported.ts";
import { readIspdb } from "./read-ispdb.ts";

/** An answer, and where it came from. */
export interface LiveAnswer {
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** Whose settings are asked for: nobody's, and a name that is not likely to stand anywhere else. */
const LOCAL_PART = "waypost-import";

export interface LiveRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
}

/** Where clients ask for a domain's settings, best first: what says most, and to the most programs. */
export function toLiveRequests(domain: Domain): readonly LiveRequest[] {
  const query = `emailaddress=${encodeURIComponent(`${LOCAL_PART}@${domain}`)}`;
  return [
    { method: "GET", url: `https://autoconfig.${domain}/mail/config-v1.1.xml?${query}` },
    { method: "GET", url: `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml?${query}` },
    { method: "POST", url: `https://autodiscover.${domain}/autodiscover/autodiscover.xml` },
    { method: "POST", url: `https://${domain}/autodiscover/autodiscover.xml` },
    // What many have no certificate for.
    { method: "GET", url: `http://autoconfig.${domain}/mail/config-v1.1.xml?${query}` },
  ];
}

/** The body of an Autodiscover request for nobody at the domain. */
export function toAutodiscoverRequest(domain: Domain): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>${LOCAL_PART}@${domain}</EMailAddress>
<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
</Request></Autodiscover>
`;
}

/** The provider of `domain` by one answer. */
export function readLive({ url, bytes }: LiveAnswer, domain: Domain): Reading {
  const failed = (because: string): Reading => ({
    providers: [],
    losses: [],
    failures: [{ place: url, because, isWithoutDomain: false }],
  });
  const address = `${LOCAL_PART}@${domain}`;
  const begin = new TextDecoder("latin1").decode(bytes);
  const accept = (id: string, provider: unknown, losses: readonly string[]): Reading => {
    const checked = checkImported(withTemplates(provider, address), [domain]);
    if (!checked.ok) return failed(checked.error);
    return {
      providers: [{ source: url, id, domains: [domain], ...checked.value }],
      losses: [...losses, ...findPlain(checked.value.provider)].map((what) => ({ place: url, what })),
      failures: [],
    };
  };
  if (/<plist[\s>]/.test(begin)) {
    const profile = parseProfile(bytes);
    if (!profile.ok) return failed(profile.error);
    const { organization = domain, incoming, outgoing, services, losses } = profile.value;
    const told = [...losses];
    const toServers = (servers: readonly ProfileServer[]) =>
      unique(servers.map((server) => toServer(server, (what) => told.push(what))));
    const lists = { incomingServers: toServers(incoming), outgoingServers: toServers(outgoing) };
    const names = toNames(organization, organization, (what) => told.push(what));
    return accept(domain, { ...names, ...lists, ...toServices(services) }, told);
  }
  const text = decodeXml(bytes);
  if (!text.ok) return failed(text.error);
  if (/<Autodiscover[\s>]/.test(text.value)) {
    const answer = parseAutodiscover(text.value, address);
    if (!answer.ok) return failed(answer.error);
    const { servers, services, losses } = answer.value;
    const lists = {
      incomingServers: servers.filter(({ protocol }) => protocol !== "submission"),
      outgoingServers: servers.filter(({ protocol }) => protocol === "submission"),
    };
    return accept(domain, { ...toNames(domain, domain, () => {}), ...lists, ...toServices(services) }, losses);
  }
  const { providers, losses, failures } = readIspdb([{ name: url, text: text.value }], [domain]);
  const [first, ...others] = providers;
  if (first === undefined) return { providers: [], losses, failures };
  const left = [...first.domains.filter((other) => other !== domain), ...others.flatMap(({ domains }) => domains)];
  return accept(first.id, first.provider, [
    ...losses.map(({ what }) => what),
    ...(left.length === 0 ? [] : [`other domains are left out: ask for each by its name, such as ${left[0]}`]),
  ]);
}

/** What nobody should take over unseen. */
function findPlain({ incomingServers, outgoingServers }: Provider): string[] {
  return [...incomingServers, ...outgoingServers]
    .filter(({ socketType }) => socketType === "plain")
    .map(
      ({ hostname, port }) => `${hostname}:${port} is without encryption, and "allowPlaintext" lets the domain have it`,
    );
}

/** The person who asked was nobody: where the address stands, everybody's stands. */
function withTemplates(provider: unknown, address: string): unknown {
  const toTemplates = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(toTemplates);
    if (!isObject(value)) return value;
    const { username } = value;
    const inner = Object.entries(value).map(([name, member]) => [name, toTemplates(member)]);
    return {
      ...Object.fromEntries(inner),
      ...(typeof username === "string" && {
        username: username.replaceAll(address, "{address}").replaceAll(LOCAL_PART, "{localPart}"),
      }),
    };
  };
  return toTemplates(provider);
}

function toServices(services: ReadonlyMap<string, string>) {
  const entries = [...services].map(([name, url]) => [name, { url }] as const);
  return entries.length === 0 ? {} : { services: Object.fromEntries(entries) };
}

/** Apple's words for the proof of identity. */
const AUTHENTICATION: Readonly<Record<string, string>> = {
  EmailAuthPassword: "password-cleartext",
  EmailAuthCRAMMD5: "password-encrypted",
  EmailAuthHTTPMD5: "password-encrypted",
  EmailAuthNTLM: "NTLM",
  EmailAuthNone: "none",
};

/** One switch serves TLS from the first byte and STARTTLS alike; many write it off for STARTTLS. */
function toServer(
  { protocol, hostname, port: written, usesTls, authentication, username }: ProfileServer,
  tell: (what: string) => void,
) {
  const port = written ?? (usesTls ? TLS_PORT : UPGRADE_PORT)[protocol];
  const byPort = findPortSocketType(port);
  const socketType = byPort ?? (usesTls ? "tls" : "plain");
  const isCertain = socketType === "plain" || (usesTls && byPort === "tls");
  if (!isCertain)
    tell(
      `whether TLS or STARTTLS is meant at port ${port} a profile does not tell; ${socketType.toUpperCase()} is taken`,
    );
  return {
    protocol,
    hostname,
    port,
    socketType,
    authentication: [AUTHENTICATION[authentication] ?? "password-cleartext"],
    username: username ?? "{address}",
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
