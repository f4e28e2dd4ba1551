import { Hono } from "hono";
import type { LoginItem } from "../../../directory/operations/login-operations.ts";
import { LINES_PER_REQUEST } from "../access.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { checkBody, LoginSearch, LoginsRequest, limitRecord, readJson } from "../api/bodies.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toApiProblem, toDirectoryProblem, toProblemWithin } from "../api/problems.ts";
import { NO_QUERY, readQuery } from "../api/queries.ts";
import { apiProblem, TOO_MANY_REQUESTS } from "../problem.ts";
import { toNext } from "./records.ts";

const PATH = "/api/v1/domains/:name/logins";

/**
 * Login names of a domain's addresses. What is asked and what is written stands in bodies: an address in a URL would
 * stand in the logs of whatever is in between.
 */
export function loginRoutes({ operators: { logins } }: Api): Hono {
  const routes = new Hono();
  routes.post(PATH, limitRecord, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const json = await readJson(c);
    const body = json.ok ? checkBody(LoginsRequest, json.value) : json;
    if (!body.ok) return apiProblem(body.error);
    const items = body.value.logins.map(({ address, entry }): LoginItem => ({ address, entry: entry ?? undefined }));
    const seconds = c.get("spend")(Math.floor(items.length / LINES_PER_REQUEST));
    if (seconds > 0) return apiProblem(TOO_MANY_REQUESTS, { "retry-after": String(seconds) });
    const written = await logins.write(c.get("actor"), c.req.param("name"), items);
    if (!written.ok) return apiProblem(toDirectoryProblem(written.error, "", false));
    const results = written.value.map((outcome, index) => {
      if (outcome.ok) return { outcome: outcome.value };
      const problem = toDirectoryProblem(outcome.error, "", false);
      return { problem: toProblemWithin(problem, (pointer) => `/logins/${index}${pointer}`) };
    });
    return jsonResponse({ results });
  });
  routes.all(PATH, otherMethods("POST"));
  routes.post(`${PATH}/search`, limitRecord, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const json = await readJson(c);
    const body = json.ok ? checkBody(LoginSearch, json.value) : json;
    if (!body.ok) return apiProblem(body.error);
    const { prefix, limit, cursor } = body.value;
    if (cursor !== undefined && !cursor.includes("@")) return apiProblem(toApiProblem("bad-cursor"));
    const found = await logins.list(c.get("actor"), { domain: c.req.param("name"), prefix }, limit, cursor);
    if (!found.ok) return apiProblem(toDirectoryProblem(found.error, "", false));
    return jsonResponse({ logins: found.value.items, ...toNext(found.value.next) });
  });
  routes.all(`${PATH}/search`, otherMethods("POST"));
  return routes;
}
