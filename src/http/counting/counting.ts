/**
 * Counts what mail clients ask for and what they get, without whoever asks.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import type { LookupError } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { AskedMechanism, RequestOutcome, Tally } from "../../model/request-count.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { whenKnown } from "../../model/soon.ts";
import { middleware } from "../routing/chain.ts";
import type { Site } from "../wire/site.ts";
import { findClientFamily } from "./client-family.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** The settings that a request turned out to be about, or why there are none. */
    lookup: Found | undefined;
  }
}

type Found = Pick<ServerSettings, "domain"> | LookupError;

/** Says whose settings a request is about, to be counted; what is said last counts. */
export function noteLookup(c: Context, found: Found): void {
  c.set("lookup", found);
}

/** Counts each request for a document of mail clients once it is answered. */
export function countRequests(tally: Tally, { serviceOrigin }: Pick<Site, "serviceOrigin">): MiddlewareHandler {
  const own = serviceOrigin === undefined ? undefined : new URL(serviceOrigin).hostname;
  return middleware((c, next) => {
    const mechanism = findMechanism(c.req.path);
    if (mechanism === undefined) return next();
    return whenKnown(next(), () => {
      const found = c.get("lookup");
      tally.count({
        family: findClientFamily(c.get("place").peer.readHeader(c, "user-agent")),
        mechanism,
        outcome: toOutcome(found, c.res.status),
        domain: findAskedDomain(found, own),
      });
    });
  });
}

/** By how a path ends; in lower case, as the app has it. Some paths go on with an address, which is not looked at. */
function findMechanism(path: string): AskedMechanism | undefined {
  if (path.endsWith("/config-v1.1.xml") || path.endsWith("/mail-v1.xml") || path.startsWith("/v1.1/"))
    return "autoconfig";
  if (path.endsWith("/autodiscover.xml")) return "autodiscover";
  if (path.includes("/autodiscover/autodiscover.json")) return "autodiscover-json";
  if (path.endsWith(".mobileconfig") || path === "/mobileconfig") return "profile";
  if (path.endsWith("/user-agent-configuration.json")) return "pacc";
  if (/\/\.well-known\/(?:cal|card)dav\/?$/.test(path)) return "dav";
  return /\/\.well-known\/jmap\/?$/.test(path) ? "jmap" : undefined;
}

function toOutcome(found: Found | undefined, status: number): RequestOutcome {
  if (status >= 500) return "failed";
  if (status < 300 || status === 304) return "answered";
  if (status < 400) return "redirected";
  return (found !== undefined && "reason" in found ? OUTCOMES[found.reason] : undefined) ?? "refused";
}

/** Of what is found nowhere; all else that is refused was asked wrongly, or for what is not offered. */
const OUTCOMES: Readonly<Partial<Record<LookupError["reason"], RequestOutcome>>> = {
  domain_unknown: "unserved",
  host_unknown: "unserved",
  mail_elsewhere: "elsewhere",
  domain_suspended: "suspended",
};

/** Who asks the service's own host for nobody in particular names no domain. */
function findAskedDomain(found: Found | undefined, own: string | undefined): Domain | undefined {
  if (found === undefined || !("domain" in found)) return undefined;
  return "reason" in found && found.domain === own ? undefined : found.domain;
}
