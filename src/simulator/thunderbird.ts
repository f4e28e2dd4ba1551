/**
 * Thunderbird desktop: autoconfig in parallel with fixed priority, and a track of its own for Exchange.
 * @see thunderbird/thunderbird-desktop 153 mail/components/accountcreation/modules/{FindConfig,FetchConfig,FetchHTTP,
 *   readFromXML,ExchangeAutoDiscover,AccountConfig}.sys.mjs, mailnews/base/src/{JXON,OAuth2Providers}.sys.mjs
 * @module
 */

import type { Attempt } from "./autoconfig.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  isHostname,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "./autoconfig.ts";
import { type Client, type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox, socketTypeByPort } from "./pox.ts";
import { parentDomain, registrableDomain } from "./registrable-domain.ts";
import { type Exchange, judge, type Session } from "./session.ts";
import { child, children, readXml, textOf, type XmlNode } from "./xml.ts";

export const thunderbird: Client = {
  id: "thunderbird-desktop",
  name: "Thunderbird",
  source: "thunderbird/thunderbird-desktop 153.7.0",
  async simulate(session) {
    const found = await findConfiguration(session);
    // The Exchange track runs beside and is always awaited; it decides only where nothing else was found.
    const exchange = await findExchange(session);
    if (found?.ok) return found;
    if (exchange?.ok) return exchange;
    return found ?? exchange ?? { ok: false, because: "no settings were found, so it would guess host names" };
  },
};

async function findConfiguration(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  const query = `?emailaddress=${encodeURIComponent(session.address)}`;
  const provider = await bestSuccess(session, [
    getting(session, "https-autoconfig", `${autoconfigUrl(domain)}${query}`),
    getting(session, "https-well-known", `${wellKnownUrl(domain)}${query}`),
    getting(session, "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`),
    getting(session, "http-well-known", `${wellKnownUrl(domain, "http")}${query}`),
  ]);
  if (provider?.ok) return provider;
  const ispdb = await bestSuccess(session, [getting(session, "ispdb", ispdbOf(domain))]);
  return ispdb?.ok ? ispdb : ((await findByMx(session, query)) ?? provider ?? ispdb);
}

const ispdbOf = (domain: string) => `https://live.thunderbird.net/autoconfig/v1.1/${domain}`;

async function findByMx(session: Session, query: string): Promise<Outcome | undefined> {
  const [best] = await session.resolveMx();
  if (best === undefined) return undefined;
  const registrable = registrableDomain(best.exchange);
  if (registrable === session.domain) return undefined;
  for (const domain of new Set([parentDomain(best.exchange), registrable])) {
    const found =
      (await bestSuccess(session, [getting(session, "mx", `${autoconfigUrl(domain)}${query}`)])) ??
      (await bestSuccess(session, [getting(session, "ispdb", ispdbOf(domain))]));
    if (found?.ok) return found;
  }
  return undefined;
}

/** All are asked at once; the best 2xx is chosen before anything is parsed, and hides the others for good. */
async function bestSuccess(session: Session, attempts: readonly Attempt[]): Promise<Outcome | undefined> {
  const exchanges: { exchange: Exchange; attempt: Attempt }[] = [];
  for (const attempt of attempts) exchanges.push({ attempt, exchange: await attempt.ask() });
  const chosen = exchanges.find(({ exchange }) => isSuccess(exchange.status));
  for (const { exchange } of exchanges)
    exchange.step.verdict = isSuccess(exchange.status) ? "aborted: another has priority" : "next: not 2xx";
  return chosen && judge(chosen.exchange, chosen.attempt.mechanism, readAutoconfig(chosen.exchange, session));
}

const XML_TYPES = /^(?:text\/xml|application\/xml|text\/rdf)/;

function readAutoconfig({ contentType, body }: Exchange, session: Session): Reading {
  if (!XML_TYPES.test(contentType)) return stop("the content type is not that of XML");
  const root = readXml(body);
  if (root === undefined) return stop("it is not well-formed");
  const provider = root.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return stop("there is no emailProvider");
  if (!isHostname(provider.attributes.get("id"))) return stop("the id is no host name");
  if (!children(provider, "domain").some((domain) => isHostname(jxonValue(domain)))) return stop("there is no domain");
  const incoming = children(provider, "incomingServer").flatMap((server) => readServer(server, session));
  const outgoing = children(provider, "outgoingServer").flatMap((server) => readServer(server, session));
  if (incoming[0] === undefined) return stop("no incoming server that it can use");
  if (outgoing[0] === undefined) return stop("no outgoing server that it can use");
  return take({ incoming: incoming[0], outgoing: outgoing[0] });
}

/** JXON: an attribute makes the value an object, and what looks like a number or a boolean becomes one. */
function jxonValue(node: XmlNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.attributes.size > 0) return "[object Object]";
  const text = textOf(node) ?? "";
  if (text === "") return "true";
  return /^\d+$/.test(text.trim()) ? String(Number(text)) : text;
}

