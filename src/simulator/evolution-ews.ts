/**
 * Evolution's Exchange plug-in: it asks Autodiscover once a password is typed, and wants an Exchange server.
 * @see GNOME/evolution-ews (August 2026) src/EWS/common/e-ews-connection.c
 * @module
 */
import { type Client, next, type Outcome, stop } from "./client.ts";
import { poxRequest, poxUrl, readPox } from "./pox.ts";
import { judge, type Session } from "./session.ts";

export const evolutionEws: Client = {
  id: "evolution-ews",
  name: "Evolution, Exchange plug-in",
  source: "GNOME/evolution-ews, August 2026",
  async simulate(session) {
    const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
    const urls = [poxUrl(session.domain), poxUrl(`autodiscover.${session.domain}`)];
    if (service !== undefined) urls.push(poxUrl(service.target, service.port === 80 ? "http" : "https"));
    return findExchange(session, urls, { "user-agent": "Evolution/3.56.2" });
  },
};

/** Asks for an Exchange server; an answer with IMAP and SMTP alone is of no use to such clients. */
export async function findExchange(
  session: Session,
  urls: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  for (const url of urls) {
    const exchange = await session.send("pox", {
      method: "POST",
      url,
      headers: { "content-type": "text/xml; charset=utf-8", ...headers },
      body: poxRequest(session.address),
    });
    const reading =
      exchange.status === 401
        ? stop("it asks for a password")
        : exchange.status !== 200
          ? next("not 200")
          : next(
              readPox(exchange.body)?.asUrl === undefined ? "no ASUrl: this is no Exchange" : "an ASUrl of Exchange",
            );
    judge(exchange, "pox", reading);
    if (reading.verdict === "stop") break;
  }
  return { ok: false, because: "there is no Exchange here, and rightly nothing pretends that there is" };
}
