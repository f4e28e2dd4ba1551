import { type IncomingServer, type MailServer, needsLogin, type OutgoingServer } from "../../model/server.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** The pair of servers that a guide tells of, by the protocol of the incoming one. */
export interface ServerPair {
  readonly incoming: IncomingServer;
  readonly outgoing: OutgoingServer;
}

export const PASSWORDS: ReadonlySet<string> = new Set(["password-cleartext", "password-encrypted", "NTLM"]);

/** The best server of a protocol that a password opens, else the best. */
export function findPair(
  { incomingServers, outgoingServers }: ServerSettings,
  protocol: "imap" | "pop3",
): ServerPair | undefined {
  const incoming = best(incomingServers.filter((server) => server.protocol === protocol));
  const outgoing = best(outgoingServers);
  return incoming === undefined || outgoing === undefined ? undefined : { incoming, outgoing };
}

function best<Server extends MailServer>(servers: readonly Server[]): Server | undefined {
  return servers.find(({ authentication }) => authentication.some((method) => PASSWORDS.has(method))) ?? servers[0];
}

/** Whether a password opens one server of each kind; otherwise programs must offer OAuth2 or the like. */
export function hasPasswordLogin({ incomingServers, outgoingServers }: ServerSettings): boolean {
  return [incomingServers, outgoingServers].every((servers) =>
    servers.some(({ authentication }) => authentication.some((method) => PASSWORDS.has(method) || !needsLogin(method))),
  );
}
