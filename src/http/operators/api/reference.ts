import { Hono } from "hono";
import { renderApiReference } from "../../../pages/operators/api-reference.ts";
import { documentResponse, PRIVATE } from "../../wire/document.ts";
import { jsonResponse } from "./answer.ts";
import document from "./openapi.json" with { type: "json" };
import { otherMethods } from "./other-methods.ts";

const DOCUMENT = "/api/v1/openapi.json";

/** What the API is, for programs and for people. Neither needs a token, and neither says anything of what the directory holds. */
export function referenceRoutes(): Hono {
  const routes = new Hono();
  routes.get(DOCUMENT, () => jsonResponse(document));
  routes.all(DOCUMENT, otherMethods("GET, HEAD"));
  for (const path of ["/api/v1", "/api/v1/"]) {
    routes.get(path, async (c) =>
      documentResponse(c, await renderApiReference(document, DOCUMENT), { cacheControl: PRIVATE }),
    );
    routes.all(path, otherMethods("GET, HEAD"));
  }
  return routes;
}
