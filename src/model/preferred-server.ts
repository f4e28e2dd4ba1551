import type { Authentication, IncomingServer, MailServer, OutgoingServer } from "./server.ts";
import type { ServerSettings } from "./server-settings.ts";

/** What a format calls each way to log in that it can express. */
export type AuthenticationWords = Readonly<Partial<Record<Authentication, string>>>;

/** The one server of each protocol that a format with room for one should name. */
export interface PreferredServers {
  readonly imap: IncomingServer | undefined;
  readonly pop3: IncomingServer | undefined;
  readonly submission: OutgoingServer | undefined;
}

/**
 * The first server of each protocol that offers a log-in which the format has a word for. A server that offers OAuth2
 * alone, say, is left out where OAuth2 cannot be told: naming another method would promise what does not work.
 */
export function findPreferredServers(settings: ServerSettings, words: AuthenticationWords): PreferredServers {
  const usable = (server: MailServer) => findAuthentication(server, words) !== undefined;
  return {
    imap: settings.incomingServers.find((server) => server.protocol === "imap" && usable(server)),
    pop3: settings.incomingServers.find((server) => server.protocol === "pop3" && usable(server)),
    submission: settings.outgoingServers.find(usable),
  };
}

/** Whether a mailbox can be both read and written from. */
export function isComplete({ imap, pop3, submission }: PreferredServers): boolean {
  return (imap ?? pop3) !== undefined && submission !== undefined;
}

/** The best of the server's ways to log in that the format has a word for. */
export function findAuthentication<Words extends AuthenticationWords>(
  server: MailServer,
  words: Words,
): (keyof Words & Authentication) | undefined {
  return server.authentication.find((method): method is keyof Words & Authentication => words[method] !== undefined);
}
