/**
 * Evolution's Exchange plug-in: it asks Autodiscover once a password is typed, and wants an Exchange server.
 * @see GNOME/evolution-ews (August 2026) src/EWS/common/e-ews-connection.c
 * @module
 */
import { type Client, next, type Outcome, type Reading, stop, take } from "./client.ts";
import { poxRequest, poxUrl, readPox } from "./pox.ts";
import { type Exchange, judge, type Session } from "./session.ts";

export const evolutionEws: Client = {
  id: "evolution-ews",
  name: "Evolution, Exchange plug-in",
  source: "GNOME/evolution-ews, August 2026",
  async simulate(session) {
    const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
    const urls = [poxUrl(session.domain), poxUrl(`autodiscover.${session.domain}`)];
    if (service !== undefined) urls.push(poxUrl(service.target, service.port === 80 ? "http" : "https"));
    return findExchange(session, urls, { headers: { "user-agent": "Evolution/3.56.2" }, timeoutSeconds: 30 });
  },
};

const MAX_REDIRECTS = 11;

/** Asks for an Exchange server; an answer with IMAP and SMTP alone is of no use to such clients. */
export async function findExchange(
  session: Session,
  urls: readonly string[],
  { headers, ...patience }: { readonly headers: Readonly<Record<string, string>>; readonly timeoutSeconds?: number },
): Promise<Outcome> {
  for (const url of urls) {
    let target = url;
    for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
      const exchange = await session.send("pox", {
        method: "POST",
        url: target,
        headers: { "content-type": "text/xml; charset=utf-8", ...headers },
        body: poxRequest(session.address),
        ...patience,
      });
      const redirect = findRedirect(exchange, target);
      if (redirect === undefined) {
        const outcome = judge(exchange, "pox", readExchange(exchange));
        if (outcome !== undefined) return outcome;
        break;
      }
      exchange.step.verdict = `followed to ${redirect}, with the request again`;
      target = redirect;
    }
  }
  return { ok: false, because: "there is no Exchange here, and rightly nothing pretends that there is" };
}

function findRedirect({ status, location, body }: Exchange, from: string): string | undefined {
  if (status >= 300 && status < 400) return location && URL.parse(location, from)?.href;
  return status === 200 ? readPox(body)?.redirectUrl : undefined;
}

function readExchange({ status, body }: Exchange): Reading {
  if (status === 401) return stop("it asks for a password");
  if (status !== 200) return next("not 200");
  const exchange = readPox(body)?.asUrl;
  return exchange === undefined ? next("no ASUrl: this is no Exchange") : take({ exchange });
}
