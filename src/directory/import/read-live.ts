/**
 * What another server answers a mail client today: autoconfig, Autodiscover or an Apple profile, told by what is in it.
 * @module
 */
import type * as z from "zod";
import { parseAutodiscover } from "../../formats/autodiscover/autodiscover-reader.ts";
import { isProfile, type ProfileServer, parseProfile, type ReadService } from "../../formats/profile/profile-reader.ts";
import { decodeXml } from "../../formats/xml-encoding.ts";
import { isSameWord } from "../../formats/xml-reading.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { IncomingServerEntry, OutgoingServerEntry } from "../../model/server.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { Provider } from "../../model/settings/provider.ts";
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
  if (/<(?:[\w.-]+:)?Autodiscover[\s>/]/.test(text.value)) {
    const answer = parseAutodiscover(text.value, address);
    if (!answer.ok) return failed(answer.error);
    const { servers, losses } = answer.value;
    const told = [...losses];
    const tell = (what: string) => told.push(what);
    const kept = unique(servers).filter((server) => isServer(server, tell));
    const incomingServers = kept.filter(({ protocol }) => protocol !== "submission");
    const outgoingServers = kept.filter(({ protocol }) => protocol === "submission");
    const missing = Object.entries({ "IMAP or POP3": incomingServers, SMTP: outgoingServers })
      .filter(([, list]) => list.length === 0)
      .map(([type]) => `there is no <Protocol> of the type ${type} that can be carried over`);
    if (missing.length > 0) return failed([missing.join(", "), ...told].join("; "));
    const services = toServices(answer.value.services, { address, username: incomingServers[0]?.username }, tell);
    const lists = { incomingServers, outgoingServers };
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

/**
 * The first of each that the model takes. Without the login name that is the mailbox's, and without the path that leads to
 * one person's: to a principal, say.
 */
function toServices(found: Iterable<readonly [name: string, ReadService]>, owner: Owner, tell: (what: string) => void) {
  const services = new Map<string, object>();
  for (const [name, { url, username }] of found) {
    const login = username === undefined || username === owner.username ? {} : { username };
    if (services.has(name)) tell(`${name} at ${url} is left out: one of its kind is enough`);
    else if (isTaken(Provider.shape.services, { [name]: { url, ...login } }, "a service", tell)) {
      const names = [owner.address, owner.address && toLocalPart(owner.address), owner.username, username];
      const isPersonal = isOfOwner(url, names);
      if (isPersonal) tell(`the path of ${url} is left out: it would be another for each person`);
      services.set(name, { url: isPersonal ? new URL("/", url).href : url, ...login });
    }
  }
  return services.size === 0 ? {} : { services: Object.fromEntries(services) };
}

function isServer(server: { readonly protocol: string }, tell: (what: string) => void): boolean {
  const schema = server.protocol === "submission" ? OutgoingServerEntry : IncomingServerEntry;
  return isTaken(schema, server, `a server for ${server.protocol}`, tell);
}

/** Whether the model takes `value`; told with its faults where it does not, and so hinders nothing beside it. */
function isTaken(schema: z.ZodType, value: unknown, label: string, tell: (what: string) => void): boolean {
  const parsed = schema.safeParse(value);
  if (!parsed.success) tell(`${label} is left out: ${toFaults(parsed.error, value).map(formatFault).join(", ")}`);
  return parsed.success;
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
