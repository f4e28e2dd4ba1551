/**
 * Evolution's Exchange plug-in: it asks Autodiscover once a password is typed, and wants an Exchange server.
 * @see GNOME/evolution-ews (August 2026) src/EWS/common/e-ews-connection.c, src/EWS/evolution/e-ews-config-lookup.c
 * @module
 */
import type { Client } from "../client.ts";
import { findExchange } from "../reading/exchange.ts";
import { poxUrl } from "../reading/pox.ts";

const MAX_REDIRECTS = 11;

export const evolutionEws: Client = {
  id: "evolution-ews",
  name: "Evolution, Exchange plug-in",
  seeks: "Exchange",
  source: "GNOME/evolution-ews, August 2026",
  patience: () => 30,
  async simulate(session) {
    const [service] = await session.resolveSrv("pox", "_autodiscover._tcp");
    const urls = [poxUrl(session.domain), poxUrl(`autodiscover.${session.domain}`)];
    if (service?.port === 80 || service?.port === 443)
      urls.push(poxUrl(service.target, service.port === 80 ? "http" : "https"));
    return findExchange(session, urls, { "user-agent": "Evolution/3.56.2" }, MAX_REDIRECTS);
  },
};
