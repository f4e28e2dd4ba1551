import { asksForLogin, needsLogin } from "./authentication.ts";
import type { Authentication, IncomingServer, MailServer, OutgoingServer } from "./server.ts";
import type { ServerSettings } from "./server-settings.ts";

/** What a format calls each way to log in that it can express. */
export type AuthenticationWords = Readonly<Partial<Record<Authentication, string | number>>>;

/** The one server of each protocol that a format with room for one should name. */
export interface PreferredServers {
  readonly imap: IncomingServer | undefined;
  readonly pop3: IncomingServer | undefined;
  readonly submission: OutgoingServer | undefined;
}

/**
 * The best server of each protocol that offers a way in which the format has a word for. A server that offers OAuth2
 * alone, say, is left out where OAuth2 cannot be told: naming another method would promise what does not work.
 */
export function findPreferredServers(settings: ServerSettings, words: AuthenticationWords): PreferredServers {
  const incoming = (wanted: IncomingServer["protocol"]) =>
    settings.incomingServers.filter(({ protocol }) => protocol === wanted);
  const find = <Server extends MailServer>(servers: readonly Server[]) =>
    findBestServer(servers, (server) => findAuthentication(server, words));
  return { imap: find(incoming("imap")), pop3: find(incoming("pop3")), submission: find(settings.outgoingServers) };
}

/**
 * The first of `servers` that asks for a login by a method that can be told, else the first that has any: without one,
 * port 25 say, a server takes mail from its own network alone, and people are on the move.
 */
export function findBestServer<Server extends MailServer>(
  servers: readonly Server[],
  findMethod: (server: Server) => Authentication | undefined,
): Server | undefined {
  const usable = servers.filter((server) => findMethod(server) !== undefined);
  return usable.find((server) => needsLogin(findMethod(server))) ?? usable[0];
}

/** Servers in the order of the settings, but those that ask for no login last: whoever goes through all of them has one. */
export function rankServers<Server extends MailServer>(servers: readonly Server[]): Server[] {
  return servers.toSorted((one, other) => Number(asksForLogin(other)) - Number(asksForLogin(one)));
}

/** Whether a mailbox can be both read and written from. */
export function isComplete({ imap, pop3, submission }: PreferredServers): boolean {
  return (imap ?? pop3) !== undefined && submission !== undefined;
}

/** The best of the server's ways to log in that the format has a word for; that it asks for none only where there is no other. */
export function findAuthentication<Words extends AuthenticationWords>(
  server: MailServer,
  words: Words,
): (keyof Words & Authentication) | undefined {
  const told = server.authentication.filter(
    (method): method is keyof Words & Authentication => words[method] !== undefined,
  );
  return told.find(needsLogin) ?? told[0];
}
