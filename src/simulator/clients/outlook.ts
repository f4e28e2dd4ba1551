/**
 * Classic Outlook, whose source is closed: the order and the defaults are Microsoft's documents, the requests those that
 * servers have seen.
 * @see [MS-OXDSCLI]; support.microsoft.com KB 3211279; mailcow/mailcow-dockerized issue 2300
 * @module
 */
import type { Client } from "../client.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "../outcome.ts";
import {
  escaped,
  type PoxAnswer,
  type PoxProtocol,
  poxRequest,
  poxUrl,
  readPox,
  socketTypeByPort,
} from "../reading/pox.ts";
import { followNone, judge, type Session } from "../session.ts";

const USER_AGENT = { "user-agent": "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)" };

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
      { headers: USER_AGENT },
    );
    const pointed = json.status === 200 ? findUrl(json.body) : undefined;
    json.step.verdict = pointed === undefined ? "next: no URL" : `followed to ${pointed}`;
    for (const url of [...(pointed === undefined ? [] : [pointed]), poxUrl(domain), poxUrl(`autodiscover.${domain}`)]) {
      const found = await ask(session, url);
      if (found !== undefined) return found;
    }
    const redirect = await session.get("pox", poxUrl(`autodiscover.${domain}`, "http"), { redirects: followNone });
    redirect.step.verdict = redirect.status === 302 ? "followed, after asking the user" : "next: no 302";
    if (redirect.status === 302 && redirect.location !== undefined) {
      const host = URL.parse(redirect.location)?.host ?? redirect.location;
      const found = await ask(session, redirect.location, [
        `the user is asked whether ${host} may configure the account`,
      ]);
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

/** `RedirectUrl` is followed, and so is `RedirectAddr`, which names another address to ask for. */
async function ask(session: Session, url: string, remarks: readonly string[] = []): Promise<Outcome | undefined> {
  let [target, address] = [url, session.address];
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const exchange = await session.send("pox", {
      method: "POST",
      url: target.replace("/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml"),
      headers: { "content-type": "text/xml", "x-mapihttpcapability": "1", ...USER_AGENT },
      body: poxRequest(escaped(address)),
    });
    const answer = exchange.status === 200 ? readPox(exchange.readRoot()) : undefined;
    const { redirectAddress, redirectUrl } = answer ?? {};
    const redirect = redirectAddress === undefined ? redirectUrl : poxUrl(redirectAddress.replace(/^.*@/, ""));
    if (redirect === undefined) return judge(exchange, "pox", read(exchange.status, answer, session, remarks));
    exchange.step.verdict = `followed to ${redirect}`;
    [target, address] = [redirect, redirectAddress ?? address];
  }
  return undefined;
}

function read(status: number, answer: PoxAnswer | undefined, session: Session, remarks: readonly string[]): Reading {
  if (status === 401) return stop("the user is asked for a password");
  if (status !== 200) return next("not 200");
  if (answer?.accountType !== "email" || answer.action !== "settings") return next("no settings of a mail account");
  const servers = answer.protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? next("no pair of servers")
    : take({ incoming, outgoing, remarks });
}

const TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };
const ENCRYPTIONS: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  SSL: "tls",
  TLS: "starttls",
  None: "plain",
};

/** What is left out is on: SSL, SPA (Windows' own login) and authentication. `Encryption` overrides `SSL`. */
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
