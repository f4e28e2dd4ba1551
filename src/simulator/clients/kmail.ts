/**
 * KMail: the ISPDB comes first; any authentication beats the password in clear.
 * @see KDE/kmail-account-wizard (July 2026) src/ispdbservice.cpp, src/ispdb/serverconfiguration.cpp
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Reading, stop, take } from "../outcome.ts";
import { autoconfigUrl, fillPlaceholders, getting, ispdbUrl, toPort, wellKnownUrl } from "../reading/autoconfig.ts";
import { child, children, textOf, type XmlNode } from "../reading/xml.ts";
import type { Exchange, Session } from "../session.ts";

export const kmail: Client = {
  id: "kmail",
  name: "KMail",
  source: "KDE/kmail-account-wizard, July 2026",
  async simulate(session) {
    const { domain } = session;
    let wasXml = false;
    const found = await session.firstTaken(
      [
        getting(session, "ispdb", ispdbUrl(domain)),
        getting(session, "https-autoconfig", autoconfigUrl(domain)),
        getting(session, "http-autoconfig", autoconfigUrl(domain, "http")),
        getting(session, "https-well-known", wellKnownUrl(domain)),
      ],
      (exchange) => {
        wasXml = exchange.readRoot() !== undefined;
        return readAutoconfig(exchange, session);
      },
    );
    if (found !== undefined) return found;
    // The body of an error is parsed as well; where the last one is XML, even the message is missing.
    return {
      ok: false,
      because: wasXml ? "nothing was found, and it does not say so" : "no configuration was found; the user types it",
    };
  },
};

function readAutoconfig({ status, readRoot }: Exchange, session: Session): Reading {
  if (status !== 200) return next("not 200");
  const root = readRoot();
  const provider = root?.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return stop("200, but not the settings: a dead end");
  const servers = [...children(provider, "incomingServer"), ...children(provider, "outgoingServer")].flatMap((node) =>
    readServer(node, session),
  );
  const incoming =
    servers.find(({ protocol }) => protocol === "imap") ?? servers.find(({ protocol }) => protocol === "pop3");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined ? stop("no pair of servers") : take({ incoming, outgoing });
}

const AUTHENTICATIONS: Readonly<Record<string, string>> = {
  "password-encrypted": "password-encrypted",
  secure: "password-encrypted",
  NTLM: "NTLM",
  GSSAPI: "GSSAPI",
  "client-ip-based": "client-IP-address",
  none: "none",
  OAuth2: "OAuth2",
};

function readServer(node: XmlNode, session: Session): ConfiguredServer[] {
  const type = node.attributes.get("type");
  const protocol = type === "imap" || type === "pop3" || type === "smtp" ? type : undefined;
  const text = (name: string) => fillPlaceholders(textOf(children(node, name).at(-1)) ?? "", session);
  const port = toPort(text("port"));
  if (protocol === undefined || port === undefined || text("hostname") === "") return [];
  const socket = text("socketType");
  return [
    {
      protocol,
      hostname: text("hostname"),
      port,
      socketType: socket === "plain" ? "plain" : socket === "STARTTLS" ? "starttls" : "tls",
      // The password in clear is where it starts from, and never settles the choice.
      authentication:
        children(node, "authentication")
          .map((element) => AUTHENTICATIONS[textOf(element) ?? ""])
          .find((word) => word !== undefined) ?? "password-cleartext",
      username: text("username"),
    },
  ];
}
