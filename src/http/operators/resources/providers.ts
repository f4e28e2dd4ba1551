import { Hono } from "hono";
import type { ServerMove } from "../../../directory/views/server-moves.ts";
import { toPointer } from "../../../model/settings/fault.ts";
import type { ProviderRecord } from "../../../store/records.ts";
import { findOrigin } from "../../wire/place.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toDirectoryProblem } from "../api/problems.ts";
import { ListQuery, NO_QUERY, readProviderCursor, readQuery } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";
import { routeRecords, toNext } from "./records.ts";

const PATH = "/api/v1/providers";

/** Providers of the directory; those of the settings file belong to whoever edits the file. */
export function providerRoutes({ site, operators: { providers, view } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, ListQuery);
    if (!query.ok) return apiProblem(query.error);
    const after = readProviderCursor(query.value.cursor);
    if (!after.ok) return apiProblem(after.error);
    const { items, next } = await providers.list(c.get("actor"), query.value.limit, after.value);
    return jsonResponse({ providers: items.map(toItem), ...toNext(next) });
  });
  routes.all(PATH, otherMethods("GET, HEAD"));
  routeRecords(routes, {
    path: `${PATH}/:name`,
    operations: providers,
    placeOf: (id) => toPointer(["providers", id]),
    toAnswer: async (_, record) => toItem(record),
    preview: (c, written) => view.previewProvider(written, findOrigin(c, site)),
  });
  const moves = `${PATH}/:name/moves`;
  routes.get(moves, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const found = await providers.get(c.get("actor"), c.req.param("name") ?? "");
    if (!found.ok) return apiProblem(toDirectoryProblem(found.error, "", false));
    return jsonResponse({ moves: (await view.moves(found.value)).map(toMove) });
  });
  routes.all(moves, otherMethods("GET, HEAD"));
  return routes;
}

function toMove({ isMade, isCut, ...same }: ServerMove) {
  return { ...same, made: isMade, cut: isCut };
}

function toItem({ id, revision, body }: ProviderRecord) {
  return { provider: id, revision, entry: body };
}
