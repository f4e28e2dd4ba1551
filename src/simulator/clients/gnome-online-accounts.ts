/**
 * GNOME Online Accounts: IMAP by hand; Exchange by Autodiscover; calendars and contacts by SRV and well-known paths.
 * @see GNOME/gnome-online-accounts (May 2026) src/goabackend/{goaewsclient,goadavclient,goaimapsmtpprovider}.c
 * @module
 */
import type { Client } from "../client.ts";
import { findDav } from "../reading/dav.ts";
import { findExchange } from "../reading/exchange.ts";
import { poxUrl } from "../reading/pox.ts";
import { registrableDomain } from "../reading/registrable-domain.ts";

export const gnomeExchange: Client = {
  id: "gnome-exchange",
  name: "GNOME Online Accounts, Exchange",
  seeks: "Exchange",
  source: "GNOME/gnome-online-accounts, May 2026",
  simulate: (session) =>
    findExchange(
      session,
      [poxUrl(session.domain), poxUrl(`autodiscover.${session.domain}`)],
      { "user-agent": "libews/0.1" },
      0,
    ),
};

export const gnomeDav: Client = {
  id: "gnome-dav",
  name: "GNOME Online Accounts, calendars and contacts",
  seeks: "calendars and contacts",
  source: "GNOME/gnome-online-accounts, May 2026",
  async simulate(session) {
    const found = await findDav(session, "OPTIONS");
    const base = registrableDomain(session.domain);
    return found.ok || base === session.domain ? found : findDav(session, "OPTIONS", base);
  },
};
