/**
 * Mustang (Parula): the domain has to be listed. Autodiscover comes after autoconfig, in ./mustang-exchange.ts.
 * @see mustang-im/mustang (August 2026) app/logic/Mail/AutoConfig/{findConfig,fetchConfig,readConfig}.ts
 * @module
 */

import type { Client } from "../../client.ts";
import { type ConfiguredServer, type Outcome, type Reading, stop, take } from "../../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "../../reading/autoconfig.ts";
import { registrableDomain } from "../../reading/registrable-domain.ts";
import { bareChildText, child, children, descendants, textOf, type XmlNode } from "../../reading/xml.ts";
import { type Exchange, judge, type Session } from "../../session.ts";
import { findByPox, findExchange } from "./mustang-exchange.ts";

export const mustang: Client = {
  id: "mustang",
  name: "Mustang",
  source: "mustang-im/mustang, August 2026",
  patience: () => 3,
  async simulate(session) {
    // Asked beside each other; the file has priority.
    const file = await findByFile(session);
    const exchange = file?.ok ? undefined : await findExchange(session);
    return (
      (file?.ok ? file : undefined) ??
      exchange ??
      (await findByPox(session)) ??
      file ?? { ok: false, because: "nothing was found, so it would guess host names" }
    );
  },
};

/** The data base, then the provider, then the same two for the site of the mail host, which is not told the address. */
async function findByFile(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  const own = await findAt(session, domain, `?emailaddress=${session.address}`);
  if (own?.ok) return own;
  const [best] = await session.resolveMx();
  const byMx = best && (await findAt(session, registrableDomain(best.exchange), ""));
  return byMx?.ok ? byMx : own;
}

async function findAt(session: Session, domain: string, query: string): Promise<Outcome | undefined> {
  const isMx = domain !== session.domain;
  const places = [
    [getting(session, "ispdb", `https://v1.ispdb.net/${domain}`)],
    [
      getting(session, isMx ? "mx" : "https-autoconfig", `${autoconfigUrl(domain)}${query}`),
      getting(session, isMx ? "mx" : "https-well-known", wellKnownUrl(domain)),
      getting(session, isMx ? "mx" : "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`),
    ],
  ];
  let failed: Outcome | undefined;
  for (const attempts of places) {
    // Chosen before anything is parsed, so that a page with status 200 hides the other places of the provider.
    const best = await session.bestOf(attempts, ({ status }) => (isSuccess(status) ? undefined : "not 2xx"));
    const outcome = best && judge(best.exchange, best.mechanism, readAutoconfig(best.exchange, session, domain));
    if (outcome?.ok) return outcome;
    failed = outcome ?? failed;
  }
  return failed;
}

function readAutoconfig({ readRoot }: Exchange, session: Session, domain: string): Reading {
  const root = readRoot();
  const provider = root?.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return stop("it is not the settings");
  if (!children(provider, "domain").some((node) => textOf(node) === domain)) return stop("the domain is not listed");
  const servers = [...children(provider, "incomingServer"), ...children(provider, "outgoingServer")].flatMap((node) =>
    readServer(node, session, isOAuthComplete(root)),
  );
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined ? stop("no pair of servers") : take({ incoming, outgoing });
}

/** OAuth2 needs the addresses of its own server in the file. */
function isOAuthComplete(root: XmlNode | undefined): boolean {
  return descendants(root ?? EMPTY, "oAuth2").some((node) =>
    ["authURL", "tokenURL", "scope"].every((name) => bareChildText(node, name) !== undefined),
  );
}

const EMPTY: XmlNode = { name: "", attributes: new Map(), children: [], pieces: [] };

const AUTHENTICATIONS: Readonly<Record<string, string>> = {
  "password-cleartext": "password-cleartext",
  basic: "password-cleartext",
  OAuth2: "OAuth2",
  "password-encrypted": "password-encrypted",
  GSSAPI: "GSSAPI",
  NTLM: "NTLM",
};

function readServer(node: XmlNode, session: Session, hasOAuth: boolean): ConfiguredServer[] {
  const type = node.attributes.get("type");
  const protocol = type === "imap" || type === "pop3" || type === "smtp" ? type : undefined;
  const text = (name: string) => fillPlaceholders(bareChildText(node, name) ?? "", session);
  const port = toPort(text("port"));
  const socketType = children(node, "socketType")
    .map((element) => SOCKET_TYPES[element.pieces[0]?.value ?? ""])
    .find((known) => known !== undefined);
  const authentication = children(node, "authentication")
    .map((element) => AUTHENTICATIONS[element.pieces[0]?.value ?? ""])
    .find((known) => known !== undefined && (known !== "OAuth2" || hasOAuth));
  if (
    protocol === undefined ||
    port === undefined ||
    text("hostname") === "" ||
    socketType === undefined ||
    authentication === undefined
  )
    return [];
  return [{ protocol, hostname: text("hostname"), port, socketType, authentication, username: text("username") }];
}
