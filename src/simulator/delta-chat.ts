/**
 * Delta Chat: https alone, Autodiscover by GET, and a stop at any 2xx that parses.
 * @see chatmail/core (August 2026) src/configure.rs, src/configure/{auto_mozilla,auto_outlook,server_params}.rs, src/net/http.rs
 * @module
 */
import { autoconfigUrl, fillPlaceholders, getting, ispdbUrl, isSuccess, toPort, wellKnownUrl } from "./autoconfig.ts";
import { type Client, type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { poxUrl, readPox } from "./pox.ts";
import { type Exchange, followAbsolute, judge, type Session } from "./session.ts";
import { descendants, readXml, type XmlNode } from "./xml.ts";

const redirects = followAbsolute;

export const deltaChat: Client = {
  id: "deltachat",
  name: "Delta Chat",
  source: "chatmail/core, August 2026",
  async simulate(session) {
    const { domain } = session;
    const address = encodeURIComponent(session.address);
    const autoconfig = (exchange: Exchange) => readAutoconfig(exchange, session);
    return (
      (await session.firstTaken(
        [
          getting(session, "https-autoconfig", `${autoconfigUrl(domain)}?emailaddress=${address}`, { redirects }),
          getting(session, "https-well-known", wellKnownUrl(domain), { redirects }),
        ],
        autoconfig,
      )) ??
      (await findByPox(session, poxUrl(domain))) ??
      (await findByPox(session, poxUrl(`autodiscover.${domain}`))) ??
      (await session.firstTaken([getting(session, "ispdb", ispdbUrl(domain), { redirects })], autoconfig)) ?? {
        ok: false,
        because: "no settings were found, so it would guess host names",
      }
    );
  },
};

function readAutoconfig({ status, body }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  // An event reader: an empty body has no fault in it, and neither has any balanced markup.
  const root = body.trim() === "" ? EMPTY : readXml(body);
  if (root === undefined) return next("it is not balanced markup");
  const servers = [...named(root, "incomingserver"), ...named(root, "outgoingserver")].flatMap((node) =>
    readServer(node, session),
  );
  const incoming = servers.find(({ protocol }) => protocol === "imap");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it parses, but holds no pair of servers")
    : take({ incoming, outgoing });
}

const EMPTY: XmlNode = { name: "", attributes: new Map(), children: [], pieces: [] };

/** Names of elements are compared in lower case. */
function named(root: XmlNode, name: string): XmlNode[] {
  return root.children.flatMap((node) => [...(node.name.toLowerCase() === name ? [node] : []), ...named(node, name)]);
}

function readServer(node: XmlNode, session: Session): ConfiguredServer[] {
  const type = node.attributes.get("type")?.toLowerCase();
  const protocol = type === "imap" || type === "smtp" ? type : undefined;
  const text = (name: string) =>
    fillPlaceholders(
      named(node, name)
        .at(-1)
        ?.pieces.filter(({ kind }) => kind === "text")
        .at(-1)
        ?.value.trim() ?? "",
      session,
    );
  const port = toPort(text("port"));
  const socket = text("sockettype").toLowerCase();
  // A word that it does not know, or none, has it try TLS and then STARTTLS.
  const socketType = socket === "starttls" || socket === "plain" ? socket : "tls";
  if (protocol === undefined || text("hostname") === "" || port === undefined || text("username") === "") return [];
  return [
    { protocol, hostname: text("hostname"), port, socketType, authentication: "automatic", username: text("username") },
  ];
}

async function findByPox(session: Session, url: string): Promise<Outcome | undefined> {
  let target = url;
  for (let hop = 0; hop < 10; hop++) {
    const exchange = await session.get("pox", target, { redirects });
    const redirect = isSuccess(exchange.status) ? readPox(exchange.body)?.redirectUrl : undefined;
    if (redirect === undefined) return judge(exchange, "pox", readPoxAnswer(exchange, session));
    exchange.step.verdict = `followed to ${redirect}`;
    target = redirect;
  }
  return { ok: false, because: "too many redirects" };
}

function readPoxAnswer({ status, body }: Exchange, session: Session): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const root = readXml(body);
  if (root === undefined && body.trim() !== "") return next("it is not balanced markup");
  const protocols = root === undefined ? [] : descendants(root, "Protocol");
  const answer = readPox(body);
  if (answer === undefined || protocols.length === 0) return stop("it parses, but holds no server");
  const servers = answer.protocols.flatMap(({ type, server, port, ssl }): ConfiguredServer[] => {
    const protocol = type === "IMAP" ? "imap" : type === "SMTP" ? "smtp" : undefined;
    if (protocol === undefined || server === undefined || port === undefined) return [];
    // With SSL on it tries TLS and then STARTTLS on the same port; which one works the server decides.
    const socketType = ssl === "on" ? ([25, 143, 587].includes(port) ? "starttls" : "tls") : "plain";
    return [{ protocol, hostname: server, port, socketType, authentication: "automatic", username: session.address }];
  });
  const incoming = servers.find(({ protocol }) => protocol === "imap");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it parses, but holds no pair of servers")
    : take({ incoming, outgoing });
}