const AUTHENTICATIONS: Readonly<Record<string, string>> = {
  "password-cleartext": "password-cleartext",
  plain: "password-cleartext",
  "password-encrypted": "password-encrypted",
  secure: "password-encrypted",
  GSSAPI: "GSSAPI",
  NTLM: "NTLM",
  OAuth2: "OAuth2",
};
const OUTGOING_AUTHENTICATIONS: Readonly<Record<string, string>> = {
  ...AUTHENTICATIONS,
  none: "none",
  "client-IP-address": "client-IP-address",
  "smtp-after-pop": "none",
};

/** Sites whose OAuth2 is built in. */
const OAUTH2_SITES =
  /(?:^|\.)(?:google(?:mail)?\.com|gmail\.com|office365\.com|outlook\.com|yahoo\.com|att\.net|aol\.com|yandex\.(?:com|ru)|mail\.ru|fastmail\.com|comcast\.net|thundermail\.com)$/;

function readServer(node: XmlNode, session: Session): ConfiguredServer[] {
  const isOutgoing = node.name === "outgoingServer";
  const type = node.attributes.get("type") ?? "";
  const protocol = isOutgoing
    ? type === "smtp"
      ? "smtp"
      : undefined
    : type === "imap" || type === "pop3"
      ? type
      : undefined;
  const hostname = fillPlaceholders((jxonValue(child(node, "hostname")) ?? "").trim(), session);
  const port = toPort(jxonValue(child(node, "port"))?.trim());
  const socketType = children(node, "socketType")
    .map((element) => SOCKET_TYPES[jxonValue(element) ?? ""])
    .find((known) => known !== undefined);
  const words = isOutgoing ? OUTGOING_AUTHENTICATIONS : AUTHENTICATIONS;
  const authentication = children(node, "authentication")
    .map((element) => words[jxonValue(element) ?? ""])
    .find((word) => word !== undefined && (word !== "OAuth2" || OAUTH2_SITES.test(hostname)));
  if (protocol === undefined || !isHostname(hostname) || port === undefined) return [];
  if (socketType === undefined || authentication === undefined) return [];
  const username = jxonValue(child(node, "username")) ?? (isOutgoing ? "" : "undefined");
  return [{ protocol, hostname, port, socketType, authentication, username: fillPlaceholders(username, session) }];
}

async function findExchange(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  for (const url of [poxUrl(`autodiscover.${domain}`), poxUrl(domain), poxUrl(`autodiscover.${domain}`, "http")]) {
    const found = await askExchange(session, url);
    if (found !== undefined) return found;
  }
  const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
  // The record's port is not looked at.
  return service && askExchange(session, poxUrl(service.target));
}

async function askExchange(session: Session, url: string): Promise<Outcome | undefined> {
  const headers = { "content-type": "text/xml; charset=utf-8" };
  const request = { method: "POST", url, headers, body: poxRequest(session.address) };
  let exchange = await session.send("pox", request);
  if (exchange.location !== undefined && exchange.status < 400) {
    const target = URL.parse(exchange.location, url);
    if (target === null || registrableDomain(target.hostname) !== registrableDomain(session.domain)) {
      exchange.step.verdict = "next: the user would be asked about another domain's name";
      return undefined;
    }
    exchange.step.verdict = "followed: the engine asks the target by GET";
    exchange = await session.get("pox", target.href);
    if (!isSuccess(exchange.status)) exchange = await session.send("pox", { ...request, url: target.href });
  }
  return judge(exchange, "pox", readExchange(exchange, session));
}

function readExchange({ status, contentType, body }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  if (!XML_TYPES.test(contentType)) return stop("the content type is not that of XML");
  const answer = readPox(body);
  if (answer === undefined) return stop("it is no Autodiscover document");
  if (answer.errorCode !== undefined) return stop(`error ${answer.errorCode}`);
  const servers = answer.protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it has no complete pair of servers")
    : take({ incoming, outgoing });
}

const POX_TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };

function toServer(
  { type, server, port, ssl, encryption, spa, loginName }: PoxProtocol,
  session: Session,
): ConfiguredServer[] {
  const protocol = POX_TYPES[type];
  if (protocol === undefined || server === undefined || port === undefined) return [];
  const isPlain = ssl?.toLowerCase() === "off" || encryption?.toLowerCase() === "none";
  return [
    {
      protocol,
      hostname: server,
      port,
      socketType: isPlain ? "plain" : socketTypeByPort(port),
      authentication: spa?.toLowerCase() === "on" ? "password-encrypted" : "password-cleartext",
      username:
        loginName !== undefined && /^\d+$/.test(loginName) ? String(Number(loginName)) : (loginName ?? session.address),
    },
  ];
}
