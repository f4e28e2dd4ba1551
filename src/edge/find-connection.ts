import { askByMessages } from "../check/dns/dns-message.ts";
import { overHttps } from "../check/dns/dns-over-https.ts";
import { resolverBy } from "../check/dns-resolver.ts";
import { connectionsBy, type FindConnection } from "../check/domain-connect.ts";
import { askPublicBy } from "./ask-public.ts";

/** @param place of DNS over HTTPS */
export function findConnection(place: string, ...asked: Parameters<FindConnection>): ReturnType<FindConnection> {
  const resolver = resolverBy(askByMessages(overHttps(place, fetch)));
  return connectionsBy(resolver, askPublicBy(resolver))(...asked);
}
