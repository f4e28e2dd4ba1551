/**
 * Who may use which route under `/api` and `/console`. A route that has no rule is not there for anybody, and the service
 * does not start.
 * @module
 */
import type { Operator } from "../../directory/actor.ts";

/**
 * `open` asks for nothing. `read` and `write` ask for a token that may do so, of whatever provider: what of the directory
 * exists for it is for the operations to say. `all` asks for one that may change everything.
 */
export type Rule = "open" | "read" | "write" | "all";

/** By method and path, as the route is registered. */
export const RULES: Readonly<Record<string, Rule>> = {
  "GET /api/v1/tokens": "all",
  "POST /api/v1/tokens": "all",
  "DELETE /api/v1/tokens/:id": "all",
  "GET /api/v1/audit": "read",
  "GET /console": "read",
  "GET /console/log-in": "open",
  "POST /console/log-in": "open",
  "POST /console/log-out": "open",
};

export function allows(rule: Rule, { access, provider }: Operator): boolean {
  switch (rule) {
    case "open":
    case "read":
      return true;
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
