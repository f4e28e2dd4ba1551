import { Hono } from "hono";
import type { TokenError } from "../../../directory/operations/token-operations.ts";
import type { TokenRecord } from "../../../store/access-roles.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { limitRecord, readJson } from "../api/bodies.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toApiProblem, toDetails } from "../api/problems.ts";
import { ListQuery, NO_QUERY, readQuery, readTokenCursor } from "../api/queries.ts";
import { type ApiProblem, apiProblem, NOT_FOUND } from "../problem.ts";
import { toNext } from "./records.ts";

const PATH = "/api/v1/tokens";

/** Tokens are made, listed and revoked; the text of one is in the answer that makes it, and nowhere else. */
export function tokenRoutes({ operators: { tokens } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, ListQuery);
    if (!query.ok) return apiProblem(query.error);
    const after = readTokenCursor(query.value.cursor);
    if (!after.ok) return apiProblem(after.error);
    const { items, next } = await tokens.list(c.get("actor"), query.value.limit, after.value);
    return jsonResponse({ tokens: items.map(toItem), ...toNext(next) });
  });
  routes.post(PATH, limitRecord, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const body = await readJson(c);
    if (!body.ok) return apiProblem(body.error);
    const made = await tokens.create(c.get("actor"), body.value);
    if (!made.ok) return apiProblem(toProblem(made.error));
    return jsonResponse({ ...toItem(made.value.token), secret: made.value.text }, { status: 201 });
  });
  routes.all(PATH, otherMethods("GET, HEAD, POST"));
  routes.delete(`${PATH}/:id`, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const revoked = await tokens.revoke(c.get("actor"), c.req.param("id"));
    return revoked.ok ? jsonResponse(toItem(revoked.value)) : apiProblem(toProblem(revoked.error));
  });
  routes.all(`${PATH}/:id`, otherMethods("DELETE"));
  return routes;
}

/** What is absent is null: a client sees every member that there can be. */
function toItem({ provider, expiresAt, usedAt, revokedAt, ...same }: TokenRecord) {
  return {
    ...same,
    provider: provider ?? null,
    expiresAt: expiresAt ?? null,
    usedAt: usedAt ?? null,
    revokedAt: revokedAt ?? null,
  };
}

function toProblem(error: TokenError): ApiProblem {
  switch (error.reason) {
    case "not_found":
      return NOT_FOUND;
    case "faulty":
      return toApiProblem("faulty", { errors: toDetails(error.faults, "") });
  }
}
