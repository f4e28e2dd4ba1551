import { Hono } from "hono";
import type { AuditEntry } from "../../../directory/views/audit.ts";
import { type DirectoryFinding, findDirectoryFindings } from "../../../directory/views/directory-findings.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toApiProblem } from "../api/problems.ts";
import { ListQuery, NO_QUERY, readQuery } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";
import { toNext } from "./records.ts";

const AUDIT = "/api/v1/audit";
const FINDINGS = "/api/v1/findings";

/** What there is to keep an eye on: who did what, and what is wrong now. */
export function watchRoutes({ operators: { audit, directory, floor } }: Api): Hono {
  const routes = new Hono();
  routes.get(AUDIT, async (c) => {
    const query = readQuery(c, ListQuery);
    if (!query.ok) return apiProblem(query.error);
    const page = await audit.list(c.get("actor"), query.value.limit, query.value.cursor);
    if (page === undefined) return apiProblem(toApiProblem("bad-cursor"));
    return jsonResponse({ entries: page.items.map(toEntry), ...toNext(page.next) });
  });
  routes.all(AUDIT, otherMethods("GET, HEAD"));
  routes.get(FINDINGS, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const found = await findDirectoryFindings(c.get("actor"), { directory, floor });
    return jsonResponse({ findings: found.findings.map(toFinding), cut: found.isPartial });
  });
  routes.all(FINDINGS, otherMethods("GET, HEAD"));
  return routes;
}

/** What is absent is null: a client sees every member that there can be. */
function toEntry({ name, provider, count, revision, ...same }: AuditEntry) {
  return {
    ...same,
    name: name ?? null,
    provider: provider ?? null,
    count: count ?? null,
    revision: revision ?? null,
  };
}

function toFinding({ sample, value, remedy, ...same }: DirectoryFinding) {
  return { ...same, value: value ?? null, remedy: remedy ?? null, domain: sample };
}
