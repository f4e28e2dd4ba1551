/**
 * Mail servers by SRV records (RFC 6186, 8314), as clients read them: host and port stand there, the rest is guessed.
 * @module
 */
import type { ConfiguredAccount, ConfiguredServer } from "../outcome.ts";
import type { Session } from "../session.ts";

const SERVICES = {
  "_imaps._tcp": { protocol: "imap", socketType: "tls" },
  "_imap._tcp": { protocol: "imap", socketType: "starttls" },
  "_pop3s._tcp": { protocol: "pop3", socketType: "tls" },
  "_pop3._tcp": { protocol: "pop3", socketType: "starttls" },
  "_submissions._tcp": { protocol: "smtp", socketType: "tls" },
  "_submission._tcp": { protocol: "smtp", socketType: "starttls" },
} as const;
export type MailService = keyof typeof SERVICES;

/** The first of the services that is offered for receiving, and for sending. The user name is the whole address. */
export async function findBySrv(
  session: Session,
  services: readonly MailService[],
  domain = session.domain,
): Promise<ConfiguredAccount | undefined> {
  const servers: ConfiguredServer[] = [];
  for (const service of services) {
    const [best] = await session.resolveSrv("srv", service, domain);
    if (best !== undefined)
      servers.push({
        ...SERVICES[service],
        hostname: best.target,
        port: best.port,
        authentication: "automatic",
        username: session.address,
      });
  }
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined ? undefined : { incoming, outgoing };
}
