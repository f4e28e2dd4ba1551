import { Hono } from "hono";
import { renderApiReference } from "../../../pages/operators/api-reference.ts";
import { documentResponse, PRIVATE } from "../../wire/document.ts";
import { jsonResponse } from "../api/answer.ts";
import { otherMethods } from "../api/other-methods.ts";
import { listProblems } from "../api/problems.ts";
import { API_HEADERS, type ApiProblem } from "../problem.ts";

const DOCUMENT = "/api/v1/openapi.json";

/** What the API is, for programs and for people, and what its problems are. None of it needs a token, or says anything of what the directory holds. */
export function referenceRoutes(): Hono {
  const routes = new Hono();
  routes.get(DOCUMENT, async () => jsonResponse(await loadDescription()));
  routes.all(DOCUMENT, otherMethods("GET, HEAD"));
  for (const path of ["/api/v1", "/api/v1/"]) {
    routes.get(path, async (c) =>
      documentResponse(c, await renderApiReference(await loadDescription(), DOCUMENT), { cacheControl: PRIVATE }),
    );
    routes.all(path, otherMethods("GET, HEAD"));
  }
  const problems = new Map<string, ApiProblem>(listProblems().map((problem) => [problem.type, problem]));
  routes.get("/problems/:type", (c, next) => {
    const problem = problems.get(`/problems/${c.req.param("type")}`);
    return problem === undefined ? next() : c.text(toText(problem), 200, API_HEADERS);
  });
  return routes;
}

/** Large, and asked for by few. */
async function loadDescription() {
  return (await import("./openapi.json", { with: { type: "json" } })).default;
}

/** What a problem's type leads to. */
function toText({ title, status, detail }: ApiProblem): string {
  return `${title} (${status})\n\n${detail}\n`;
}
