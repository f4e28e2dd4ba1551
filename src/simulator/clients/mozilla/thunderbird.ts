/**
 * Thunderbird desktop: autoconfig in parallel with fixed priority, and a track of its own for Exchange.
 * @see thunderbird/thunderbird-desktop 153 mail/components/accountcreation/modules/{FindConfig,FetchConfig,FetchHTTP,
 *   readFromXML,AccountConfig}.sys.mjs, mailnews/base/src/OAuth2Providers.sys.mjs,
 *   mailnews/addrbook/modules/CardDAVUtils.sys.mjs, calendar/providers/caldav/CalDavProvider.sys.mjs
 * @module
 */

import type { Client } from "../../client.ts";
import { isOAuth2SiteOfThunderbird } from "../../oauth2-sites.ts";
import {
  type ConfiguredAccount,
  type ConfiguredServer,
  type Outcome,
  type Reading,
  stop,
  take,
} from "../../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  isHostname,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "../../reading/autoconfig.ts";
import { findDav } from "../../reading/dav.ts";
import { jxonValue } from "../../reading/jxon.ts";
import { parentDomain, registrableDomain } from "../../reading/registrable-domain.ts";
import { child, children, type XmlNode } from "../../reading/xml.ts";
import { type Attempt, type Exchange, judge, type Session } from "../../session.ts";
import { findExchange, XML_TYPES } from "./thunderbird-exchange.ts";

export const thunderbird: Client = {
  id: "thunderbird-desktop",
  name: "Thunderbird",
  source: "thunderbird/thunderbird-desktop 153.7.0",
  patience: (mechanism) => (mechanism === "ispdb" ? 10 : 5),
  async simulate(session) {
    const found = await findConfiguration(session);
    // The Exchange track runs beside and is always awaited: it decides only where nothing else was found, but asks the
    // user about unknown hosts even where something was.
    const { outcome: exchange, remarks } = await findExchange(session, found?.ok ?? false);
    const outcome = found?.ok ? found : exchange?.ok ? exchange : (found ?? exchange);
    if (outcome === undefined) return { ok: false, because: "no settings were found, so it would guess host names" };
    if (!outcome.ok) return outcome;
    return {
      ...outcome,
      account: { ...outcome.account, ...(await findCollections(session, outcome.account)), remarks },
    };
  },
};

/** Once the account is there: calendars and contacts of the domain, else of the incoming server if it is of the same site. */
async function findCollections(session: Session, { incoming }: ConfiguredAccount) {
  const own = await findDav(session, "PROPFIND");
  if (own.ok) return own.account;
  const host = incoming?.hostname ?? session.domain;
  if (host === session.domain || registrableDomain(host) !== registrableDomain(session.domain)) return {};
  const beside = await findDav(session, "PROPFIND", host);
  return beside.ok ? beside.account : {};
}

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

/** The best 2xx is chosen before anything is parsed as settings, and hides the others for good. */
async function bestSuccess(session: Session, attempts: readonly Attempt[]): Promise<Outcome | undefined> {
  const best = await session.bestOf(attempts, ({ status, contentType, readRoot }) => {
    if (!isSuccess(status)) return "not 2xx";
    // The engine parses what calls itself XML while it fetches.
    return XML_TYPES.test(contentType) && readRoot() === undefined ? "it is not well-formed" : undefined;
  });
  return best && judge(best.exchange, best.mechanism, readAutoconfig(best.exchange, session));
}

function readAutoconfig({ contentType, readRoot }: Exchange, session: Session): Reading {
  if (!XML_TYPES.test(contentType)) return stop("the content type is not that of XML");
  const root = readRoot();
  const provider = root?.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return stop("there is no emailProvider");
  if (!isHostname(provider.attributes.get("id"))) return stop("the id is no host name");
  if (!children(provider, "domain").some((domain) => isHostname(jxonValue(domain)))) return stop("there is no domain");
  const incoming = children(provider, "incomingServer").flatMap((server) => readServer(server, session));
  const outgoing = children(provider, "outgoingServer").flatMap((server) => readServer(server, session));
  if (incoming[0] === undefined) return stop("no incoming server that it can use");
  if (outgoing[0] === undefined) return stop("no outgoing server that it can use");
  return take({ incoming: incoming[0], outgoing: outgoing[0] });
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
    .find((word) => word !== undefined && (word !== "OAuth2" || isOAuth2SiteOfThunderbird(hostname)));
  if (protocol === undefined || !isHostname(hostname) || port === undefined) return [];
  if (socketType === undefined || authentication === undefined) return [];
  const username = jxonValue(child(node, "username")) ?? (isOutgoing ? "" : "undefined");
  return [{ protocol, hostname, port, socketType, authentication, username: fillPlaceholders(username, session) }];
}
