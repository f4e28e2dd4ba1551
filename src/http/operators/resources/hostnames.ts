import { Hono } from "hono";
import { emptyResponse, jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { checkBody, HostnamesRequest, limitRecord, readJson } from "../api/bodies.ts";
import { otherMethods } from "../api/other-methods.ts";
import { HostnamesQuery, NO_QUERY, readDomainCursor, readQuery } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";
import { toNext } from "./records.ts";

const PATH = "/api/v1/custom-hostnames";

/** What `waypost cloudflare sync` keeps of names at Cloudflare: it runs elsewhere, and the token for them stays there. */
export function hostnameRoutes({ operators: { hostnames } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, HostnamesQuery);
    if (!query.ok) return apiProblem(query.error);
    const { zone, limit, cursor } = query.value;
    const after = readDomainCursor(cursor);
    if (!after.ok) return apiProblem(after.error);
    const { items, next } = await hostnames.listHostnames(zone, limit, after.value);
    return jsonResponse({ hostnames: items, ...toNext(next) });
  });
  routes.post(PATH, limitRecord, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const json = await readJson(c);
    const body = json.ok ? checkBody(HostnamesRequest, json.value) : json;
    if (!body.ok) return apiProblem(body.error);
    const changes = body.value.hostnames.map(({ state, ...name }) => ({ ...name, state: state ?? undefined }));
    await hostnames.writeHostnames(changes);
    return emptyResponse(204);
  });
  routes.all(PATH, otherMethods("GET, HEAD, POST"));
  return routes;
}
