import { Hono } from "hono";
import type { CertificateList } from "../../../directory/views/certificate-list.ts";
import { LINES_TYPE, streamResponse, streamText } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { otherMethods } from "../api/other-methods.ts";
import { NamesQuery, readQuery } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";

const PATH = "/api/v1/names";

/**
 * `GET /api/v1/names`: the names that need certificates, a line for each domain, or for each that may have changed. The last
 * line says where to go on: without it the answer broke off.
 */
export function nameRoutes({ operators: { certificates } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, NamesQuery);
    if (!query.ok) return apiProblem(query.error);
    const list = await certificates(c.get("actor"), query.value.since);
    return streamResponse(streamText(toLines(list)), LINES_TYPE);
  });
  routes.all(PATH, otherMethods("GET, HEAD"));
  return routes;
}

async function* toLines({ mark, isWhole, certificatesOnlyFor, items }: CertificateList): AsyncGenerator<string> {
  for await (const { domain, names } of items) yield `${JSON.stringify({ domain, names })}\n`;
  yield `${JSON.stringify({ mark, whole: isWhole, certificatesOnlyFor })}\n`;
}
