/**
 * What GNOME's two readers of Autodiscover have in common: they want an Exchange server, and nothing else.
 * @module
 */
import type { Outcome } from "../outcome.ts";
import type { Exchange, Session } from "../session.ts";
import { escaped, poxRequest, poxUrl, readPox } from "./pox.ts";

/**
 * An answer without `ASUrl`, such as one with IMAP and SMTP, is of no use here. Redirects of HTTP repeat the POST;
 * those in the document are followed `maxRedirects` times.
 */
export async function findExchange(
  session: Session,
  urls: readonly string[],
  headers: Readonly<Record<string, string>>,
  maxRedirects: number,
): Promise<Outcome> {
  for (const url of urls) {
    let [target, address] = [url, session.address];
    for (let redirects = 0; ; redirects++) {
      const exchange = await post(session, target, address, headers);
      const answer = exchange.status === 200 ? readPox(exchange.readRoot()) : undefined;
      if (answer?.asUrl !== undefined) {
        exchange.step.verdict = "taken";
        return { ok: true, mechanism: "pox", account: { exchange: answer.asUrl } };
      }
      if (exchange.status === 401) {
        exchange.step.verdict = "stop: the user is asked for the password again";
        return { ok: false, because: "the server wants another password" };
      }
      const elsewhere = answer?.redirectAddress;
      const redirect = elsewhere === undefined ? answer?.redirectUrl : poxUrl(elsewhere.replace(/^.*@/, ""));
      if (redirect === undefined || redirects >= maxRedirects) {
        exchange.step.verdict = exchange.status === 200 ? "next: no ASUrl, so this is no Exchange" : "next: not 200";
        break;
      }
      exchange.step.verdict = `followed to ${redirect}`;
      [target, address] = [redirect, elsewhere ?? address];
    }
  }
  return { ok: false, because: "there is no Exchange here, and rightly nothing pretends that there is" };
}

const MAX_HOPS = 10;

async function post(
  session: Session,
  url: string,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Exchange> {
  const request = {
    method: "POST",
    headers: { "content-type": "text/xml; charset=utf-8", ...headers },
    body: poxRequest(escaped(address)),
  };
  let exchange = await session.send("pox", { ...request, url });
  for (let hop = 0; hop < MAX_HOPS && exchange.status >= 300 && exchange.status < 400; hop++) {
    const target = exchange.location === undefined ? undefined : URL.parse(exchange.location, url)?.href;
    if (target === undefined) break;
    exchange.step.verdict = "followed: the POST is repeated there";
    exchange = await session.send("pox", { ...request, url: target });
  }
  return exchange;
}
