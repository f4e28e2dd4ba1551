/**
 * Mustang's two ways by Autodiscover, once autoconfig gave nothing: version 2 for Exchange, then version 1.
 * @see mustang-im/mustang (August 2026) app/logic/Mail/AutoConfig/{findConfig,exchangeV1Config,exchangeV2Config}.ts
 * @module
 */

import { next, type Outcome, type Reading, take } from "../../outcome.ts";
import { isSuccess } from "../../reading/autoconfig.ts";
import { poxRequest, poxUrl, readPox } from "../../reading/pox.ts";
import { registrableDomain } from "../../reading/registrable-domain.ts";
import { type Exchange, followAny, judge, type Session } from "../../session.ts";

/** Any JSON with an https `Url` is taken for an Exchange account. */
export async function findExchange(session: Session): Promise<Outcome | undefined> {
  const { domain, address } = session;
  for (const base of [`https://autodiscover.${domain}`, `https://${domain}`, `http://autodiscover.${domain}`])
    for (const protocol of ["Ews", "ActiveSync", "REST"]) {
      const url = `${base}/autodiscover/autodiscover.json/v1.0/${address}?Protocol=${protocol}`;
      const exchange = await session.get("autodiscover-json", url);
      const offered = isSuccess(exchange.status) ? findUrl(exchange.body) : undefined;
      exchange.step.verdict = offered === undefined ? "next: no Exchange" : "taken for an Exchange account";
      if (offered === undefined) continue;
      const account = protocol === "ActiveSync" ? { activesync: offered } : { exchange: offered };
      return { ok: true, mechanism: "autodiscover-json", account };
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

const MICROSOFT = ["office.com", "office365.com", "outlook.com"];

/** By priority. Where a redirect's target gives nothing by GET, it is asked by POST again, if it is an XML file by https. */
export async function findByPox(session: Session): Promise<Outcome | undefined> {
  const post = (url: string) =>
    session.send(
      "pox",
      {
        method: "POST",
        url,
        headers: { "content-type": "text/xml; charset=utf-8" },
        body: poxRequest(session.address),
      },
      followAny,
    );
  const { domain } = session;
  for (const url of [poxUrl(`autodiscover.${domain}`), poxUrl(domain), poxUrl(`autodiscover.${domain}`, "http")]) {
    const exchange = await post(url);
    const target = exchange.urls.at(-1) ?? url;
    const found = judge(exchange, "pox", read(exchange, session));
    if (found !== undefined) return found;
    if (isSuccess(exchange.status) || target === url || !/^https:.*\.xml$/.test(target)) continue;
    const site = registrableDomain(new URL(target).hostname);
    const isForeign = url.startsWith("http:") && site !== domain;
    if (isForeign && MICROSOFT.includes(site)) continue;
    const repeated = await post(target);
    const remarks = isForeign ? [`the user is asked whether to trust ${site}`] : [];
    const byRedirect = judge(repeated, "pox", read(repeated, session, remarks));
    if (byRedirect !== undefined) return byRedirect;
  }
  return undefined;
}

/** The protocol for sending is not read: its server is made up from the incoming one's name. */
function read({ status, readRoot }: Exchange, session: Session, remarks: readonly string[] = []): Reading {
  if (!isSuccess(status)) return next("not 2xx");
  const found = readPox(readRoot())?.protocols.find(({ type }) => type === "IMAP" || type === "POP3");
  if (found?.server === undefined || found.port === undefined) return next("no incoming server");
  const isSecure = found.ssl?.toLowerCase() === "on" || (found.encryption ?? "None").toLowerCase() !== "none";
  const isStarttls = found.port === 143 || found.port === 110;
  const isTls = found.port === 993 || found.port === 995;
  return take({
    incoming: {
      protocol: found.type === "IMAP" ? "imap" : "pop3",
      hostname: found.server,
      port: found.port,
      // The port decides, where it is a standard one.
      socketType: isSecure ? (isStarttls ? "starttls" : "tls") : isTls ? "tls" : "plain",
      authentication: "password-cleartext",
      username: found.loginName || session.address,
    },
    remarks: [...remarks, "the server to send by is guessed"],
  });
}
