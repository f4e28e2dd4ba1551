/**
 * Himalaya (pimconf): PACC with its digest in DNS, then autoconfig, a TXT record, and SRV.
 * @see pimalaya/io-discovery (May 2026) src/{pacc,autoconfig,rfc6186}
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Reading, take } from "../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  ispdbUrl,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "../reading/autoconfig.ts";
import { findBySrv } from "../reading/mail-srv.ts";
import { registrableDomain } from "../reading/registrable-domain.ts";
import { child, children, childText, descendants, type XmlNode } from "../reading/xml.ts";
import { type Exchange, judge, type Session } from "../session.ts";

export const himalaya: Client = {
  id: "himalaya",
  name: "Himalaya",
  source: "pimalaya/io-discovery, May 2026",
  async simulate(session) {
    const { domain } = session;
    const pacc = await session.get(
      "pacc",
      `https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json`,
    );
    const digests = pacc.status === 200 ? await session.resolveTxt("pacc", `_ua-auto-config.${domain}`) : [];
    const byPacc = judge(pacc, "pacc", await readPacc(pacc, digests, session));
    if (byPacc !== undefined) return byPacc;
    const read = (exchange: Exchange) => readAutoconfig(exchange, session);
    const query = `?emailaddress=${encodeURIComponent(session.address)}`;
    const file = await session.firstTaken(
      [
        getting(session, "https-autoconfig", `${autoconfigUrl(domain)}${query}`),
        getting(session, "https-well-known", wellKnownUrl(domain)),
        getting(session, "ispdb", ispdbUrl(domain)),
      ],
      read,
    );
    if (file !== undefined) return file;
    const [best] = await session.resolveMx();
    if (best !== undefined) {
      const url = `${autoconfigUrl(registrableDomain(best.exchange))}${query}`;
      const byMx = await session.firstTaken([getting(session, "mx", url)], read);
      if (byMx !== undefined) return byMx;
    }
    const named = (await session.resolveTxt("txt", domain)).find((text) => text.startsWith("mailconf="));
    if (named !== undefined) {
      const byTxt = await session.firstTaken([getting(session, "txt", named.slice("mailconf=".length))], read);
      if (byTxt !== undefined) return byTxt;
    }
    const srv = await findBySrv(session, ["_imaps._tcp", "_imap._tcp", "_submissions._tcp", "_submission._tcp"]);
    return srv === undefined
      ? { ok: false, because: "nothing was found; the user types it" }
      : { ok: true, mechanism: "srv", account: srv };
  },
};

/** Implicit TLS and whole addresses are understood; hosts come without ports. */
async function readPacc({ status, body }: Exchange, digests: readonly string[], session: Session): Promise<Reading> {
  if (status !== 200) return next("not 200");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const digest = btoa(String.fromCharCode(...new Uint8Array(hash)));
  if (!digests.some((text) => text.replace(/\s/g, "") === `v=UAAC1;a=sha256;d=${digest}`))
    return next("no TXT record holds the digest of these bytes");
  const protocols = member(parseJson(body), "protocols");
  const host = (name: string) => {
    const value = member(member(protocols, name), "host");
    return typeof value === "string" ? value : undefined;
  };
  const server = (protocol: ConfiguredServer["protocol"], hostname: string, port: number): ConfiguredServer => ({
    protocol,
    hostname,
    port,
    socketType: "tls",
    authentication: "automatic",
    username: session.address,
  });
  const [imap, pop3, smtp] = [host("imap"), host("pop3"), host("smtp")];
  const incoming = imap !== undefined ? server("imap", imap, 993) : pop3 && server("pop3", pop3, 995);
  return incoming && smtp !== undefined
    ? take({ incoming, outgoing: server("smtp", smtp, 465) })
    : next("no pair of servers");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

const AUTHENTICATIONS = [
  "password-cleartext",
  "password-encrypted",
  "OAuth2",
  "NTLM",
  "GSSAPI",
  "client-IP-address",
  "TLS-client-cert",
  "none",
];

/** Typed: a word that is not in the draft refuses the file. */
function readAutoconfig({ status, readRoot }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = readRoot();
  const provider = child(root, "emailProvider");
  if (root === undefined || provider === undefined) return next("it is not the settings");
  for (const oauth of descendants(root, "oAuth2"))
    for (const name of ["issuer", "scope", "authURL", "tokenURL"])
      if (childText(oauth, name) === undefined) return next(`the whole file is refused: oAuth2 has no ${name}`);
  const servers = [...children(provider, "incomingServer"), ...children(provider, "outgoingServer")].map((node) =>
    readServer(node, session),
  );
  const fault = servers.find((server) => typeof server === "string");
  if (typeof fault === "string") return next(`the whole file is refused: ${fault}`);
  const usable = servers.filter((server) => typeof server !== "string");
  const incoming = usable.find(({ protocol }) => protocol !== "smtp");
  const outgoing = usable.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined ? next("no pair of servers") : take({ incoming, outgoing });
}

function readServer(node: XmlNode, session: Session): ConfiguredServer | string {
  const type = node.attributes.get("type");
  const protocol = type === "imap" || type === "pop3" || type === "smtp" ? type : undefined;
  if (protocol === undefined) return `the type ${type ?? ""}`;
  const text = (name: string) => fillPlaceholders(childText(node, name) ?? "", session);
  const port = toPort(text("port"));
  const socketType = SOCKET_TYPES[text("socketType")];
  const authentications = children(node, "authentication").map((element) => element.pieces[0]?.value ?? "");
  if (authentications.some((word) => !AUTHENTICATIONS.includes(word))) return "an authentication that it does not know";
  if (port === undefined || socketType === undefined || text("hostname") === "") return "a value is missing";
  const [authentication = "automatic"] = authentications;
  return { protocol, hostname: text("hostname"), port, socketType, authentication, username: text("username") };
}
