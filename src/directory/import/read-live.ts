/**
 * What another server answers a mail client today: autoconfig, Autodiscover or an Apple profile, told by what is in it.
 * @module
 */
import { isSameWord } from "../../formats/autoconfig/autoconfig-element.ts";
import { parseAutodiscover } from "../../formats/autodiscover/autodiscover-reader.ts";
import { isProfile, type ProfileServer, parseProfile, type ReadService } from "../../formats/profile/profile-reader.ts";
import { decodeXml } from "../../formats/xml-encoding.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
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
  const accept = (id: string, provider: unknown, losses: readonly string[], owner = address): Reading => {
    const checked = checkImported(withTemplates(provider, owner), [domain]);
    if (!checked.ok) return failed(checked.error);
    return {
      providers: [{ source: url, id, domains: [domain], ...checked.value }],
      losses: losses.map((what) => ({ place: url, what })),
      failures: [],
    };
  };
  if (isProfile(bytes)) {
    const profile = parseProfile(bytes);
    if (!profile.ok) return failed(profile.error);
    const { organization = domain, address: owner, incoming, outgoing, losses } = profile.value;
    const told = [...losses];
    const tell = (what: string) => told.push(what);
    const toServers = (servers: readonly ProfileServer[]) => unique(servers.map((server) => toServer(server, tell)));
    const lists = { incomingServers: toServers(incoming), outgoingServers: toServers(outgoing) };
    const names = toNames(organization, organization, tell);
    const services = toServices(profile.value.services, { address: owner, username: incoming[0]?.username }, tell);
    return accept(domain, { ...names, ...lists, ...services }, told, owner);
  }
  const text = decodeXml(bytes);
  if (!text.ok) return failed(text.error);
  if (/<Autodiscover[\s>]/.test(text.value)) {
    const answer = parseAutodiscover(text.value, address);
    if (!answer.ok) return failed(answer.error);
    const { servers, losses } = answer.value;
    const told = [...losses];
    const lists = {
      incomingServers: servers.filter(({ protocol }) => protocol !== "submission"),
      outgoingServers: servers.filter(({ protocol }) => protocol === "submission"),
    };
    const [{ username } = { username: address }] = lists.incomingServers;
    const services = toServices(answer.value.services, { address, username }, (what) => told.push(what));
    return accept(domain, { ...toNames(domain, domain, () => {}), ...lists, ...services }, told);
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

/** Where the address of the person stands whose answer it is, everybody's stands. */
function withTemplates(provider: unknown, address: string): unknown {
  const toTemplates = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(toTemplates);
    if (!isObject(value)) return value;
    const { username } = value;
    const inner = Object.entries(value).map(([name, member]) => [name, toTemplates(member)]);
    return {
      ...Object.fromEntries(inner),
      ...(typeof username === "string" && { username: toTemplate(username, address) }),
    };
  };
  return toTemplates(provider);
}

/** Somebody's name may stand in any word; nobody's stands nowhere else. */
function toTemplate(username: string, address: string): string {
  const localPart = toLocalPart(address);
  if (localPart === LOCAL_PART) return username.replaceAll(address, "{address}").replaceAll(localPart, "{localPart}");
  if (isSameWord(username, address)) return "{address}";
  return isSameWord(username, localPart) ? "{localPart}" : username;
}

function toLocalPart(address: string): string {
  return address.slice(0, address.lastIndexOf("@"));
}

interface Owner {
  readonly address: string | undefined;
  /** With which the mailbox is opened. */
  readonly username: string | undefined;
}

/** Without the login name that is the mailbox's, and without the path that leads to one person's: to a principal, say. */
function toServices(services: ReadonlyMap<string, ReadService>, owner: Owner, tell: (what: string) => void) {
  const entries = [...services].map(([name, { url, username }]) => {
    const isPersonal = isOfOwner(url, [
      owner.address,
      owner.address && toLocalPart(owner.address),
      owner.username,
      username,
    ]);
    if (isPersonal) tell(`the path of ${url} is left out: it would be another for each person`);
    const login = username === undefined || username === owner.username ? {} : { username };
    return [name, { url: isPersonal ? new URL("/", url).href : url, ...login }] as const;
  });
  return entries.length === 0 ? {} : { services: Object.fromEntries(entries) };
}

function isOfOwner(url: string, names: readonly (string | undefined)[]): boolean {
  const segments = URL.parse(url)?.pathname.split("/").map(decodeSegment) ?? [];
  return segments.some(
    (segment) => segment.includes("@") || names.some((name) => name !== undefined && isSameWord(segment, name)),
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
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
  { protocol, hostname, port: written, usesTls, authentication, username, pathPrefix }: ProfileServer,
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
    ...(pathPrefix === undefined ? {} : { pathPrefix }),
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
