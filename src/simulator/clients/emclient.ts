/**
 * eM Client, whose source is closed: the order is its maker's, the requests and the types of calendars and contacts those
 * that servers have seen.
 * @see eM Client's knowledge base, article 258 (April 2023); mailcow/mailcow-dockerized pull request 370
 * @module
 */
import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Reading, take } from "../outcome.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox, socketTypeByPort } from "../reading/pox.ts";
import { type Exchange, judge, type Session } from "../session.ts";

export const emclient: Client = {
  id: "emclient",
  name: "eM Client",
  source: "its maker's knowledge base; requests as servers saw them",
  async simulate(session) {
    const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
    const hosts = [
      ...(service === undefined ? [] : [service.target]),
      session.domain,
      `autodiscover.${session.domain}`,
    ];
    for (const host of hosts) {
      const exchange = await session.send("pox", {
        method: "POST",
        url: poxUrl(host),
        headers: { "content-type": "text/xml; charset=utf-8" },
        body: poxRequest(session.address),
      });
      const outcome = judge(exchange, "pox", read(exchange, session));
      if (outcome !== undefined) return outcome;
    }
    return { ok: false, because: "nothing was found, so it would guess host names" };
  },
};

function read({ status, readRoot }: Exchange, session: Session): Reading {
  if (status !== 200) return next("not 200");
  const protocols = readPox(readRoot())?.protocols ?? [];
  const servers = protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  if (incoming === undefined || outgoing === undefined) return next("no pair of servers");
  const caldav = protocols.find(({ type }) => type === "CalDAV")?.server;
  const carddav = protocols.find(({ type }) => type === "CardDAV")?.server;
  return take({
    incoming,
    outgoing,
    ...(caldav !== undefined && { caldav }),
    ...(carddav !== undefined && { carddav }),
  });
}

const TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };

function toServer({ type, server, port, ssl, loginName }: PoxProtocol, session: Session): ConfiguredServer[] {
  const protocol = TYPES[type];
  if (protocol === undefined || server === undefined || port === undefined) return [];
  return [
    {
      protocol,
      hostname: server,
      port,
      socketType: ssl?.toLowerCase() === "off" ? "plain" : socketTypeByPort(port),
      authentication: "automatic",
      username: loginName || session.address,
    },
  ];
}
