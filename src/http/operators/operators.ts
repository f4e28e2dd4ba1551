import { type Context, Hono } from "hono";
import type { Operators } from "../../directory/operators.ts";
import { StoreUnavailableError } from "../../store/roles.ts";
import { describeCrash } from "../wire/crash.ts";
import { plainProblem } from "../wire/problem.ts";
import { type GuardOptions, guardApi, guardConsole, type Refusal } from "./access.ts";
import { apiProblem, FAILED, NOT_FOUND, UNAVAILABLE } from "./problem.ts";
import { requireRules } from "./rules.ts";
import type { FindSource } from "./session.ts";
import { tokenRoutes } from "./tokens.ts";

/** What the surfaces of operators are made of. */
export interface OperatorSurfaces {
  readonly operators: Operators;
  /** Where a log-in comes from. */
  readonly findSource: FindSource;
  /** Takes a line for each request, with nothing personal in it. */
  readonly log: (line: string) => void;
}

/** Everything under `/api` and `/console`, behind its guards. Throws where a route has no rule. */
export function operatorRoutes({ operators, log }: OperatorSurfaces, now: () => Date): Hono {
  const options: GuardOptions = { operators, now, log, refuse: refuseInConsole };
  const routes = new Hono();
  routes.use("/api/*", guardApi(options));
  routes.use("/console/*", guardConsole(options));
  routes.route("/", tokenRoutes(operators));
  routes.all("/api/*", () => apiProblem(NOT_FOUND));
  routes.onError((error, c) => {
    if (!isApi(c)) throw error;
    if (error instanceof StoreUnavailableError) return apiProblem(UNAVAILABLE, { "retry-after": "5" });
    console.error(describeCrash(error));
    return apiProblem(FAILED);
  });
  requireRules(routes.routes);
  return routes;
}

function isApi(c: Context): boolean {
  return c.req.path.startsWith("/api/");
}

function refuseInConsole(_: Context, reason: Refusal, headers: Readonly<Record<string, string>> = {}): Response {
  return plainProblem(CONSOLE_REFUSALS[reason], headers);
}

const CONSOLE_REFUSALS = {
  not_allowed: { title: "Not allowed", detail: "Your token is not for that.", status: 403 },
  not_found: { title: "Not found", detail: "There is nothing here.", status: 404 },
  too_many: { title: "Too many requests", detail: "Please wait a minute.", status: 429 },
  foreign: {
    title: "Another site's form",
    detail: "The form was sent by another site: open the console and do it there.",
    status: 403,
  },
} as const;
