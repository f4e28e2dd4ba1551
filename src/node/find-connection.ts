import { askByMessages } from "../check/dns/dns-message.ts";
import { resolverBy } from "../check/dns-resolver.ts";
import { connectionsBy, type FindConnection } from "../check/domain-connect.ts";
import { askPublic } from "./probes/ask-public.ts";
import { namedResolver, type ResolverEnvironment } from "./probes/resolvers.ts";

/** Throws where the resolver that the environment names is none. */
export function findConnection(
  environment: ResolverEnvironment,
  ...asked: Parameters<FindConnection>
): ReturnType<FindConnection> {
  return connectionsBy(resolverBy(askByMessages(namedResolver(environment))), askPublic)(...asked);
}
