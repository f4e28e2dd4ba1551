import { Hono } from "hono";
import { ASKED_DOMAIN, renderAutoconfig, renderAutoconfigForMxLookup } from "../formats/autoconfig.ts";
import { fillTemplate } from "../formats/document-template.ts";
import { findByAddressOrHost } from "../model/mail-account.ts";
import type { SettingsReader } from "../store/settings-store.ts";
import { documentResponse, SHARED } from "./document.ts";
import type { DocumentCache } from "./document-cache.ts";
import { methodNotAllowed, plainProblem, toProblem } from "./problem.ts";
import { findHostDomain, findQueryValues } from "./request.ts";

/** Where clients look; matched without regard to case. */
const PATHS = ["/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml"];

/** `GET …/config-v1.1.xml?emailaddress=…` on `autoconfig.<domain>` and on our own host. */
export function autoconfigRoutes(store: SettingsReader, cache: DocumentCache): Hono {
  const routes = new Hono();
  for (const path of PATHS) {
    routes.get(path, async (c) => {
      const [address] = findQueryValues(c.req.url, "emailaddress");
      const found = await findByAddressOrHost(store.find, address, () => findHostDomain(c.req.url));
      if (!found.ok) return plainProblem(toProblem(found.error));
      const { settings, askedDomain } = found.value;
      if (askedDomain === undefined)
        return documentResponse((await cache.keep(settings, "autoconfig", () => renderAutoconfig(settings))).document, {
          cacheControl: SHARED,
        });
      const template = await cache.keep(settings, "autoconfig mx", () => renderAutoconfigForMxLookup(settings));
      return documentResponse(fillTemplate(template, { [ASKED_DOMAIN]: askedDomain }), { cacheControl: SHARED });
    });
    routes.all(path, () => methodNotAllowed("GET, HEAD"));
  }
  return routes;
}
