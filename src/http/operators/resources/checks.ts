import { Hono } from "hono";
import type { RunState } from "../../../directory/fleet/check-runs.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { otherMethods } from "../api/other-methods.ts";
import { NO_QUERY, readQuery } from "../api/queries.ts";
import { apiProblem, NOT_FOUND } from "../problem.ts";

const PATH = "/api/v1/checks";

/** Checks of all domains: the run under way, its start and its end, and what the last one found. */
export function checkRoutes({ operators: { runs } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    if (runs === undefined) return apiProblem(NOT_FOUND);
    const [run, report] = [await runs.find(), await runs.findSummary()];
    return jsonResponse({ run: run === undefined ? null : toBody(run), report: report ?? null });
  });
  routes.post(PATH, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    return runs === undefined ? apiProblem(NOT_FOUND) : jsonResponse(toBody(await runs.start()), { status: 202 });
  });
  routes.all(PATH, otherMethods("GET, HEAD, POST"));
  routes.post(`${PATH}/stop`, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    await runs?.stop();
    const run = await runs?.find();
    return run === undefined ? apiProblem(NOT_FOUND) : jsonResponse(toBody(run));
  });
  routes.all(`${PATH}/stop`, otherMethods("POST"));
  return routes;
}

function toBody({ startedAt, endedAt, domains, waiting }: RunState) {
  return { startedAt, endedAt: endedAt ?? null, domains, waiting };
}
