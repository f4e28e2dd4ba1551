/**
 * Android's own Exchange, of which several makers' mail apps descend: it wants ActiveSync, and sends the password at once.
 * @see LineageOS/android_packages_apps_Exchange (February 2024) src/com/android/exchange/eas/EasAutoDiscover.java
 * @module
 */
import { type Client, next, stop } from "./client.ts";
import { MOBILESYNC_REQUEST, MOBILESYNC_RESPONSE, poxRequest, poxUrl } from "./pox.ts";
import { judge } from "./session.ts";
import { child, children, childText, readXml } from "./xml.ts";

export const aospExchange: Client = {
  id: "aosp-exchange",
  name: "Android Exchange (AOSP)",
  source: "LineageOS/android_packages_apps_Exchange, February 2024",
  async simulate(session) {
    for (const host of [session.domain, `autodiscover.${session.domain}`]) {
      const request = {
        method: "POST",
        url: poxUrl(host),
        headers: {
          "content-type": "text/xml",
          // The user's password goes with the very first request: whoever answers must neither use nor keep it.
          authorization: `Basic ${btoa(`${session.address}:secret`)}`,
        },
        body: poxRequest(session.address, MOBILESYNC_REQUEST, MOBILESYNC_RESPONSE),
      };
      let exchange = await session.send("pox", request);
      if (exchange.location?.startsWith("https:") && exchange.status < 400) {
        exchange.step.verdict = "followed, with the request again";
        exchange = await session.send("pox", { ...request, url: exchange.location });
      }
      if (exchange.status === 401) {
        judge(exchange, "pox", stop("a log-in failure"));
        return { ok: false, because: "the server refused the password" };
      }
      if (exchange.status !== 200) {
        judge(exchange, "pox", next("not 200"));
        continue;
      }
      const action = child(child(child(readXml(exchange.body), "Response"), "Action"), "Settings");
      const url = children(action, "Server")
        .filter((server) => childText(server, "Type") === "MobileSync")
        .map((server) => childText(server, "Url"))[0];
      judge(exchange, "pox", url === undefined ? stop("no ActiveSync server") : next("an ActiveSync server"));
      if (url === undefined)
        return { ok: false, because: "there is no ActiveSync here, and nothing pretends that there is" };
      exchange.step.verdict = "taken";
      return { ok: true, mechanism: "pox", account: { activesync: url } };
    }
    return { ok: false, because: "nobody answered for ActiveSync" };
  },
};
