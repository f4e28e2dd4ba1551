import { DnsUnavailableError } from "../check/dns-resolver.ts";
import { type ConnectedProvider, discoverDomainConnect } from "../check/domain-connect.ts";
import { askPublic } from "../cli/dns/ask-public.ts";
import { openResolver } from "../cli/dns/dns-resolver.ts";
import type { ConnectedService } from "../formats/dns/domain-connect.ts";
import type { Domain } from "../model/domain/domain.ts";

/** The DNS provider of a domain as the system's resolver tells of it, if it speaks Domain Connect; none where nobody answers. */
export async function findConnection(
  domain: Domain,
  service: ConnectedService,
): Promise<ConnectedProvider | undefined> {
  const resolver = openResolver(undefined);
  if (resolver === undefined) return undefined;
  try {
    return await discoverDomainConnect(domain, service, resolver, askPublic);
  } catch (error) {
    if (error instanceof DnsUnavailableError) return undefined;
    throw error;
  }
}
