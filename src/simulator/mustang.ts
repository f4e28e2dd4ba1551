/**
 * Mustang (Parula): the domain has to be listed; Autodiscover v2 is asked for Exchange beside it.
 * @see mustang-im/mustang (August 2026) app/logic/Mail/AutoConfig/{findConfig,fetchConfig,readConfig,exchangeV1Config,
 *   exchangeV2Config}.ts
 * @module
 */
import {
  autoconfigUrl,
  fillPlaceholders,
  getting,
  isSuccess,
  SOCKET_TYPES,
  toPort,
  wellKnownUrl,
} from "./autoconfig.ts";
import { type Client, type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { poxRequest, poxUrl, readPox, socketTypeByPort } from "./pox.ts";
import { registrableDomain } from "./registrable-domain.ts";
import { type Exchange, judge, type Session } from "./session.ts";
import { bareChildText, child, children, descendants, readXml, type XmlNode } from "./xml.ts";

export const mustang: Client = {
  id: "mustang",
  name: "Mustang",
  source: "mustang-im/mustang, August 2026",
  async simulate(session) {
    const file = await findByFile(session);
    const exchange = await findExchange(session);
    if (exchange !== undefined) return exchange;
    if (file?.ok) return file;
    return (
      (await findByPox(session)) ?? file ?? { ok: false, because: "nothing was found, so it would guess host names" }
    );
  },
};

const PATIENCE = { timeoutSeconds: 3 };

async function findByFile(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  const query = `?emailaddress=${encodeURIComponent(session.address)}`;
  const found = await session.firstTaken(
    [
      getting(session, "ispdb", `https://v1.ispdb.net/${domain}`, PATIENCE),
      getting(session, "https-autoconfig", `${autoconfigUrl(domain)}${query}`, PATIENCE),
      getting(session, "https-well-known", wellKnownUrl(domain), PATIENCE),
      getting(session, "http-autoconfig", `${autoconfigUrl(domain, "http")}${query}`, PATIENCE),
    ],
    (exchange) => readAutoconfig(exchange, session, domain),
  );
  if (found !== undefined) return found;
  const [best] = await session.resolveMx();
  if (best === undefined) return undefined;
  const mxDomain = registrableDomain(best.exchange);
  return session.firstTaken([getting(session, "mx", `${autoconfigUrl(mxDomain)}${query}`, PATIENCE)], (exchange) =>
    readAutoconfig(exchange, session, mxDomain),
  );
}

/** The answer is chosen before it is parsed, so that a page with status 200 ends the search. */
function readAutoconfig({ status, body }: Exchange, session: Session, domain: string): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = readXml(body);
  const provider = root?.name === "clientConfig" ? child(root, "emailProvider") : undefined;
  if (provider === undefined) return stop("it is not the settings");
  if (!children(provider, "domain").some((node) => node.pieces.map(({ value }) => value).join("") === domain))
    return stop("the domain is not listed");
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

/** Any JSON with an https `Url` is taken for an Exchange account. */
async function findExchange(session: Session): Promise<Outcome | undefined> {
  const { domain, address } = session;
  for (const base of [`https://autodiscover.${domain}`, `https://${domain}`, `http://autodiscover.${domain}`])
    for (const protocol of ["Ews", "ActiveSync", "REST"]) {
      const url = `${base}/autodiscover/autodiscover.json/v1.0/${address}?Protocol=${protocol}`;
      const exchange = await session.get("autodiscover-json", url, PATIENCE);
      const offered = isSuccess(exchange.status) ? findUrl(exchange.body) : undefined;
      exchange.step.verdict = offered === undefined ? "next: no Exchange" : "taken for an Exchange account";
      if (offered !== undefined) return { ok: false, because: `${protocol} was taken for an Exchange account` };
    }
  return undefined;
}

function findUrl(body: string): string | undefined {
  try {
    const read: unknown = JSON.parse(body);
    const url = typeof read === "object" && read !== null && "Url" in read ? read.Url : undefined;
    return typeof url === "string" && url.startsWith("https://") ? url : undefined;
  } catch {
    return undefined;
  }
}

async function findByPox(session: Session): Promise<Outcome | undefined> {
  const { domain } = session;
  for (const url of [poxUrl(`autodiscover.${domain}`), poxUrl(domain), poxUrl(`autodiscover.${domain}`, "http")]) {
    const request = {
      method: "POST",
      url,
      headers: { "content-type": "text/xml; charset=utf-8" },
      body: poxRequest(session.address),
      ...PATIENCE,
    };
    let exchange = await session.send("pox", request);
    if (exchange.location !== undefined && exchange.status < 400) {
      const target = URL.parse(exchange.location, url);
      if (target === null || target.protocol !== "https:" || !target.href.endsWith(".xml")) {
        exchange.step.verdict = "next: a redirect to something else than an https URL that ends in .xml";
        continue;
      }
      if (url.startsWith("http:") && registrableDomain(target.hostname) !== registrableDomain(domain)) {
        exchange.step.verdict = "next: the user would be asked about another domain's name";
        continue;
      }
      exchange.step.verdict = "followed: asked again there";
      exchange = await session.send("pox", { ...request, url: target.href });
    }
    const outcome = judge(exchange, "pox", readPoxAnswer(exchange, session));
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

/** The protocol for sending is not read: the host for reading is taken for it, on the standard port. */
function readPoxAnswer({ status, body }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const found = readPox(body)?.protocols.find(({ type }) => type === "IMAP" || type === "POP3");
  if (found?.server === undefined || found.port === undefined) return next("no incoming server");
  const isSecure = found.ssl?.toLowerCase() === "on" || (found.encryption ?? "None").toLowerCase() !== "none";
  return take({
    incoming: {
      protocol: found.type === "IMAP" ? "imap" : "pop3",
      hostname: found.server,
      port: found.port,
      socketType: isSecure ? socketTypeByPort(found.port) : "plain",
      authentication: "password-cleartext",
      username: found.loginName || session.address,
    },
    remarks: [`the server to send by is not read: ${found.server} would be tried for it`],
  });
}
