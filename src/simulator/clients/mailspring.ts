/**
 * Mailspring: two places over https without a query; anything but the local part is taken for the whole address.
 * @see Foundry376/Mailspring (August 2026) app/internal_packages/onboarding/lib/onboarding-helpers.ts
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Reading, stop, take } from "../outcome.ts";
import { autoconfigUrl, getting, isSuccess, SOCKET_TYPES, toPort, wellKnownUrl } from "../reading/autoconfig.ts";
import { bareChildText, children, type XmlNode } from "../reading/xml.ts";
import type { Exchange, Session } from "../session.ts";

export const mailspring: Client = {
  id: "mailspring",
  name: "Mailspring",
  source: "Foundry376/Mailspring 1.23, August 2026",
  async simulate(session) {
    const { domain } = session;
    const found = await session.firstTaken(
      [
        getting(session, "https-autoconfig", autoconfigUrl(domain)),
        getting(session, "https-well-known", wellKnownUrl(domain)),
      ],
      (exchange) => readAutoconfig(exchange, session),
    );
    return found ?? { ok: false, because: "nothing was found, so it fills in imap. and smtp." };
  },
};

function readAutoconfig({ status, body, readRoot }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = body === "" ? { name: "", children: [], attributes: new Map(), pieces: [] } : readRoot();
  if (root === undefined) return next("it is not well-formed");
  const providers = children(root, "emailProvider");
  const provider =
    providers.length > 1 ? providers.find(({ attributes }) => attributes.get("id") === session.domain) : providers[0];
  if (root.name !== "clientConfig" || provider === undefined) return stop("well-formed, but not the settings");
  const find = (name: string, type: string) =>
    children(provider, name).find(({ attributes }) => attributes.get("type") === type);
  const incoming = readServer(find("incomingServer", "imap"), "imap", session);
  const outgoing = readServer(find("outgoingServer", "smtp"), "smtp", session);
  return incoming === undefined || outgoing === undefined
    ? stop("it has no IMAP server, or none to send by")
    : take({ incoming, outgoing });
}

function readServer(
  node: XmlNode | undefined,
  protocol: "imap" | "smtp",
  session: Session,
): ConfiguredServer | undefined {
  const hostname = node && bareChildText(node, "hostname");
  const port = node && toPort(bareChildText(node, "port"));
  if (node === undefined || hostname === undefined || port === undefined) return undefined;
  const sockets = children(node, "socketType");
  return {
    protocol,
    hostname,
    port,
    socketType:
      (sockets.length === 1 ? SOCKET_TYPES[bareChildText(node, "socketType") ?? ""] : undefined) ?? "starttls",
    authentication: "automatic",
    username: bareChildText(node, "username") === "%EMAILLOCALPART%" ? session.localPart : session.address,
  };
}
