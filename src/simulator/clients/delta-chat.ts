/**
 * Delta Chat: https alone, Autodiscover by GET, and a stop at any 2xx that parses.
 * @see chatmail/core (August 2026) src/configure.rs, src/configure/{auto_mozilla,auto_outlook,server_params}.rs, src/net/http.rs
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  ispdbUrl,
  isSuccess,
  toPort,
  wellKnownUrl,
} from "../reading/autoconfig.ts";
import { poxUrl } from "../reading/pox.ts";
import type { XmlNode } from "../reading/xml.ts";
import { type Exchange, followAbsolute, judge, type Session } from "../session.ts";

const redirects = followAbsolute;

export const deltaChat: Client = {
  id: "deltachat",
  name: "Delta Chat",
  source: "chatmail/core, August 2026",
  async simulate(session) {
    const { domain } = session;
    // All but letters, digits and the full stop.
    const address = encodeURIComponent(session.address).replace(/[-_!~*'()]/g, toPercent);
    const autoconfig = (exchange: Exchange) => readAutoconfig(exchange, session);
    return (
      (await session.firstTaken(
        [
          getting(session, "https-autoconfig", `${autoconfigUrl(domain)}?emailaddress=${address}`, { redirects }),
          getting(session, "https-well-known", wellKnownUrl(domain), { redirects }),
        ],
        autoconfig,
      )) ??
      (await findByPox(session, poxUrl(domain))) ??
      (await findByPox(session, poxUrl(`autodiscover.${domain}`))) ??
      (await session.firstTaken([getting(session, "ispdb", ispdbUrl(domain), { redirects })], autoconfig)) ?? {
        ok: false,
        because: "no settings were found, so it would guess host names",
      }
    );
  },
};

const toPercent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

function readAutoconfig(exchange: Exchange, session: Session): Reading {
  if (!isSuccess(exchange.status)) return next("not 2xx");
  const root = readEvents(exchange);
  if (root === undefined) return next("it is not balanced markup");
  const servers = [...named(root, "incomingserver"), ...named(root, "outgoingserver")].flatMap((node) =>
    readServer(node, session),
  );
  const incoming = servers.find(({ protocol }) => protocol === "imap");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it parses, but holds no pair of servers")
    : take({ incoming, outgoing });
}

/** By an event reader: a body without any markup has no fault in it, and neither has balanced markup of any kind. */
function readEvents({ body, readRoot }: Exchange): XmlNode | undefined {
  return body.includes("<") ? readRoot() : { name: "", attributes: new Map(), children: [], pieces: [] };
}

/** Names of elements are compared in lower case. */
function named(root: XmlNode, name: string): XmlNode[] {
  return root.children.flatMap((node) => [...(node.name.toLowerCase() === name ? [node] : []), ...named(node, name)]);
}

function readServer(node: XmlNode, session: Session): ConfiguredServer[] {
  const [, type] = [...node.attributes].find(([name]) => name.toLowerCase() === "type") ?? [];
  const protocol = PROTOCOLS[type?.toLowerCase() ?? ""];
  const text = (name: string) => fillPlaceholders(lastText(named(node, name).at(-1)) ?? "", session);
  const port = toPort(text("port"));
  const socket = text("sockettype").toLowerCase();
  const socketType = SOCKET_TYPES[socket] ?? automatic(port ?? 0);
  if (protocol === undefined || text("hostname") === "" || port === undefined || text("username") === "") return [];
  return [
    { protocol, hostname: text("hostname"), port, socketType, authentication: "automatic", username: text("username") },
  ];
}

const PROTOCOLS: Readonly<Record<string, "imap" | "smtp">> = { imap: "imap", smtp: "smtp" };
const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  ssl: "tls",
  starttls: "starttls",
  plain: "plain",
};

/** It tries TLS and then STARTTLS on the same port; which of them works the server decides. */
const automatic = (port: number) => ([25, 143, 587].includes(port) ? "starttls" : "tls");

/** References and CDATA are lost, and the last piece of text wins. */
function lastText(node: XmlNode | undefined): string | undefined {
  return node?.pieces
    .filter(({ kind }) => kind === "text")
    .at(-1)
    ?.value.trim();
}

async function findByPox(session: Session, url: string): Promise<Outcome | undefined> {
  let target = url;
  for (let hop = 0; hop < 10; hop++) {
    const exchange = await session.get("pox", target, { redirects });
    const root = readEvents(exchange);
    const redirect = isSuccess(exchange.status) && root !== undefined ? named(root, "redirecturl")[0] : undefined;
    if (redirect === undefined) return judge(exchange, "pox", readPoxAnswer(exchange.status, root, session));
    target = lastText(redirect) ?? "";
    exchange.step.verdict = `followed to ${target}`;
  }
  return undefined;
}

/** Neither the document's other words nor its login are looked at. */
function readPoxAnswer(status: number, root: XmlNode | undefined, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  if (root === undefined) return next("it is not balanced markup");
  const servers = named(root, "protocol").flatMap((node): ConfiguredServer[] => {
    const text = (name: string) => lastText(named(node, name).at(-1));
    const [protocol, hostname] = [PROTOCOLS[text("type")?.toLowerCase() ?? ""], text("server")];
    const port = toPort(text("port"));
    if (protocol === undefined || hostname === undefined || port === undefined) return [];
    const socketType = text("ssl") === "off" ? "plain" : automatic(port);
    return [{ protocol, hostname, port, socketType, authentication: "automatic", username: session.address }];
  });
  const incoming = servers.find(({ protocol }) => protocol === "imap");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it parses, but holds no pair of servers")
    : take({ incoming, outgoing });
}
