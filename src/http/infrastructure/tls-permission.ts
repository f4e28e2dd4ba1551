import { type Context, Hono } from "hono";
import { findNamedDomain, isDiscoveryName, PACC_LABEL } from "../../model/domain/discovery-name.ts";
import { findDomain } from "../../model/domain/domain.ts";
import type { ServedNames } from "../../store/cache/served-names.ts";
import { NOT_KEPT, type Problem, plainProblem } from "../wire/problem.ts";

/** How often each answer was given. */
export type PermissionCounts = Record<"allowed" | "refused" | "unknown", number>;

/**
 * `GET /tls/permission?domain=NAME`: whether a proxy may get a certificate for a name. Caddy asks before each one that it
 * issues or loads, so the answer comes from memory alone: where it fails, TLS fails (caddyserver/certmagic#272).
 *
 * Names are the service's own, and the discovery names of domains that are served by name, PACC's where there is anything
 * for its clients. Never others, or strangers
 * would have certificates issued at the operator's cost.
 */
export function tlsPermissionRoutes(
  names: ServedNames,
  serviceOrigin: string | undefined,
  counts: PermissionCounts,
): Hono {
  const ownName = serviceOrigin === undefined ? undefined : URL.parse(serviceOrigin)?.hostname;

  function decide(name: string): keyof PermissionCounts {
    if (name === ownName) return "allowed";
    const domain = isDiscoveryName(name) ? findNamedDomain(name) : undefined;
    if (domain === undefined) return "refused";
    const isServed = name.startsWith(`${PACC_LABEL}.`) ? names.hasPacc(domain) : names.has(domain);
    if (isServed === undefined) return "unknown";
    return isServed ? "allowed" : "refused";
  }

  return new Hono().get("/tls/permission", (c: Context) => {
    const asked = c.req.query("domain");
    if (asked === undefined) return plainProblem(NO_NAME);
    const name = findDomain(asked);
    const decision = name === undefined ? "refused" : decide(name);
    counts[decision] += 1;
    return decision === "allowed" ? c.text("yes\n", 200, NOT_KEPT) : plainProblem(REFUSALS[decision]);
  });
}

const NO_NAME: Problem = {
  title: "No name",
  detail: "Ask for a name: /tls/permission?domain=autoconfig.shop.example.",
  status: 400,
};

const REFUSALS: Readonly<Record<"refused" | "unknown", Problem>> = {
  refused: {
    title: "No certificate",
    detail: "That is neither the service's own name nor a discovery name of a domain that is served here by name.",
    status: 403,
  },
  unknown: {
    title: "Not known yet",
    detail: "The directory was not read whole yet. Ask again in some seconds.",
    status: 503,
  },
};
