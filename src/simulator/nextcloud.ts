/**
 * Nextcloud Mail: asked from the Nextcloud server; placeholders count in the user name alone.
 * @see nextcloud/mail (August 2026) lib/Service/AutoConfig/{IspDb,MxRecord}.php
 * @module
 */
import { autoconfigUrl, fillPlaceholders, getting, ispdbUrl, toPort, wellKnownUrl } from "./autoconfig.ts";
import {
  type Client,
  type ConfiguredServer,
  isComplete,
  next,
  type Outcome,
  type Reading,
  stop,
  take,
} from "./client.ts";
import { parentDomain } from "./registrable-domain.ts";
import type { Exchange, Session } from "./session.ts";
import { child, children, childText, readXml, type XmlNode } from "./xml.ts";

export const nextcloud: Client = {
  id: "nextcloud",
  name: "Nextcloud Mail",
  source: "nextcloud/mail, August 2026",
  async simulate(session) {
    const found = await findAt(session, session.domain, false);
    if (found !== undefined) return found;
    const [best] = await session.resolveMx();
    for (const host of best === undefined ? [] : [best.exchange, parentDomain(best.exchange)]) {
      const byMx = await findAt(session, host, true);
      if (byMx !== undefined) return byMx;
    }
    return { ok: false, because: "no configuration was found; the user types it" };
  },
};

const PATIENCE = { timeoutSeconds: 7 };

function findAt(session: Session, domain: string, isMx: boolean): Promise<Outcome | undefined> {
  // Neither @ nor + is encoded.
  const query = `?emailaddress=${session.address}`;
  return session.firstTaken(
    [
      getting(session, isMx ? "mx" : "https-autoconfig", `${autoconfigUrl(domain)}${query}`, PATIENCE),
      getting(session, isMx ? "mx" : "https-well-known", `${wellKnownUrl(domain)}${query}`, PATIENCE),
      getting(session, "ispdb", `${ispdbUrl(domain)}${query}`, PATIENCE),
      getting(session, isMx ? "mx" : "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`, PATIENCE),
      getting(session, isMx ? "mx" : "http-well-known", `${wellKnownUrl(domain, "http")}${query}`, PATIENCE),
    ],
    (exchange) => readAutoconfig(exchange, session),
  );
}

function readAutoconfig({ status, body }: Exchange, session: Session): Reading {
  if (status < 200 || status >= 400) return next("an error of HTTP");
  const provider = child(readXml(body), "emailProvider");
  if (provider === undefined) return next("it is not the settings");
  const first = (name: string, type: string) =>
    children(provider, name).find((node) => node.attributes.get("type") === type);
  const account = {
    ...readServer(first("incomingServer", "imap"), "imap", session),
    ...readServer(first("outgoingServer", "smtp"), "smtp", session),
  };
  if (isComplete(account)) return take(account);
  // Half of it is enough to end the search; the user types the other half.
  return "incoming" in account || "outgoing" in account
    ? stop("only one of the two servers is told")
    : next("there is no IMAP server, and none to send by");
}

const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  ssl: "tls",
  starttls: "starttls",
  tls: "starttls",
};

function readServer(node: XmlNode | undefined, protocol: "imap" | "smtp", session: Session) {
  const hostname = node && childText(node, "hostname");
  const port = node && toPort(childText(node, "port"));
  if (node === undefined || hostname === undefined || port === undefined) return {};
  const server: ConfiguredServer = {
    protocol,
    hostname,
    port,
    socketType: SOCKET_TYPES[childText(node, "socketType")?.toLowerCase() ?? ""] ?? "plain",
    authentication: "automatic",
    username: fillPlaceholders(childText(node, "username") ?? "", session),
  };
  return protocol === "imap" ? { incoming: server } : { outgoing: server };
}
