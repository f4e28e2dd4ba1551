/**
 * Thunderbird for iOS, before its release: a strict decoder over https alone.
 * @see thunderbird/thunderbird-ios Core/Sources/Autoconfiguration/{URL,URLSession,Source,EmailProvider,ClientConfig,
 *   OAuth2,WebMail,XMLToJSONParser}.swift, Core/Sources/Account/Server.swift, as of August 2026
 * @module
 */

import type { Client } from "../../client.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "../../outcome.ts";
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  ispdbUrl,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "../../reading/autoconfig.ts";
import { registrableDomain } from "../../reading/registrable-domain.ts";
import { child, children, type XmlNode } from "../../reading/xml.ts";
import type { Exchange, Session } from "../../session.ts";

export const thunderbirdIos: Client = {
  id: "thunderbird-ios",
  name: "Thunderbird for iOS (before release)",
  source: "thunderbird/thunderbird-ios, August 2026",
  patience: () => 60,
  async simulate(session) {
    const { domain } = session;
    const found = await session.firstTaken(
      [
        // Neither @ nor + is encoded.
        getting(session, "https-autoconfig", `${autoconfigUrl(domain)}?emailaddress=${session.address}`),
        getting(session, "https-well-known", wellKnownUrl(domain)),
        getting(session, "ispdb", ispdbUrl(domain)),
      ],
      (exchange) => readAutoconfig(exchange, session),
    );
    return found ?? (await findByMx(session)) ?? { ok: false, because: "no configuration was found" };
  },
};

/** In this turn the user name is filled from the domain alone, and the app then replaces it by the address. */
async function findByMx(session: Session): Promise<Outcome | undefined> {
  const [best] = await session.resolveMx();
  if (best === undefined) return undefined;
  const domain = registrableDomain(best.exchange);
  return session.firstTaken(
    [
      getting(session, "mx", autoconfigUrl(domain)),
      getting(session, "mx", wellKnownUrl(domain)),
      getting(session, "ispdb", ispdbUrl(domain)),
    ],
    (exchange) => readAutoconfig(exchange, session, domain),
  );
}

/** `domain` is what the placeholders are filled from: the mail host's, in its turn. */
function readAutoconfig({ status, readRoot }: Exchange, session: Session, domain = session.domain): Reading {
  if (status !== 200) return next("not 200");
  const root = readRoot();
  if (root === undefined) return next("it is not well-formed");
  if (root.name !== "clientConfig") return next("there is no clientConfig");
  const provider = child(root, "emailProvider");
  if (provider === undefined) return stop("a clientConfig without emailProvider counts as an answer");
  for (const name of ["displayName", "displayShortName", "domain"])
    if (lastPiece(child(provider, name)) === undefined) return next(`${name} is missing`);
  for (const name of ["documentation", "instruction"])
    for (const link of children(provider, name))
      if (!URL.canParse(link.attributes.get("url") ?? "")) return next(`a ${name} has no valid URL`);
  for (const webMail of [...children(root, "webMail"), ...children(provider, "webMail")])
    if (!URL.canParse(fillPlaceholders(child(webMail, "loginPage")?.attributes.get("url") ?? "", session, domain)))
      return next("webMail has no loginPage with a URL");
  for (const oauth of [...children(root, "oAuth2"), ...children(provider, "oAuth2")])
    for (const name of ["authURL", "tokenURL", "scope", "issuer"])
      if (lastPiece(child(oauth, name)) === undefined) return next(`oAuth2 has no ${name}`);
  const servers: ConfiguredServer[] = [];
  for (const node of [...children(provider, "incomingServer"), ...children(provider, "outgoingServer")]) {
    const server = readServer(node, session, domain);
    if (typeof server === "string") return next(`the whole file is refused: ${server}`);
    servers.push(server);
  }
  const incoming = servers.find((server) => server.protocol === "imap");
  const outgoing = servers.find((server) => server.protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("decoded, so it counts as an answer, but there is no IMAP server or none to send by")
    : take({ incoming, outgoing });
}

const AUTHENTICATIONS = ["password-cleartext", "password-encrypted", "OAuth2", "client-IP-address", "smtp-after-pop"];

function readServer(node: XmlNode, session: Session, domain: string): ConfiguredServer | string {
  const type = node.attributes.get("type");
  const protocol = type === "imap" || type === "pop3" || type === "smtp" ? type : undefined;
  if (protocol === undefined) return `the type ${type ?? ""}`;
  const text = (name: string) => fillPlaceholders(lastPiece(children(node, name).at(-1)) ?? "", session, domain);
  const socketType = text("socketType") === "plain" ? undefined : SOCKET_TYPES[text("socketType")];
  const port = toPort(text("port"));
  const authentications = children(node, "authentication").map((element) => lastPiece(element) ?? "");
  if (authentications.some((word) => !AUTHENTICATIONS.includes(word))) return "an authentication that it does not know";
  const [authentication = "automatic"] = authentications;
  if (socketType === undefined) return "a socketType other than SSL and STARTTLS";
  if (text("hostname") === "" || port === undefined || text("username") === "") return "a value is missing";
  return { protocol, hostname: text("hostname"), port, socketType, authentication, username: text("username") };
}

/** Each piece of text replaces the one before it: what follows an entity is all that stays. */
function lastPiece(node: XmlNode | undefined): string | undefined {
  return node?.pieces.at(-1)?.value.trim() || undefined;
}
