/**
 * Evolution: a markup parser that takes the last server of each type, and SRV records beside it.
 * @see GNOME/evolution 3.56.2 src/mail/e-mail-autoconfig.c, src/modules/config-lookup/e-srv-config-lookup.c
 * @module
 */
import { autoconfigUrl, ispdbUrl, isSuccess, wellKnownUrl } from "./autoconfig.ts";
import { type Client, type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { withDav } from "./dav.ts";
import { findBySrv } from "./mail-srv.ts";
import { parentDomain } from "./registrable-domain.ts";
import { type Exchange, judge, type Session } from "./session.ts";
import { descendants, readXml, textOf, type XmlNode } from "./xml.ts";

export const evolution: Client = {
  id: "evolution",
  name: "Evolution",
  source: "GNOME/evolution 3.56.2",
  async simulate(session) {
    const found = await findConfiguration(session);
    if (found?.ok) return withDav(session, found);
    const account = await findBySrv(session, [
      "_imaps._tcp",
      "_imap._tcp",
      "_pop3s._tcp",
      "_pop3._tcp",
      "_submissions._tcp",
      "_submission._tcp",
    ]);
    if (account !== undefined) return withDav(session, { ok: true, mechanism: "srv", account });
    return found ?? { ok: false, because: "nothing was found; the user types it" };
  },
};

/** Asked for the domain; where the last answer was 404, for the host of its mail and each of that host's parents. */
async function findConfiguration(session: Session): Promise<Outcome | undefined> {
  const own = await findAt(session, session.domain);
  if (own.outcome !== undefined || own.status !== 404) return own.outcome;
  const [best] = await session.resolveMx();
  for (let host = best?.exchange ?? ""; host.includes("."); host = parentDomain(host)) {
    const { outcome, status } = await findAt(session, host);
    if (outcome !== undefined || status !== 404) return outcome;
  }
  return undefined;
}

/** What a domain's places hold, with the status of the last one that was asked. */
async function findAt(session: Session, domain: string): Promise<{ outcome?: Outcome; status: number }> {
  const isMx = domain !== session.domain;
  const digest = await session.md5(session.address.toLowerCase());
  const query = `?emailaddress=${encodeURIComponent(session.address)}&emailmd5=${digest}`;
  const places = [
    ["https-autoconfig", `${autoconfigUrl(domain)}${query}`],
    ["http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`],
    ["https-well-known", `${wellKnownUrl(domain)}${query}`],
    ["http-well-known", `${wellKnownUrl(domain, "http")}${query}`],
    ["ispdb", ispdbUrl(domain)],
  ] as const;
  let status = 0;
  for (const [mechanism, url] of places) {
    const exchange = await session.get(isMx && mechanism !== "ispdb" ? "mx" : mechanism, url, OPTIONS);
    status = exchange.status;
    const outcome = judge(exchange, isMx ? "mx" : mechanism, readAutoconfig(exchange, session));
    if (outcome !== undefined) return { outcome, status };
  }
  return { status };
}

const OPTIONS = { headers: { "user-agent": "Evolution/3.56.2" }, timeoutSeconds: 15 };

function readAutoconfig({ status, body }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = body === "" ? undefined : readXml(body);
  if (root === undefined) return next("it is empty or ill-formed");
  const nodes = [...descendants(root, "incomingServer"), ...descendants(root, "outgoingServer")];
  if (nodes.some(({ attributes }) => Array.from(attributes.keys()).some((name) => name !== "type")))
    return next("a server has an attribute besides type");
  // Field by field: what a later server leaves out stays from an earlier one of its type.
  const fields = new Map<string, Map<string, string>>();
  for (const node of nodes) {
    const type = node.attributes.get("type") ?? "";
    const values = fields.get(type) ?? new Map<string, string>();
    for (const name of ["hostname", "port", "username", "socketType", "authentication"]) {
      const value = readTexts(node, name, session).findLast((text) => KNOWN[name]?.includes(text) ?? true);
      if (value !== undefined) values.set(name, value);
    }
    fields.set(type, values);
  }
  const imap = toServer("imap", fields.get("imap"));
  const pop3 = toServer("pop3", fields.get("pop3"));
  const outgoing = toServer("smtp", fields.get("smtp"));
  const incoming = imap ?? pop3;
  return incoming === undefined || outgoing === undefined
    ? stop("well-formed, but without servers: that counts as an answer")
    : take({ incoming, outgoing });
}

/** At any depth, and not trimmed; `%EMAILDOMAIN%` becomes nothing. */
function readTexts(node: XmlNode, name: string, session: Session): string[] {
  return descendants(node, name).map((inner) =>
    (textOf(inner) ?? "")
      .replaceAll("%EMAILADDRESS%", session.address)
      .replaceAll("%EMAILLOCALPART%", session.localPart)
      .replaceAll("%EMAILDOMAIN%", ""),
  );
}

const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = { SSL: "tls", STARTTLS: "starttls" };
const AUTHENTICATIONS: Readonly<Record<string, string>> = {
  "password-cleartext": "password-cleartext",
  plain: "password-cleartext",
  "password-encrypted": "password-encrypted",
};

/** A word that it does not know leaves what an earlier one said. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  socketType: ["plain", ...Object.keys(SOCKET_TYPES)],
  authentication: Object.keys(AUTHENTICATIONS),
};

function toServer(
  protocol: ConfiguredServer["protocol"],
  values: ReadonlyMap<string, string> | undefined,
): ConfiguredServer | undefined {
  const hostname = values?.get("hostname");
  const port = Number(values?.get("port"));
  if (values === undefined || hostname === undefined || !Number.isInteger(port)) return undefined;
  return {
    protocol,
    hostname,
    port,
    socketType: SOCKET_TYPES[values.get("socketType") ?? ""] ?? "plain",
    authentication: AUTHENTICATIONS[values.get("authentication") ?? ""] ?? "automatic",
    username: values.get("username") ?? "",
  };
}
