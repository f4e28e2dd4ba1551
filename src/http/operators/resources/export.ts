import { Hono } from "hono";
import type { Actor } from "../../../directory/actor.ts";
import { readPages } from "../../../store/read-pages.ts";
import { LINES_TYPE, streamResponse, streamText } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { JSON_TYPE } from "../api/bodies.ts";
import { otherMethods } from "../api/other-methods.ts";
import { ExportQuery, readQuery } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";

const PATH = "/api/v1/export";

/** Records that are read together. */
const PAGE = 500;

/**
 * `GET /api/v1/export`: everything that the token may see, each record as it is when its turn comes. As lines it can be
 * sent to `/api/v1/bulk`; as settings it is a file that the service starts with.
 */
export function exportRoutes({ operators: { domains, providers, logins, floor } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, ExportQuery);
    if (!query.ok) return apiProblem(query.error);
    const actor = c.get("actor");
    // Fails before an answer has begun: of a database that cannot be asked nobody is to get a file that breaks off.
    await providers.list(actor, 1);
    if (query.value.as === "settings")
      return streamResponse(streamText(toSettings(actor)), JSON_TYPE, {
        "content-disposition": 'attachment; filename="settings.json"',
      });
    const lines = query.value.as === "logins" ? toLoginLines(actor) : toLines(actor);
    return streamResponse(streamText(lines), LINES_TYPE, {
      "content-disposition": 'attachment; filename="waypost.ndjson"',
    });
  });
  routes.all(PATH, otherMethods("GET, HEAD"));
  return routes;

  /** Providers first, then domains that use them, then the login names of their addresses. */
  async function* toLines(actor: Actor): AsyncGenerator<string> {
    for await (const { id, body } of allProviders(actor)) yield `${JSON.stringify({ provider: id, entry: body })}\n`;
    for await (const { name, body } of allDomains(actor)) yield `${JSON.stringify({ domain: name, entry: body })}\n`;
    yield* toLoginLines(actor);
  }

  async function* toLoginLines(actor: Actor): AsyncGenerator<string> {
    for await (const { address, ...entry } of allLogins(actor)) yield `${JSON.stringify({ login: address, entry })}\n`;
  }

  async function* toSettings(actor: Actor): AsyncGenerator<string> {
    yield `{\n  "domains": {`;
    const used = new Set<string>();
    let before = "\n";
    for await (const { name, body, entry } of allDomains(actor)) {
      used.add(entry.provider);
      yield `${before}    ${JSON.stringify(name)}: ${JSON.stringify(body)}`;
      before = ",\n";
    }
    yield `\n  },\n  "providers": {`;
    before = "\n";
    for await (const { id, body } of allProviders(actor)) {
      used.delete(id);
      yield `${before}    ${JSON.stringify(id)}: ${JSON.stringify(body)}`;
      before = ",\n";
    }
    // Domains of the directory may use providers of the service's own file: the new file has no other.
    for (const id of used) {
      const provider = floor.providers.get(id);
      if (provider === undefined) continue;
      yield `${before}    ${JSON.stringify(id)}: ${JSON.stringify(provider)}`;
      before = ",\n";
    }
    yield "\n  }\n}\n";
  }

  function allDomains(actor: Actor) {
    return readPages((after) => domains.list(actor, {}, PAGE, after));
  }

  /** A settings file has no place for them. */
  function allLogins(actor: Actor) {
    return readPages(async (after) => {
      const found = await logins.list(actor, {}, PAGE, after);
      return found.ok ? found.value : NO_PAGE;
    });
  }

  function allProviders(actor: Actor) {
    return readPages((after) => providers.list(actor, PAGE, after));
  }
}

const NO_PAGE = { items: [], next: undefined };
