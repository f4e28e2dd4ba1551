/**
 * Thunderbird's track for Exchange: Autodiscover's XML, which holds IMAP, POP3 and SMTP too.
 * @see thunderbird/thunderbird-desktop 153 mail/components/accountcreation/modules/ExchangeAutoDiscover.sys.mjs
 * @module
 */
import { isSuccess } from "./autoconfig.ts";
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { jxonText, XML_TYPES } from "./jxon.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox, socketTypeByPort } from "./pox.ts";
import { registrableDomain } from "./registrable-domain.ts";
import { type Exchange, judge, type Session } from "./session.ts";

/** Addresses to which an answer may send it on, one after the other. */
const MAX_ADDRESSES = 2;

/** `questions` takes what the user is asked on the way. */
export async function findExchange(
  session: Session,
  questions: string[],
  address = session.address,
  redirects = MAX_ADDRESSES,
): Promise<Outcome | undefined> {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const ask = (url: string) => askExchange(session, questions, { url, address, domain, redirects });
  for (const url of [poxUrl(`autodiscover.${domain}`), poxUrl(domain), poxUrl(`autodiscover.${domain}`, "http")]) {
    const found = await ask(url);
    if (found !== undefined) return found;
  }
  const [service] = await session.resolveSrv("pox", "_autodiscover._tcp", domain);
  if (service === undefined) return undefined;
  if (isForeign(service.target, domain)) questions.push(toQuestion(service.target));
  // The record's port is not looked at.
  return ask(poxUrl(service.target));
}

interface Asked {
  readonly url: string;
  readonly address: string;
  readonly domain: string;
  readonly redirects: number;
}

async function askExchange(
  session: Session,
  questions: string[],
  { url, address, domain, redirects }: Asked,
): Promise<Outcome | undefined> {
  const headers = { "content-type": "text/xml; charset=utf-8" };
  const request = { method: "POST", url, headers, body: poxRequest(address) };
  let exchange = await session.send("pox", request);
  if (exchange.location !== undefined && exchange.status < 400) {
    const target = URL.parse(exchange.location, url);
    if (target === null) return judge(exchange, "pox", next("a redirect to nowhere"));
    if (url.startsWith("http:") && isForeign(target.hostname, domain)) questions.push(toQuestion(target.hostname));
    exchange.step.verdict = "followed: the engine asks the target by GET";
    exchange = await session.get("pox", target.href);
    if (!isSuccess(exchange.status)) exchange = await session.send("pox", { ...request, url: target.href });
  }
  const other = isSuccess(exchange.status) ? readPox(exchange.body)?.redirectAddress : undefined;
  if (other === undefined || redirects === 0) return judge(exchange, "pox", readExchange(exchange, session));
  exchange.step.verdict = `followed to ${other}`;
  return findExchange(session, questions, other, redirects - 1);
}

/** Microsoft's own hosts are known to it. */
function isForeign(hostname: string, domain: string): boolean {
  const site = registrableDomain(hostname);
  return site !== registrableDomain(domain) && site !== "office365.com" && site !== "outlook.com";
}

const toQuestion = (hostname: string) => `the user is asked whether ${hostname} is to be trusted`;

function readExchange({ status, contentType, body }: Exchange, session: Session): Reading {
  if (status === 401) return next("the user is asked for a password where nothing else is found");
  if (!isSuccess(status)) return next("not 2xx");
  if (!XML_TYPES.test(contentType)) return stop("the content type is not that of XML");
  const answer = readPox(body);
  if (answer === undefined) return stop("it is no Autodiscover document");
  if (answer.errorCode !== undefined) return stop(`error ${answer.errorCode}`);
  const servers = answer.protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it has no complete pair of servers")
    : take({ incoming, outgoing });
}

const POX_TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };

function toServer(
  { type, server, port, ssl, encryption, spa, loginName }: PoxProtocol,
  session: Session,
): ConfiguredServer[] {
  const protocol = POX_TYPES[type];
  if (protocol === undefined || server === undefined || port === undefined) return [];
  const isPlain = ssl?.toLowerCase() === "off" || encryption?.toLowerCase() === "none";
  return [
    {
      protocol,
      hostname: server,
      port,
      socketType: isPlain ? "plain" : socketTypeByPort(port),
      authentication: spa?.toLowerCase() === "on" ? "password-encrypted" : "password-cleartext",
      username: loginName === undefined ? session.address : jxonText(loginName),
    },
  ];
}
