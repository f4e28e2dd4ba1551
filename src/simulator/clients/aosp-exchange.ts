/**
 * Android's own Exchange, of which several makers' mail apps descend: it wants ActiveSync, and sends the password at once.
 * @see LineageOS/android_packages_apps_Exchange (February 2024) src/com/android/exchange/eas/EasAutoDiscover.java
 * @module
 */
import type { Client } from "../client.ts";
import { next, stop, take } from "../outcome.ts";
import { escaped, MOBILESYNC_REQUEST, MOBILESYNC_RESPONSE, poxRequest, poxUrl } from "../reading/pox.ts";
import { child, children, childText } from "../reading/xml.ts";
import { type Exchange, judge, type Session } from "../session.ts";

export const aospExchange: Client = {
  id: "aosp-exchange",
  name: "Android Exchange (AOSP)",
  seeks: "ActiveSync",
  source: "LineageOS/android_packages_apps_Exchange, February 2024",
  async simulate(session) {
    for (const host of [session.domain, `autodiscover.${session.domain}`]) {
      const exchange = await post(session, poxUrl(host));
      if (exchange.status === 401) {
        judge(exchange, "pox", stop("a login failure"));
        return { ok: false, because: "the server refused the password" };
      }
      if (exchange.status !== 200) {
        judge(exchange, "pox", next("not 200"));
        continue;
      }
      const action = child(child(child(exchange.readRoot(), "Response"), "Action"), "Settings");
      const url = children(action, "Server")
        .filter((server) => childText(server, "Type") === "MobileSync")
        .map((server) => childText(server, "Url"))[0];
      judge(exchange, "pox", url === undefined ? stop("no ActiveSync server") : take({ activesync: url }));
      return url === undefined
        ? { ok: false, because: "there is no ActiveSync here, and nothing pretends that there is" }
        : { ok: true, mechanism: "pox", account: { activesync: url } };
    }
    return { ok: false, because: "nobody answered for ActiveSync" };
  },
};

/** Redirects are off; a `Location` over https is asked with the same POST. */
async function post(session: Session, url: string): Promise<Exchange> {
  const request = {
    method: "POST",
    headers: {
      "content-type": "text/xml",
      // The user's password goes with the very first request: whoever answers must neither use nor keep it.
      authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${session.address}:secret`)))}`,
    },
    body: poxRequest(escaped(session.address), MOBILESYNC_REQUEST, MOBILESYNC_RESPONSE),
  };
  const exchange = await session.send("pox", { ...request, url });
  const target = exchange.status >= 300 && exchange.status < 400 ? exchange.location : undefined;
  if (target?.startsWith("https://") !== true) return exchange;
  exchange.step.verdict = "followed: the POST is repeated there";
  return session.send("pox", { ...request, url: target });
}
