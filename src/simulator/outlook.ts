/**
 * Classic Outlook, whose source is closed: the order and the defaults are Microsoft's documents, the requests those that
 * servers have seen.
 * @see [MS-OXDSCLI]; support.microsoft.com KB 3211279; mailcow/mailcow-dockerized issue 2300
 * @module
 */
import { type Client, type ConfiguredServer, next, type Outcome, type Reading, take } from "./client.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox, socketTypeByPort } from "./pox.ts";
import { type Exchange, judge, type Session } from "./session.ts";

export const outlook: Client = {
  id: "outlook-windows-classic",
  name: "Outlook (classic) for Windows",
  source: "Microsoft's documents; requests as servers saw them",
  async simulate(session) {
    const { domain, address } = session;
    const base = `https://autodiscover.${domain}/autodiscover/autodiscover.json`;
    const json = await session.get(
      "autodiscover-json",
      `${base}?Email=${encodeURIComponent(address)}&Protocol=Autodiscoverv1&RedirectCount=1`,
      {
        headers: { "user-agent": "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)" },
      },
    );
    const pointed = json.status === 200 ? findUrl(json.body) : undefined;
    json.step.verdict = pointed === undefined ? "next: no URL" : `followed to ${pointed}`;
    for (const url of [...(pointed === undefined ? [] : [pointed]), poxUrl(domain), poxUrl(`autodiscover.${domain}`)]) {
      const found = await ask(session, url);
      if (found !== undefined) return found;
    }
    const redirect = await session.get("pox", poxUrl(`autodiscover.${domain}`, "http"), { redirects: () => undefined });
    redirect.step.verdict = redirect.status === 302 ? "followed, after asking the user" : "next: no 302";
    if (redirect.status === 302 && redirect.location !== undefined) {
      const found = await ask(session, redirect.location);
      if (found !== undefined) return found;
    }
    const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
    const found = service && (await ask(session, poxUrl(service.target)));
    return found ?? { ok: false, because: "nothing was found; the user types it" };
  },
};

function findUrl(body: string): string | undefined {
  return /"Url"\s*:\s*"(https:[^"]+)"/.exec(body)?.[1];
}

const MAX_REDIRECTS = 10;

/** Asked there, and wherever the answers point to: at another URL, or about another address at its own domain. */
async function ask(session: Session, url: string): Promise<Outcome | undefined> {
  let target = url;
  let { address } = session;
  for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
    const exchange = await askOnce(session, target, address);
    const answer = exchange.status === 200 ? readPox(exchange.body) : undefined;
    const pointed = answer?.action === "redirectUrl" ? answer.redirectUrl : undefined;
    const other = answer?.action === "redirectAddr" ? answer.redirectAddress : undefined;
    if (pointed === undefined && (other === undefined || other === address))
      return judge(exchange, "pox", read(exchange, session));
    exchange.step.verdict = `followed to ${pointed ?? other}`;
    address = other ?? address;
    target = pointed ?? poxUrl(`autodiscover.${address.slice(address.lastIndexOf("@") + 1)}`);
  }
  return undefined;
}

function askOnce(session: Session, url: string, address: string): Promise<Exchange> {
  return session.send("pox", {
    method: "POST",
    url: url.replace("/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml"),
    headers: {
      "content-type": "text/xml",
      "x-mapihttpcapability": "1",
      "user-agent": "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)",
    },
    body: poxRequest(address.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;" })[sign] ?? "&gt;")),
  });
}

function read({ status, body }: Exchange, session: Session): Reading {
  if (status === 401) return next("the user is asked for a password");
  if (status !== 200) return next("not 200");
  const answer = readPox(body);
  if (answer?.accountType !== "email" || answer.action !== "settings") return next("no settings of a mail account");
  const servers = answer.protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined ? next("no pair of servers") : take({ incoming, outgoing });
}

const TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };
const ENCRYPTIONS: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  SSL: "tls",
  TLS: "starttls",
  None: "plain",
};

/** What is left out is on: SSL, SPA (Windows' own log-in) and authentication. `Encryption` overrides `SSL`. */
function toServer(
  { type, server, port, ssl, encryption, spa, authRequired, loginName }: PoxProtocol,
  session: Session,
): ConfiguredServer[] {
  const protocol = TYPES[type];
  if (protocol === undefined || server === undefined || port === undefined) return [];
  const bySsl = isOff(ssl) ? "plain" : socketTypeByPort(port) === "tls" ? "tls" : "starttls";
  return [
    {
      protocol,
      hostname: server,
      port,
      socketType: ENCRYPTIONS[encryption ?? ""] ?? bySsl,
      authentication: isOff(authRequired) ? "none" : isOff(spa) ? "password-cleartext" : "NTLM",
      username: loginName || session.address,
    },
  ];
}

const isOff = (word: string | undefined) => word?.toLowerCase() === "off";
