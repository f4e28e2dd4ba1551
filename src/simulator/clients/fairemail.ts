/**
 * FairEmail: everything is asked and scored; SRV records weigh more than the provider's file. The build of the Play
 * store leaves the provider's own addresses out.
 * @see M66B/FairEmail (August 2026) app/src/main/java/eu/faircode/email/EmailProvider.java,
 *   app/src/extra/java/eu/faircode/email/Misc.java
 * @module
 */

import type { Client } from "../client.ts";
import { type ConfiguredAccount, type ConfiguredServer, next, type Outcome, type Reading, take } from "../outcome.ts";
import { autoconfigUrl, getting, ispdbUrl, toPort, wellKnownUrl } from "../reading/autoconfig.ts";
import { findBySrv } from "../reading/mail-srv.ts";
import { poxRequest, poxUrl, readPox } from "../reading/pox.ts";
import { parentDomain } from "../reading/registrable-domain.ts";
import { child, children, descendants, textOf, type XmlNode } from "../reading/xml.ts";
import { type Exchange, followSameScheme, judge, type Session } from "../session.ts";

export const fairemail: Client = {
  id: "fairemail",
  name: "FairEmail (GitHub, F-Droid)",
  source: "M66B/FairEmail 1.2331, August 2026",
  patience: () => 10,
  simulate: (session) => simulate(session, true),
};

export const fairemailPlay: Client = {
  id: "fairemail-play",
  name: "FairEmail (Play store)",
  source: "M66B/FairEmail 1.2331, August 2026",
  patience: () => 10,
  simulate: (session) => simulate(session, false),
};

const redirects = followSameScheme;
const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };

/** Where the address's own domain gives nothing, the host of its mail and that host's parents are asked likewise. */
async function simulate(session: Session, asksProvider: boolean): Promise<Outcome> {
  const own = await findAt(session, session.domain, asksProvider);
  if (own !== undefined) return own;
  const [best] = await session.resolveMx();
  for (let host = best?.exchange ?? ""; host.includes("."); host = parentDomain(host)) {
    const found = await findAt(session, host, asksProvider);
    if (found?.ok) return { ...found, mechanism: "mx" };
  }
  return { ok: false, because: "nothing was found, so it would scan ports" };
}

/** All are asked; the best score wins: SRV 50, the files 20. */
async function findAt(session: Session, domain: string, asksProvider: boolean): Promise<Outcome | undefined> {
  const services = ["_imaps._tcp", "_imap._tcp", "_submissions._tcp", "_submission._tcp"] as const;
  const srv = await findBySrv(session, services, domain);
  const file = await findByFile(session, domain, asksProvider);
  const pox = asksProvider ? await findByPox(session, domain) : undefined;
  return srv === undefined ? (file ?? pox) : { ok: true, mechanism: "srv", account: srv };
}

async function findByFile(session: Session, domain: string, asksProvider: boolean): Promise<Outcome | undefined> {
  // Neither @ nor + is encoded.
  const query = `?emailaddress=${session.address}`;
  const isOwn = domain === session.domain;
  const places = [
    ["https-autoconfig", autoconfigUrl(domain)],
    ["https-well-known", wellKnownUrl(domain)],
    ["http-autoconfig", autoconfigUrl(domain, "http")],
    ["http-well-known", wellKnownUrl(domain, "http")],
  ] as const;
  const provider = places.map(([mechanism, url]) =>
    getting(session, isOwn ? mechanism : "mx", `${url}${query}`, { headers, redirects }),
  );
  return session.firstTaken(
    [...(asksProvider ? provider : []), getting(session, "ispdb", ispdbUrl(domain), { headers, redirects })],
    (exchange) => readAutoconfig(exchange, session),
  );
}

function readAutoconfig({ status, readRoot }: Exchange, session: Session): Reading {
  if (status !== 200) return next("not 200");
  const root = readRoot();
  const provider = child(root, "emailProvider");
  if (root === undefined || provider === undefined) return next("it is not the settings");
  // The first incoming server of any type ends the search.
  const [first] = children(provider, "incomingServer");
  const incoming = first?.attributes.get("type") === "imap" ? first : undefined;
  const [outgoing] = children(provider, "outgoingServer");
  if (incoming === undefined) return next("the first incoming server is not IMAP");
  if (outgoing?.attributes.get("type") !== "smtp") return next("the first outgoing server is not SMTP");
  // Every user name in the file is read, wherever it stands: the last one wins.
  const username =
    descendants(root, "username")
      .map((node) => textOf(node))
      .at(-1) ?? "%EMAILADDRESS%";
  const login =
    username === "%EMAILADDRESS%" ? session.address : username === "%EMAILLOCALPART%" ? session.localPart : username;
  const receiving = readServer(incoming, "imap", login);
  const sending = readServer(outgoing, "smtp", login);
  return receiving === undefined || sending === undefined
    ? next("a server is incomplete")
    : take({ incoming: receiving, outgoing: sending });
}

/** Values are not trimmed; of a repeated one the last counts. */
function readServer(node: XmlNode, protocol: "imap" | "smtp", username: string): ConfiguredServer | undefined {
  // It reads tag by tag, at any depth.
  const text = (name: string) => textOf(descendants(node, name).at(-1));
  const [hostname, port, socket] = [text("hostname"), toPort(text("port")), text("socketType")];
  if (hostname === undefined || hostname === "" || port === undefined) return undefined;
  const isStarttls = socket === "STARTTLS" || (socket !== "SSL" && (port === 143 || port === 587));
  return {
    protocol,
    hostname,
    port,
    socketType: isStarttls ? "starttls" : "tls",
    authentication: "automatic",
    username,
  };
}

async function findByPox(session: Session, domain: string): Promise<Outcome | undefined> {
  for (const url of [poxUrl(domain), poxUrl(`autodiscover.${domain}`)]) {
    const request = {
      method: "POST",
      url,
      // The platform's default, as the app sets none.
      headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
      body: poxRequest(session.address),
    };
    const exchange = await session.send("pox", request, redirects);
    const outcome = judge(exchange, "pox", readPoxAnswer(exchange, session));
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

function readPoxAnswer({ status, readRoot }: Exchange, session: Session): Reading {
  if (status !== 200) return next("not 200");
  const answer = readPox(readRoot());
  if (answer?.accountType !== "email" || answer.action !== "settings" || !answer.isHeadFirst)
    return next("AccountType email and Action settings do not stand before the protocols");
  const found: { incoming?: ConfiguredServer; outgoing?: ConfiguredServer } = {};
  for (const { type, server, port } of answer.protocols) {
    if (server === undefined || port === undefined) continue;
    // Only 143 and 587 are STARTTLS to it; the document's own words are not read.
    const rest = { hostname: server, port, authentication: "automatic", username: session.address };
    if (type === "IMAP") found.incoming = { ...rest, protocol: "imap", socketType: port === 143 ? "starttls" : "tls" };
    if (type === "SMTP") found.outgoing = { ...rest, protocol: "smtp", socketType: port === 587 ? "starttls" : "tls" };
  }
  const account: ConfiguredAccount = found;
  return account.incoming === undefined || account.outgoing === undefined
    ? next("IMAP or SMTP is missing")
    : take(account);
}
