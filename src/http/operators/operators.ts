import { type Context, Hono } from "hono";
import type { Operators } from "../../directory/operators.ts";
import { StoreUnavailableError, TablesMissingError } from "../../store/roles.ts";
import { describeCrash } from "../wire/crash.ts";
import { findOrigin } from "../wire/place.ts";
import { BROKEN_OFF, plainProblem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { type GuardOptions, guardApi, guardConsole } from "./access.ts";
import { apiRoutes } from "./api/api-routes.ts";
import { consoleRoutes, failInConsole, refuseInConsole } from "./console/console.ts";
import { apiProblem, FAILED, NOT_FOUND, RETRY_SECONDS, UNAVAILABLE } from "./problem.ts";
import { requireRules } from "./rules.ts";

/** What the surfaces of operators are made of. */
export interface OperatorSurfaces {
  /** Asked when a request first comes for them. */
  readonly createOperators: () => Promise<Operators>;
  /** Takes a line for each request, with nothing personal in it. */
  readonly log: (line: string) => void;
}

/** Everything under `/api` and `/console`, behind its guards. Rejects where a route has no rule. */
export async function operatorRoutes(surfaces: OperatorSurfaces, site: Site): Promise<Hono> {
  const { createOperators, log } = surfaces;
  const operators = await createOperators();
  const { now, serviceOrigin } = site;
  const options: GuardOptions = { operators, now, serviceOrigin, log, refuse: refuseInConsole };
  const routes = new Hono();
  routes.use("/api/*", guardApi(options));
  routes.use("/console/*", guardConsole(options));
  routes.route("/", consoleRoutes({ operators, now, findOrigin: (c) => findOrigin(c, site) }));
  routes.route("/", apiRoutes({ site, operators }));
  routes.all("/api/*", () => apiProblem(NOT_FOUND));
  routes.onError((error, c) => {
    if (c.get("place").peer.isBrokenOff(c)) return plainProblem(BROKEN_OFF);
    // It does not pass, and whoever reads the log can mend it.
    if (error instanceof TablesMissingError) console.error(error.message);
    if (!isApi(c)) return failInConsole(c, error);
    if (error instanceof StoreUnavailableError) return apiProblem(UNAVAILABLE, { "retry-after": RETRY_SECONDS });
    console.error(describeCrash(error));
    return apiProblem(FAILED);
  });
  requireRules(routes.routes);
  return routes;
}

function isApi(c: Context): boolean {
  return c.req.path.startsWith("/api/");
}
