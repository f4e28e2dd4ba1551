/**
 * Whom a machine of one's own asks for DNS: the system's resolvers, another one, or one over HTTPS.
 * @module
 */
import { getServers } from "node:dns";
import { isIP } from "node:net";
import type { ExchangeMessage } from "../../check/dns/ask-dns.ts";
import { askByMessages } from "../../check/dns/dns-message.ts";
import { isHttpsResolver, overHttps } from "../../check/dns/dns-over-https.ts";
import { type DnsResolver, resolverBy } from "../../check/dns-resolver.ts";
import { type DnsPlace, throughServers } from "./dns-server.ts";

export interface ResolverEnvironment {
  /** Whom to ask for DNS; the system's resolvers where it is not set. */
  readonly CHECK_RESOLVER?: string | undefined;
}

/** An https URL, or an address with or without a port; `undefined` for anything else. */
export function findResolver(place: string): ExchangeMessage | undefined {
  if (isHttpsResolver(place)) return overHttps(place, fetch);
  const server = findPlace(place);
  return server && throughServers([server]);
}

export function systemResolver(): ExchangeMessage {
  return throughServers(getServers().flatMap((server) => findPlace(server) ?? []));
}

/** The system's where no place is named; `undefined` where that is none. */
export function openResolver(place: string | undefined): DnsResolver | undefined {
  const exchange = place === undefined ? systemResolver() : findResolver(place);
  return exchange && resolverBy(askByMessages(exchange));
}

/** As an operator names it in the environment; throws for what is none. */
export function namedResolver({ CHECK_RESOLVER = "" }: ResolverEnvironment): ExchangeMessage {
  const resolver = CHECK_RESOLVER === "" ? systemResolver() : findResolver(CHECK_RESOLVER);
  if (resolver === undefined)
    throw new Error(`CHECK_RESOLVER: expected an address or an https URL, not ${JSON.stringify(CHECK_RESOLVER)}`);
  return resolver;
}

function findPlace(text: string): DnsPlace | undefined {
  if (isIP(text) !== 0) return { address: text, port: 53 };
  const [, inBrackets, bare, port = "53"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = inBrackets ?? bare ?? "";
  const isPlace = isIP(address) !== 0 && Number(port) > 0 && Number(port) < 65_536;
  return isPlace ? { address, port: Number(port) } : undefined;
}
