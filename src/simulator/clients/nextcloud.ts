/**
 * Nextcloud Mail: asked from the Nextcloud server; placeholders count in the user name alone.
 * @see nextcloud/mail (August 2026) lib/Service/AutoConfig/{IspDb,MxRecord}.php
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, isComplete, next, type Outcome, type Reading, take } from "../outcome.ts";
import { autoconfigUrl, fillPlaceholders, getting, ispdbUrl, toPort, wellKnownUrl } from "../reading/autoconfig.ts";
import { parentDomain } from "../reading/registrable-domain.ts";
import { child, children, childText, textOf, type XmlNode } from "../reading/xml.ts";
import type { Exchange, Session } from "../session.ts";

export const nextcloud: Client = {
  id: "nextcloud",
  name: "Nextcloud Mail",
  source: "nextcloud/mail, August 2026",
  patience: () => 7,
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

function findAt(session: Session, domain: string, isMx: boolean): Promise<Outcome | undefined> {
  // Neither @ nor + is encoded.
  const query = `?emailaddress=${session.address}`;
  return session.firstTaken(
    [
      getting(session, isMx ? "mx" : "https-autoconfig", `${autoconfigUrl(domain)}${query}`),
      getting(session, isMx ? "mx" : "https-well-known", `${wellKnownUrl(domain)}${query}`),
      getting(session, "ispdb", `${ispdbUrl(domain)}${query}`),
      getting(session, isMx ? "mx" : "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`),
      getting(session, isMx ? "mx" : "http-well-known", `${wellKnownUrl(domain, "http")}${query}`),
    ],
    (exchange) => readAutoconfig(exchange, session),
  );
}

function readAutoconfig({ status, readRoot }: Exchange, session: Session): Reading {
  if (status < 200 || status >= 400) return next("an error of HTTP");
  const provider = child(readRoot(), "emailProvider");
  if (provider === undefined) return next("it is not the settings");
  const first = (name: string, type: string) =>
    children(provider, name).find((node) => node.attributes.get("type") === type);
  const account = {
    ...readServer(first("incomingServer", "imap"), "imap", session),
    ...readServer(first("outgoingServer", "smtp"), "smtp", session),
  };
  if (account.incoming === undefined && account.outgoing === undefined) return next("there is neither IMAP nor SMTP");
  const missing = isComplete(account) ? [] : ["one of the two servers is left to the user"];
  return take({ ...account, remarks: missing });
}

const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  ssl: "tls",
  starttls: "starttls",
  tls: "starttls",
};

/** Nothing is trimmed, but a number that blanks surround is one. */
function readServer(node: XmlNode | undefined, protocol: "imap" | "smtp", session: Session) {
  const hostname = textOf(child(node, "hostname"));
  const port = node && toPort(childText(node, "port"));
  if (node === undefined || hostname === undefined || hostname === "" || port === undefined) return {};
  const server: ConfiguredServer = {
    protocol,
    hostname,
    port,
    socketType: SOCKET_TYPES[textOf(child(node, "socketType"))?.toLowerCase() ?? ""] ?? "plain",
    authentication: "automatic",
    username: fillPlaceholders(textOf(child(node, "username")) ?? "", session),
  };
  return protocol === "imap" ? { incoming: server } : { outgoing: server };
}
