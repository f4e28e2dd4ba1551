/**
 * Whose settings a request is about that names nobody, and whether they are served at all.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { findDomainSettings, type LookupError } from "../../model/address/mail-account.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { err, type Result } from "../../model/result.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";
import { noteLookup } from "../counting/counting.ts";
import { middleware } from "../routing/chain.ts";
import { NO_FIELDS } from "./answer-headers.ts";
import { type Problem, plainProblem, toPlainFields, toProblem } from "./problem.ts";
import type { Site } from "./site.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Why nothing is found at the discovery name that was asked; absent where its domain is served, and at other names. */
    unserved: LookupError | undefined;
  }
}

/**
 * Asks whether the domain of a discovery name is served, before anything else is looked at. Where it is not, an address
 * may still name one that is: look-ups by MX host come that way, and a provider may call the service's own host
 * `autoconfig.`. Whatever cannot name one is answered here.
 */
export function findUnserved({ find }: Site): MiddlewareHandler {
  return middleware((c, next) => {
    const { isDiscovery, domain } = c.get("place");
    if (!isDiscovery) return next();
    return whenKnown(findSettingsOf(domain, find), (served) => {
      noteLookup(c, served.ok ? served.value : served.error);
      if (!served.ok) {
        if (!MAY_NAME_ADDRESS.has(c.req.method)) return plainProblem(toProblem(served.error));
        c.set("unserved", served.error);
      }
      return next();
    });
  });
}

const MAY_NAME_ADDRESS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST"]);

/** A problem as clients are told it: at a name that is not served it is that, however wrongly it was asked besides. */
export function refuse(c: Context, problem: Problem, headers = NO_FIELDS): Response {
  const unserved = c.get("unserved");
  const { detail, status, retryAfter } = unserved === undefined ? problem : toProblem(unserved);
  const { headers: kept } = c.get("place");
  return new Response(`${detail}\n`, kept.keep(`${status}`, status, [retryAfter], headers, toPlainFields));
}

/** The domain that a request's place stands for: the one its path names (`/d/{domain}/…`), else the host's. */
export function findSiteDomain(c: Context): Domain | undefined {
  const named = c.req.param("domain");
  return named === undefined ? c.get("place").domain : findDomain(named);
}

/** The settings of that domain: for questions that name nobody. */
export function findSiteSettings(c: Context, { find }: Site): Soon<Result<ServerSettings, LookupError>> {
  return whenKnown(findSettingsOf(findSiteDomain(c), find), (found) => {
    noteLookup(c, found.ok ? found.value : found.error);
    return found;
  });
}

function findSettingsOf(domain: Domain | undefined, find: Site["find"]): Soon<Result<ServerSettings, LookupError>> {
  return domain === undefined ? err({ reason: "host_unknown" }) : findDomainSettings(find, domain);
}
