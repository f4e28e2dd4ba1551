/**
 * Geary: one place, the status unread; number 0 of each kind has to be right. The user name is not read.
 * @see GNOME/geary (May 2026) src/client/accounts/accounts-autoconfig.vala
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Reading, stop, take } from "../outcome.ts";
import { autoconfigUrl, getting, ispdbUrl, toPort } from "../reading/autoconfig.ts";
import { child, children, childText, type XmlNode } from "../reading/xml.ts";
import type { Exchange, Session } from "../session.ts";

export const geary: Client = {
  id: "geary",
  name: "Geary",
  source: "GNOME/geary 46, May 2026",
  async simulate(session) {
    const { domain } = session;
    const found = await session.firstTaken(
      [getting(session, "https-autoconfig", autoconfigUrl(domain)), getting(session, "ispdb", ispdbUrl(domain))],
      (exchange) => readAutoconfig(exchange, session),
    );
    return found ?? { ok: false, because: "nothing was found; the user types it" };
  },
};

function readAutoconfig({ status, readRoot }: Exchange, session: Session): Reading {
  if (status === 0) return next("no connection");
  const root = readRoot();
  if (root === undefined) return next("it is not well-formed");
  const provider = child(root, "emailProvider");
  if (provider === undefined) return stop("well-formed without emailProvider: nothing guards against that");
  const incoming = readServer(children(provider, "incomingServer")[0], "imap", session);
  const outgoing = readServer(children(provider, "outgoingServer")[0], "smtp", session);
  if (incoming === undefined) return next("the first incoming server is not IMAP");
  if (outgoing === undefined) return next("the first outgoing server is not SMTP");
  return take({ incoming, outgoing });
}

const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = { SSL: "tls", STARTTLS: "starttls" };

function readServer(
  node: XmlNode | undefined,
  protocol: "imap" | "smtp",
  session: Session,
): ConfiguredServer | undefined {
  const hostname = node && childText(node, "hostname");
  const port = node && toPort(childText(node, "port"));
  if (node?.attributes.get("type") !== protocol || hostname === undefined || port === undefined) return undefined;
  return {
    protocol,
    hostname,
    port,
    socketType: SOCKET_TYPES[childText(node, "socketType") ?? ""] ?? "plain",
    authentication: "automatic",
    username: session.address,
  };
}
