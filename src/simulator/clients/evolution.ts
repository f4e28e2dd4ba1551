/**
 * Evolution: a markup parser that takes the last server of each type, and SRV records beside it.
 * @see GNOME/evolution 3.56.2 src/mail/e-mail-autoconfig.c,
 *   src/modules/config-lookup/{e-srv-config-lookup,e-webdav-config-lookup}.c
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "../outcome.ts";
import { autoconfigUrl, ispdbUrl, isSuccess, wellKnownUrl } from "../reading/autoconfig.ts";
import { findDav } from "../reading/dav.ts";
import { findBySrv } from "../reading/mail-srv.ts";
import { parentDomain } from "../reading/registrable-domain.ts";
import { descendants, textOf, type XmlNode } from "../reading/xml.ts";
import { type Exchange, judge, type Session } from "../session.ts";

export const evolution: Client = {
  id: "evolution",
  name: "Evolution",
  source: "GNOME/evolution 3.56.2",
  patience: () => 15,
  async simulate(session) {
    // All are asked beside each other; for mail the file has priority.
    const found = await findConfiguration(session);
    const account = await findBySrv(session, [
      "_imaps._tcp",
      "_imap._tcp",
      "_pop3s._tcp",
      "_pop3._tcp",
      "_submissions._tcp",
      "_submission._tcp",
    ]);
    const collections = await findDav(session, "PROPFIND");
    const mail: Outcome | undefined =
      account === undefined || found?.ok ? found : { ok: true, mechanism: "srv", account };
    if (!mail?.ok) return mail ?? { ok: false, because: "nothing was found; the user types it" };
    return { ...mail, account: { ...mail.account, ...(collections.ok ? collections.account : {}) } };
  },
};

/** The address's own domain; after a 404 at the last place, the mail host and each of its parents in the same way. */
async function findConfiguration(session: Session): Promise<Outcome | undefined> {
  const digest = await session.md5(session.address.toLowerCase());
  const query = `?emailaddress=${encodeURIComponent(session.address)}&emailmd5=${digest}`;
  const own = await findAt(session, session.domain, query);
  if (own.outcome !== undefined || own.status !== 404) return own.outcome;
  const [best] = await session.resolveMx();
  for (let host = best?.exchange ?? ""; host.includes("."); host = parentDomain(host)) {
    const { outcome, status } = await findAt(session, host, query);
    if (outcome !== undefined || status !== 404) return outcome;
  }
  return undefined;
}

/** `status` is that of the last place. */
async function findAt(session: Session, domain: string, query: string) {
  const isMx = domain !== session.domain;
  const places = [
    [isMx ? "mx" : "https-autoconfig", `${autoconfigUrl(domain)}${query}`],
    [isMx ? "mx" : "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`],
    [isMx ? "mx" : "https-well-known", `${wellKnownUrl(domain)}${query}`],
    [isMx ? "mx" : "http-well-known", `${wellKnownUrl(domain, "http")}${query}`],
    ["ispdb", ispdbUrl(domain)],
  ] as const;
  let status = 0;
  for (const [mechanism, url] of places) {
    const exchange = await session.get(mechanism, url, { headers: USER_AGENT });
    status = exchange.status;
    const outcome = judge(exchange, mechanism, readAutoconfig(exchange, session));
    if (outcome !== undefined) return { outcome, status };
  }
  return { outcome: undefined, status };
}

const USER_AGENT = { "user-agent": "Evolution/3.56.2" };

function readAutoconfig({ status, body, readRoot }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = body === "" ? undefined : readRoot();
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
