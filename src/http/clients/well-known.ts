import { type Context, Hono } from "hono";
import { canTellPacc, renderPacc } from "../../formats/pacc.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { isWellKnownUrl, WELL_KNOWN_SERVICES, type WellKnownService } from "../../model/well-known.ts";
import { otherMethods, preflightHeaders } from "../routing/other-methods.ts";
import { ANY_ORIGIN, answerKept, cacheHeaders, toShared } from "../wire/document.ts";
import { type Problem, toProblem } from "../wire/problem.ts";
import { findSiteSettings, refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

const PACC = "/.well-known/user-agent-configuration.json";

/** What is found under `/.well-known/` of a domain, beside autoconfig: other services, and PACC's file. */
export function wellKnownRoutes(site: Site): Hono {
  const routes = new Hono();
  for (const service of WELL_KNOWN_SERVICES) {
    const redirect = async (c: Context) => {
      const found = await findSiteSettings(c, site);
      if (!found.ok) return refuse(c, toProblem(found.error), ANY_ORIGIN);
      const location = findLocation(c, service, found.value);
      if (location === undefined) return refuse(c, toNotOffered(SERVICES[service], found.value), ANY_ORIGIN);
      // No browser follows a redirect before it may ask; a DAV client's own OPTIONS goes the way of all methods, whichever it is.
      const asked = findPreflightMethod(c);
      if (asked !== undefined) return new Response(null, { status: 204, headers: preflightHeaders(c, asked) });
      const headers = { location, ...ANY_ORIGIN, ...cacheHeaders(c, toShared(found.value, site.now)) };
      return new Response(null, { status: 307, headers });
    };
    // RFC 6764 section 5, RFC 8620 section 2.2. Clients begin with PROPFIND or OPTIONS as well as GET; 307 keeps it.
    routes.all(`/.well-known/${service}`, redirect);
  }
  routes.get(PACC, async (c) => {
    const found = await findSiteSettings(c, site);
    if (!found.ok) return refuse(c, toProblem(found.error), ANY_ORIGIN);
    const settings = found.value;
    if (!canTellPacc(settings))
      return refuse(c, toProblem({ reason: "not_expressible", domain: settings.domain }), ANY_ORIGIN);
    return answerKept(c, site, settings, renderOffered, {}, ANY_ORIGIN);
  });
  routes.all(PACC, otherMethods("GET, HEAD", { anyOrigin: true }));
  return routes;
}

/** `undefined` also where clients would come back to what they asked, or to a site that sends them here. */
function findLocation(c: Context, service: WellKnownService, { domain, services }: ServerSettings): string | undefined {
  const location = services?.[service]?.url;
  if (location === undefined) return undefined;
  const url = new URL(location);
  const isHere = url.hostname === domain || url.host === c.get("place").host;
  return isHere && isWellKnownUrl(service, url) ? undefined : location;
}

/** PACC's file of settings that have one. */
function renderOffered(settings: ServerSettings): RenderedDocument {
  const document = renderPacc(settings);
  if (document === undefined) throw new Error("a file was asked of settings that PACC cannot tell");
  return document;
}

const SERVICES = { caldav: "CalDAV", carddav: "CardDAV", jmap: "JMAP" } as const satisfies Record<
  WellKnownService,
  string
>;

/** Only browsers name the method that is to follow. */
function findPreflightMethod(c: Context): string | undefined {
  return c.req.method === "OPTIONS" ? c.req.header("access-control-request-method") : undefined;
}

function toNotOffered(service: string, { domain }: ServerSettings): Problem {
  return { title: "Not offered", detail: `${service} is not offered at ${toUnicode(domain)}.`, status: 404 };
}
