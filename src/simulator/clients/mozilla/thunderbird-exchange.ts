/**
 * Thunderbird's track for Exchange: Autodiscover at four places at once, which may also give IMAP and SMTP. A name of
 * another domain that came by http or DNS is put to the user.
 * @see thunderbird/thunderbird-desktop 153 mail/components/accountcreation/modules/ExchangeAutoDiscover.sys.mjs
 * @module
 */
import { type ConfiguredServer, next, type Outcome, type Reading, stop, take } from "../../outcome.ts";
import { isSuccess } from "../../reading/autoconfig.ts";
import { jxonText } from "../../reading/jxon.ts";
import { type PoxProtocol, poxRequest, poxUrl, readPox, socketTypeByPort } from "../../reading/pox.ts";
import { registrableDomain } from "../../reading/registrable-domain.ts";
import { type Exchange, followAny, judge, type Session } from "../../session.ts";

/** The types that its HTTP code hands to the XML parser; anything else stays a text. */
export const XML_TYPES = /^(?:text\/xml|application\/xml|text\/rdf)/;

export interface ExchangeResult {
  readonly outcome: Outcome | undefined;
  /** What the user was asked on the way, whatever came of it. */
  readonly remarks: readonly string[];
}

const MAX_REDIRECTED_ADDRESSES = 2;

/** `isAlternative` says that autoconfig gave an account, which has priority. */
export async function findExchange(session: Session, isAlternative: boolean): Promise<ExchangeResult> {
  const remarks: string[] = [];
  let { address, domain } = session;
  for (let redirects = 0; redirects <= MAX_REDIRECTED_ADDRESSES; redirects++) {
    const exchange = await firstSuccess(session, address, domain, remarks);
    if (exchange === undefined) return { outcome: undefined, remarks };
    const elsewhere = readPox(exchange.readRoot())?.redirectAddress;
    if (elsewhere === undefined) {
      const outcome = judge(exchange, "pox", read(exchange, session));
      if (outcome?.ok && isAlternative) exchange.step.verdict = "no more than an alternative: autoconfig has priority";
      return { outcome, remarks };
    }
    exchange.step.verdict = `followed to the address ${elsewhere}`;
    address = elsewhere;
    domain = elsewhere.slice(elsewhere.lastIndexOf("@") + 1);
  }
  return { outcome: { ok: false, because: "Autodiscover names one address after the other" }, remarks };
}

/** By priority; that an answer is no Autodiscover document comes out when the others are dropped already. */
async function firstSuccess(
  session: Session,
  address: string,
  domain: string,
  remarks: string[],
): Promise<Exchange | undefined> {
  const post = async (url: string) => {
    const headers = { "content-type": "text/xml; charset=utf-8" };
    // A redirect makes the engine ask by GET.
    const request = { method: "POST", url, headers, body: poxRequest(address) };
    const exchange = await session.send("pox", request, followAny);
    const fault = faultOf(exchange);
    if (fault !== undefined) judge(exchange, "pox", next(fault));
    return { exchange, succeeds: fault === undefined };
  };
  const postAfterAsking = (url: string) => {
    const site = registrableDomain(new URL(url).hostname);
    if (site !== registrableDomain(domain) && !["office365.com", "outlook.com"].includes(site))
      remarks.push(`the user is asked whether to trust ${site}, an unknown host`);
    return post(url);
  };

  for (const host of [`autodiscover.${domain}`, domain]) {
    const { exchange, succeeds } = await post(poxUrl(host));
    if (succeeds) return exchange;
  }
  const { exchange, succeeds } = await post(poxUrl(`autodiscover.${domain}`, "http"));
  if (succeeds) return exchange;
  const target = exchange.urls.at(-1);
  if (target?.startsWith("https:")) {
    exchange.step.verdict = "followed: the POST is repeated at the redirect's target";
    const repeated = await postAfterAsking(target);
    if (repeated.succeeds) return repeated.exchange;
  }
  const records = await session.resolveSrv("pox", "_autodiscover._tcp", domain);
  // The lowest weight comes first; the record's port is not looked at.
  const [service] = [...records].sort((a, b) => a.weight - b.weight);
  if (service === undefined) return undefined;
  const named = await postAfterAsking(poxUrl(service.target));
  return named.succeeds ? named.exchange : undefined;
}

function faultOf({ status, contentType, readRoot }: Exchange): string | undefined {
  if (status === 401) return "401: without other settings the user is asked for a password";
  if (!isSuccess(status)) return "not 2xx";
  return XML_TYPES.test(contentType) && readRoot() === undefined ? "it is not well-formed" : undefined;
}

function read({ contentType, readRoot }: Exchange, session: Session): Reading {
  if (!XML_TYPES.test(contentType)) return stop("the content type is not that of XML");
  const answer = readPox(readRoot());
  if (answer === undefined) return stop("it is no Autodiscover document");
  if (answer.errorCode !== undefined) return stop(`error ${answer.errorCode}`);
  const servers = answer.protocols.flatMap((protocol) => toServer(protocol, session));
  const incoming = servers.find(({ protocol }) => protocol !== "smtp");
  const outgoing = servers.find(({ protocol }) => protocol === "smtp");
  return incoming === undefined || outgoing === undefined
    ? stop("it has no complete pair of servers")
    : take({ incoming, outgoing });
}

const TYPES: Readonly<Record<string, ConfiguredServer["protocol"]>> = { IMAP: "imap", POP3: "pop3", SMTP: "smtp" };

function toServer(
  { type, server, port, ssl, encryption, spa, loginName }: PoxProtocol,
  session: Session,
): ConfiguredServer[] {
  const protocol = TYPES[type];
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
