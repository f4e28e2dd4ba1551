/**
 * SnappyMail: an address of an early draft, then the usual ones, then Autodiscover with a made-up mailbox.
 * @see the-djmaze/snappymail (June 2025) snappymail/v/0.0.0/app/libraries/RainLoop/Providers/Domain/Autoconfig.php,
 *   plugins/login-autoconfig/index.php
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, take } from "../outcome.ts";
import {
  autoconfigUrl,
  getting,
  ispdbUrl,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "../reading/autoconfig.ts";
import { findBySrv } from "../reading/mail-srv.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox } from "../reading/pox.ts";
import { bareChildText, child, children, type XmlNode } from "../reading/xml.ts";
import { type Exchange, judge, type Session } from "../session.ts";

export const snappymail: Client = {
  id: "snappymail",
  name: "SnappyMail",
  source: "the-djmaze/snappymail, June 2025",
  async simulate(session) {
    const { domain } = session;
    const file = await session.firstTaken(
      [
        getting(
          session,
          "https-autoconfig",
          `https://autoconfig.${domain}/.well-known/mail-v1.xml?emailaddress=${encodeURIComponent(session.address)}`,
        ),
        getting(session, "https-well-known", wellKnownUrl(domain)),
        getting(session, "http-autoconfig", autoconfigUrl(domain, "http")),
        getting(session, "ispdb", ispdbUrl(domain)),
      ],
      (exchange) => readAutoconfig(exchange, session),
    );
    if (file !== undefined) return file;
    const pox = await findByPox(session);
    if (pox !== undefined) return pox;
    const srv = await findBySrv(session, ["_imaps._tcp", "_imap._tcp", "_submissions._tcp", "_submission._tcp"]);
    return srv === undefined
      ? { ok: false, because: "nothing was found; the administrator types it" }
      : { ok: true, mechanism: "srv", account: srv };
  },
};

function readAutoconfig({ status, body, readRoot }: Exchange, session: Session): Reading {
  if (!isSuccess(status) || !body.includes("<clientConfig")) return next("no <clientConfig in it");
  const provider = child(readRoot(), "emailProvider");
  if (provider === undefined) return next("it is not the settings");
  // The plug-in filters by type without numbering anew, and then looks at number 0.
  const [first] = children(provider, "incomingServer");
  const [outgoing] = children(provider, "outgoingServer");
  if (first?.attributes.get("type") !== "imap") return next("the first incoming server is not IMAP");
  if (outgoing?.attributes.get("type") !== "smtp") return next("the first outgoing server is not SMTP");
  const receiving = readServer(first, "imap", session);
  const sending = readServer(outgoing, "smtp", session);
  return receiving === undefined || sending === undefined
    ? next("a server is incomplete")
    : take({ incoming: receiving, outgoing: sending });
}

function readServer(node: XmlNode, protocol: "imap" | "smtp", session: Session): ConfiguredServer | undefined {
  const hostname = bareChildText(node, "hostname");
  const port = toPort(bareChildText(node, "port"));
  // A repeated element becomes a list, which is no known word.
  const isRepeated = children(node, "socketType").length > 1;
  const socketType = isRepeated ? undefined : SOCKET_TYPES[bareChildText(node, "socketType") ?? ""];
  if (hostname === undefined || port === undefined || socketType === undefined) return undefined;
  // Only whether it is the whole address or the short form is of interest.
  const username = bareChildText(node, "username") === "%EMAILLOCALPART%" ? session.localPart : session.address;
  return { protocol, hostname, port, socketType, authentication: "automatic", username };
}

async function findByPox(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  const sent = `autodiscover@${domain}`;
  const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
  const urls = [
    ...(service === undefined ? [] : [poxUrl(service.target)]),
    poxUrl(domain),
    poxUrl(`autodiscover.${domain}`),
    poxUrl(`autodiscover.${domain}`, "http"),
  ];
  for (const url of urls) {
    const exchange = await session.send("pox", {
      method: "POST",
      url,
      headers: { "content-type": "application/xml" },
      body: poxRequest(sent),
    });
    const outcome = judge(exchange, "pox", readPoxAnswer(exchange, session, sent));
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

function readPoxAnswer({ status, readRoot }: Exchange, session: Session, sent: string): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const answer = readPox(readRoot());
  if (answer?.accountType !== "email" || answer.protocols.length < 2)
    return next("not an email account of two protocols");
  const toServer = (protocol: "imap" | "smtp", found: PoxProtocol | undefined): ConfiguredServer | undefined => {
    if (found?.server === undefined || found.port === undefined) return undefined;
    return {
      protocol,
      hostname: found.server,
      port: found.port,
      socketType: socketTypeOf(protocol, found.port, found.ssl),
      authentication: "automatic",
      // What it sent comes back where logins are whole addresses.
      username: found.loginName === sent ? session.address : session.localPart,
    };
  };
  const incoming = toServer(
    "imap",
    answer.protocols.find(({ type }) => type === "IMAP"),
  );
  const outgoing = toServer(
    "smtp",
    answer.protocols.find(({ type }) => type === "SMTP"),
  );
  return incoming === undefined || outgoing === undefined
    ? next("IMAP or SMTP is missing")
    : take({ incoming, outgoing });
}

/** IMAP: 993 is TLS, anything else with SSL on is STARTTLS. SMTP: 587 is STARTTLS. */
function socketTypeOf(
  protocol: "imap" | "smtp",
  port: number,
  ssl: string | undefined,
): ConfiguredServer["socketType"] {
  if (ssl?.toLowerCase() !== "on") return "plain";
  if (protocol === "smtp") return port === 587 ? "starttls" : "tls";
  return port === 993 ? "tls" : "starttls";
}
