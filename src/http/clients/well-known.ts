import { type Context, Hono } from "hono";
import { renderPacc } from "../../formats/pacc.ts";
import { toUnicode } from "../../model/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { ANY_ORIGIN, keptResponse, SHARED } from "../wire/document.ts";
import { otherMethods } from "../wire/other-methods.ts";
import { type Problem, plainProblem, toProblem } from "../wire/problem.ts";
import { findSiteSettings } from "../wire/request.ts";

const PACC = "/.well-known/user-agent-configuration.json";

/** What is found under `/.well-known/` of a domain, beside autoconfig: other services, and PACC's file. */
export function wellKnownRoutes(store: SettingsReader, cache: DocumentCache): Hono {
  const routes = new Hono();
  for (const service of ["caldav", "carddav", "jmap"] as const) {
    const redirect = async (c: Context) => {
      const found = await findSiteSettings(c, store.find);
      if (!found.ok) return plainProblem(toProblem(found.error));
      const location = found.value.services?.[service]?.url;
      if (location === undefined) return plainProblem(toNotOffered(SERVICES[service], found.value));
      return new Response(null, { status: 307, headers: { location, "cache-control": SHARED } });
    };
    // RFC 6764 section 5, RFC 8620 section 2.2. Clients begin with PROPFIND or OPTIONS as well as GET; 307 keeps it.
    routes.all(`/.well-known/${service}`, redirect);
    routes.all(`/.well-known/${service}/`, redirect);
  }
  routes.get(PACC, async (c) => {
    const found = await findSiteSettings(c, store.find);
    if (!found.ok) return plainProblem(toProblem(found.error), ANY_ORIGIN);
    const settings = found.value;
    const document = renderPacc(settings);
    if (document === undefined)
      return plainProblem(toProblem({ reason: "not_expressible", domain: settings.domain }), ANY_ORIGIN);
    const kept = await cache.keep(settings, "pacc", () => document);
    // The digest in DNS is over exactly these bytes.
    return keptResponse(c, kept, { ...ANY_ORIGIN, "cache-control": `${SHARED}, no-transform` });
  });
  routes.all(PACC, otherMethods("GET, HEAD", { anyOrigin: true }));
  return routes;
}

const SERVICES = { caldav: "CalDAV", carddav: "CardDAV", jmap: "JMAP" } as const;

function toNotOffered(service: string, { domain }: ServerSettings): Problem {
  return { title: "Not offered", detail: `${service} is not offered at ${toUnicode(domain)}.`, status: 404 };
}
