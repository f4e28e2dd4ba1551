import { CLIENTS } from "../../content/catalogue.ts";
import { asksForLogin, isPassword } from "../../model/authentication.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { IncomingServer, MailServer, OutgoingServer } from "../../model/server.ts";
import { hasPasswordLogin, type ServerSettings } from "../../model/server-settings.ts";
import { isOAuth2SiteOfThunderbird } from "../../simulator/oauth2-sites.ts";

export type Protocol = IncomingServer["protocol"];

/** The pair of servers that a guide tells of, by the protocol of the incoming one. What only sends has none of those. */
export interface ServerPair {
  readonly incoming: IncomingServer | undefined;
  readonly outgoing: OutgoingServer;
}

/**
 * The pairs that domain and client share, in the order in which they are told: IMAP first, or what is `preferred`. What can
 * do with sending alone gets the outgoing server where there is no other to share.
 */
export function findPairs(settings: ServerSettings, id: ClientId, preferred?: Protocol): readonly ServerPair[] {
  const { protocols } = CLIENTS[id];
  const pairs = (["imap", "pop3"] as const)
    .filter((protocol) => protocols.includes(protocol))
    .flatMap((protocol) => findPair(settings, protocol) ?? [])
    .toSorted(
      (one, other) => Number(other.incoming?.protocol === preferred) - Number(one.incoming?.protocol === preferred),
    );
  const outgoing = best(settings.outgoingServers);
  if (pairs.length > 0 || outgoing === undefined || !protocols.includes("submission")) return pairs;
  return [{ incoming: undefined, outgoing }];
}

/** The best server of a protocol that a password opens, else the best. */
export function findPair(
  { incomingServers, outgoingServers }: ServerSettings,
  protocol: Protocol,
): (ServerPair & { readonly incoming: IncomingServer }) | undefined {
  const incoming = best(incomingServers.filter((server) => server.protocol === protocol));
  const outgoing = best(outgoingServers);
  return incoming === undefined || outgoing === undefined ? undefined : { incoming, outgoing };
}

function best<Server extends MailServer>(servers: readonly Server[]): Server | undefined {
  return servers.find(({ authentication }) => authentication.some(isPassword)) ?? servers[0];
}

/** Whether one login name serves for reading and for sending. */
export function hasOneLogin({ incoming, outgoing }: ServerPair): boolean {
  return incoming !== undefined && [incoming, outgoing].every(asksForLogin) && incoming.username === outgoing.username;
}

/** Whether the only way in is OAuth2 at a provider that no program knows. Thunderbird knows as many as any. */
export function needsUnknownOAuth2(settings: ServerSettings): boolean {
  const servers = [...settings.incomingServers, ...settings.outgoingServers];
  return (
    !hasPasswordLogin(settings) &&
    servers.some(({ authentication }) => authentication.includes("OAuth2")) &&
    !servers.some(({ hostname }) => isOAuth2SiteOfThunderbird(hostname))
  );
}
