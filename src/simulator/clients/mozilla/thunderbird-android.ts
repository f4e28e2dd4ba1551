/**
 * Thunderbird for Android and K-9 Mail: the first trusted answer by priority; one bad server spoils the file.
 * @see thunderbird/thunderbird-android (August 2026) feature/autodiscovery/autoconfig/src/main/kotlin/app/k9mail/
 *   autodiscovery/autoconfig/{RealAutoconfigParser,RealAutoconfigFetcher,MxLookupAutoconfigDiscovery,OkHttpFetcher}.kt
 * @module
 */

import type { Client } from "../../client.ts";
import { isOAuth2SiteOfThunderbirdAndroid } from "../../oauth2-sites.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, take } from "../../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  isHostname,
  ispdbUrl,
  isSuccess,
  toPort,
  wellKnownUrl,
} from "../../reading/autoconfig.ts";
import { parentDomain, registrableDomain } from "../../reading/registrable-domain.ts";
import { child, children, textOf, type XmlNode } from "../../reading/xml.ts";
import { type Exchange, judge, type Session } from "../../session.ts";

export const thunderbirdAndroid: Client = {
  id: "thunderbird-android",
  name: "Thunderbird for Android, K-9 Mail",
  source: "thunderbird/thunderbird-android, August 2026",
  patience: () => 10,
  async simulate(session) {
    const { domain } = session;
    const read = (exchange: Exchange) => readAutoconfig(exchange, session);
    const best = await session.bestOf(
      [
        getting(session, "https-autoconfig", autoconfigUrl(domain)),
        getting(session, "https-well-known", wellKnownUrl(domain)),
        getting(session, "http-autoconfig", autoconfigUrl(domain, "http")),
        getting(session, "http-well-known", wellKnownUrl(domain, "http")),
        getting(session, "ispdb", ispdbUrl(domain)),
      ],
      (exchange) => {
        const reading = read(exchange);
        return reading.verdict === "take" ? undefined : reading.because;
      },
    );
    const found = best && judge(best.exchange, best.mechanism, read(best.exchange));
    return (
      found ?? (await findByMx(session)) ?? { ok: false, because: "no configuration was found; the user types it" }
    );
  },
};

/** Last in priority, and one after the other. The mail host's own site must differ from the address's. */
async function findByMx(session: Session): Promise<Outcome | undefined> {
  const [best] = await session.resolveMx();
  const site = best && registrableDomain(best.exchange);
  if (best === undefined || site === undefined || site === session.domain) return undefined;
  const domains = [...new Set([parentDomain(best.exchange), site])];
  return session.firstTaken(
    domains.flatMap((domain) => [
      getting(session, "mx", autoconfigUrl(domain)),
      getting(session, "ispdb", ispdbUrl(domain)),
    ]),
    (exchange) => readAutoconfig(exchange, session),
  );
}

/** Read as UTF-8 whatever the declaration says; the content type is not looked at. */
function readAutoconfig({ status, readRoot, urls }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = readRoot();
  const provider = root?.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return next("it is not readable as settings");
  if (!isHostname(provider.attributes.get("id"))) return next("the id is no host name");
  if (!children(provider, "domain").some((node) => isHostname(fillPlaceholders(textOf(node)?.trim() ?? "", session))))
    return next("there is no domain");
  const incoming: ConfiguredServer[] = [];
  const outgoing: ConfiguredServer[] = [];
  for (const node of provider.children) {
    const type = node.attributes.get("type");
    const list =
      node.name === "incomingServer" && type === "imap"
        ? incoming
        : node.name === "outgoingServer" && type === "smtp"
          ? outgoing
          : undefined;
    if (list === undefined) continue;
    const server = readServer(node, session);
    // Not only that server: an exception ends the reading of the file.
    if (typeof server === "string") return next(`the whole file is refused: ${server}`);
    if (server !== undefined) list.push(server);
  }
  if (incoming[0] === undefined) return next("no IMAP server that it can use");
  if (outgoing[0] === undefined) return next("no SMTP server that it can use");
  const remarks = urls.every((url) => url.startsWith("https:"))
    ? []
    : ["the user has to trust settings that came by http"];
  return take({ incoming: incoming[0], outgoing: outgoing[0], remarks });
}

const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = { SSL: "tls", STARTTLS: "starttls" };
const AUTHENTICATIONS = ["OAuth2", "password-cleartext", "password-encrypted"];

/** A text says what kills the file; `undefined` is a server without a way to log in that the app knows. */
function readServer(node: XmlNode, session: Session): ConfiguredServer | string | undefined {
  // The parser does not skip unknown children as a whole: what is nested in them counts too.
  const values = new Map<string, string[]>();
  for (const inner of flatten(node)) {
    if (VALUES.has(inner.name) && inner.children.length > 0) return `${inner.name} holds elements`;
    values.set(inner.name, [...(values.get(inner.name) ?? []), textOf(inner) ?? ""]);
  }
  const last = (name: string) => values.get(name)?.at(-1);
  const sockets = values.get("socketType") ?? [];
  if (sockets.some((word) => !Object.hasOwn(SOCKET_TYPES, word))) return "a socketType is neither SSL nor STARTTLS";
  const socketType = SOCKET_TYPES[sockets.at(-1) ?? ""];
  const hostname = fillPlaceholders(last("hostname")?.trim() ?? "", session);
  const port = toPort(last("port"));
  const username = fillPlaceholders(last("username")?.trim() ?? "", session);
  if (socketType === undefined || !isHostname(hostname) || port === undefined || username === "")
    return "host name, port, socketType or user name is missing";
  const known = (values.get("authentication") ?? [])
    .map((word) => word.trim())
    .filter((word) => AUTHENTICATIONS.includes(word));
  if (known.length === 0) return "no authentication that it knows";
  const authentication = known.find((word) => word !== "OAuth2" || isOAuth2SiteOfThunderbirdAndroid(hostname));
  if (authentication === undefined) return undefined;
  return {
    protocol: node.name === "incomingServer" ? "imap" : "smtp",
    hostname,
    port,
    socketType,
    authentication,
    username,
  };
}

const VALUES: ReadonlySet<string> = new Set(["hostname", "port", "socketType", "authentication", "username"]);

function flatten(node: XmlNode): XmlNode[] {
  return node.children.flatMap((inner) => [inner, ...flatten(inner)]);
}
