/**
 * Who may use which route under `/api` and `/console`. A route that has no rule is not there for anybody, and the service
 * does not start.
 * @module
 */
import type { Operator } from "../../directory/actor.ts";

/**
 * `open` asks for nothing. `read` and `write` ask for a token that may do so, of whatever provider: what of the directory
 * exists for it is for the operations to say. `whole` asks for one that sees everything, `all` for one that may change
 * everything.
 */
export type Rule = "open" | "read" | "whole" | "write" | "all";

/** By method and path, as the route is registered. */
export const RULES: Readonly<Record<string, Rule>> = {
  "GET /console": "read",
  "GET /console/": "read",
  "GET /console/log-in": "open",
  "POST /console/log-in": "open",
  "POST /console/log-out": "open",
  "GET /console/domains": "read",
  "GET /console/domains/:name": "read",
  "GET /console/domains/:name/zone": "read",
  "GET /console/providers": "read",
  "GET /console/providers/:name": "read",
  "GET /console/audit": "read",
  "GET /console/findings": "read",
  "GET /console/checks": "whole",
  "POST /console/checks/start": "all",
  "POST /console/checks/stop": "all",
  "GET /console/counts": "whole",
  "GET /console/new-domain": "write",
  "POST /console/new-domain": "write",
  "POST /console/new-domain/save": "write",
  "POST /console/preview/domains": "write",
  "POST /console/preview/providers": "write",
  "GET /console/new-provider": "write",
  "POST /console/new-provider": "write",
  "POST /console/new-provider/save": "write",
  "GET /console/domains/:name/edit": "write",
  "POST /console/domains/:name/edit": "write",
  "GET /console/providers/:name/edit": "write",
  "POST /console/providers/:name/edit": "write",
  "POST /console/domains/:name/save": "write",
  "POST /console/providers/:name/save": "write",
  "GET /console/domains/:name/logins": "read",
  "POST /console/domains/:name/logins": "read",
  "POST /console/domains/:name/logins/set": "write",
  "POST /console/domains/:name/logins/remove": "write",
  "GET /console/domains/:name/suspend": "write",
  "POST /console/domains/:name/suspend": "write",
  "GET /console/domains/:name/unsuspend": "write",
  "POST /console/domains/:name/unsuspend": "write",
  "GET /console/domains/:name/remove": "write",
  "POST /console/domains/:name/remove": "write",
  "GET /console/domains/:name/roll-back": "write",
  "POST /console/domains/:name/roll-back": "write",
  "GET /console/providers/:name/remove": "write",
  "POST /console/providers/:name/remove": "write",
  "GET /console/providers/:name/roll-back": "write",
  "POST /console/providers/:name/roll-back": "write",
  "GET /console/tokens": "all",
  "POST /console/tokens": "all",
  "GET /console/tokens/:id/revoke": "all",
  "POST /console/tokens/:id/revoke": "all",
  "GET /api/v1/domains": "read",
  "ALL /api/v1/domains": "read",
  "GET /api/v1/domains/:name": "read",
  "PUT /api/v1/domains/:name": "write",
  "PATCH /api/v1/domains/:name": "write",
  "DELETE /api/v1/domains/:name": "write",
  "ALL /api/v1/domains/:name": "read",
  "GET /api/v1/domains/:name/history": "read",
  "ALL /api/v1/domains/:name/history": "read",
  "GET /api/v1/domains/:name/check": "read",
  "ALL /api/v1/domains/:name/check": "read",
  "GET /api/v1/domains/:name/plan": "read",
  "ALL /api/v1/domains/:name/plan": "read",
  "POST /api/v1/domains/:name/roll-back": "write",
  "ALL /api/v1/domains/:name/roll-back": "read",
  "POST /api/v1/domains/:name/suspend": "write",
  "ALL /api/v1/domains/:name/suspend": "read",
  "POST /api/v1/domains/:name/unsuspend": "write",
  "ALL /api/v1/domains/:name/unsuspend": "read",
  "POST /api/v1/domains/:name/logins": "write",
  "ALL /api/v1/domains/:name/logins": "read",
  "POST /api/v1/domains/:name/logins/search": "read",
  "ALL /api/v1/domains/:name/logins/search": "read",
  "GET /api/v1/providers": "read",
  "ALL /api/v1/providers": "read",
  "GET /api/v1/providers/:name": "read",
  "PUT /api/v1/providers/:name": "write",
  "PATCH /api/v1/providers/:name": "write",
  "DELETE /api/v1/providers/:name": "write",
  "ALL /api/v1/providers/:name": "read",
  "GET /api/v1/providers/:name/moves": "read",
  "ALL /api/v1/providers/:name/moves": "read",
  "GET /api/v1/providers/:name/history": "read",
  "ALL /api/v1/providers/:name/history": "read",
  "POST /api/v1/providers/:name/roll-back": "write",
  "ALL /api/v1/providers/:name/roll-back": "read",
  "POST /api/v1/bulk": "write",
  "ALL /api/v1/bulk": "read",
  "GET /api/v1/export": "read",
  "ALL /api/v1/export": "read",
  "GET /api/v1/names": "read",
  "ALL /api/v1/names": "read",
  "GET /api/v1/custom-hostnames": "all",
  "POST /api/v1/custom-hostnames": "all",
  "ALL /api/v1/custom-hostnames": "read",
  "GET /api/v1/tokens": "all",
  "POST /api/v1/tokens": "all",
  "ALL /api/v1/tokens": "read",
  "DELETE /api/v1/tokens/:id": "all",
  "ALL /api/v1/tokens/:id": "read",
  "GET /api/v1/audit": "read",
  "ALL /api/v1/audit": "read",
  "GET /api/v1/checks": "whole",
  "POST /api/v1/checks": "all",
  "ALL /api/v1/checks": "read",
  "POST /api/v1/checks/stop": "all",
  "ALL /api/v1/checks/stop": "read",
  "GET /api/v1/findings": "read",
  "ALL /api/v1/findings": "read",
  "GET /api/v1": "open",
  "ALL /api/v1": "open",
  "GET /api/v1/": "open",
  "ALL /api/v1/": "open",
  "GET /api/v1/openapi.json": "open",
  "ALL /api/v1/openapi.json": "open",
};

export function allows(rule: Rule, { access, provider }: Operator): boolean {
  switch (rule) {
    case "open":
    case "read":
      return true;
    case "whole":
      return provider === undefined;
    case "write":
      return access === "write";
    case "all":
      return access === "write" && provider === undefined;
  }
}

/** As hono lists what was registered. */
interface Route {
  readonly method: string;
  readonly path: string;
}

export function toRuleName({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** Routes of operators that answer, without middleware of many: it is registered for all methods of a path that goes on. */
export function listGuarded(routes: readonly Route[]): readonly string[] {
  const names = routes
    .filter(({ method, path }) => /^\/(?:api|console)(?:\/|$)/.test(path) && !(method === "ALL" && path.endsWith("*")))
    .map(toRuleName);
  return [...new Set(names)];
}

/** Throws where a route has no rule. */
export function requireRules(routes: readonly Route[]): void {
  const lacking = listGuarded(routes).filter((name) => !Object.hasOwn(RULES, name));
  if (lacking.length > 0) throw new Error(`no rule says who may use ${lacking.join(", ")}`);
}
