import { type Context, Hono } from "hono";
import { ENGLISH } from "../../../content/language.ts";
import { findName } from "../../../directory/operations/domain-operations.ts";
import { toHostnameState } from "../../../directory/views/hostname-state.ts";
import { toPlanBody } from "../../../directory/views/plan/told-plan.ts";
import type { CustomHostname } from "../../../model/custom-hostname.ts";
import { findDomain } from "../../../model/domain/domain.ts";
import type { MovedDomain } from "../../../model/mail-place.ts";
import { toPointer } from "../../../model/settings/fault.ts";
import { WILDCARD } from "../../../model/settings/settings.ts";
import type { DomainRecord } from "../../../store/records.ts";
import { findOrigin } from "../../wire/place.ts";
import { jsonResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { otherMethods } from "../api/other-methods.ts";
import { DomainsQuery, NO_QUERY, readDomainCursor, readQuery } from "../api/queries.ts";
import { apiProblem, NOT_FOUND } from "../problem.ts";
import { routeRecords, toNext } from "./records.ts";

const PATH = "/api/v1/domains";

/** A panel needs four of these: `PUT`, `…/suspend`, `…/unsuspend` and `DELETE`, each as good twice as once. */
export function domainRoutes({ site, operators: { domains, view, hostnames } }: Api): Hono {
  const routes = new Hono();
  routes.get(PATH, async (c) => {
    const query = readQuery(c, DomainsQuery);
    if (!query.ok) return apiProblem(query.error);
    const { limit, cursor, ...filter } = query.value;
    const after = readDomainCursor(cursor);
    if (!after.ok) return apiProblem(after.error);
    const { items, next } = await domains.list(c.get("actor"), filter, limit, after.value);
    return jsonResponse({ domains: items.map(toItem), ...toNext(next) });
  });
  routes.all(PATH, otherMethods("GET, HEAD"));
  const change = routeRecords(routes, {
    path: `${PATH}/:name`,
    operations: domains,
    placeOf: (name) => toPointer(["domains", findName(name) ?? name]),
    toAnswer: async (c: Context, record: DomainRecord) => ({
      ...toItem(record),
      ...(await view.report(record, findOrigin(c, site))),
      ...toHostnames(record.name === WILDCARD ? [] : await hostnames.findHostnames(record.name)),
    }),
    preview: (c, written) => view.previewDomain(written, findOrigin(c, site)),
  });
  routes.get(`${PATH}/:name/plan`, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const found = await domains.get(c.get("actor"), c.req.param("name"));
    const plan = found.ok ? await view.plan(found.value, findOrigin(c, site)) : undefined;
    return plan === undefined ? apiProblem(NOT_FOUND) : jsonResponse(toPlanBody(plan));
  });
  routes.all(`${PATH}/:name/plan`, otherMethods("GET, HEAD"));
  routes.get(`${PATH}/:name/check`, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const found = await domains.get(c.get("actor"), c.req.param("name"));
    const isOne = found.ok && found.value.name !== WILDCARD;
    const settings = isOne ? await view.resolve(found.value) : undefined;
    const checked = settings ?? (found.ok ? findMoved(found.value) : undefined);
    const report = checked && (await site.checks?.check(checked, findOrigin(c, site)));
    if (report === undefined) return apiProblem(NOT_FOUND);
    const { toCheckBody } = await import("../../../telling/check/check-body.ts");
    return jsonResponse(toCheckBody(report, ENGLISH));
  });
  routes.all(`${PATH}/:name/check`, otherMethods("GET, HEAD"));
  // `null` takes the member away: the entry is again what it was.
  for (const [action, patch] of [
    ["suspend", { suspended: true }],
    ["unsuspend", { suspended: null }],
  ] as const) {
    const path = `${PATH}/:name/${action}`;
    routes.post(path, (c) => change(c, (actor, name, options) => domains.patch(actor, name, patch, options)));
    routes.all(path, otherMethods("POST"));
  }
  return routes;
}

function findMoved({ name, entry }: DomainRecord): MovedDomain | undefined {
  const domain = findDomain(name);
  const { mailElsewhere } = entry;
  return domain === undefined || mailElsewhere === undefined ? undefined : { domain, mailElsewhere };
}

function toHostnames(found: readonly CustomHostname[]) {
  return found.length === 0 ? {} : { customHostnames: found.map(toHostnameState) };
}

function toItem({ name, state, revision, body }: DomainRecord) {
  return { domain: name, state, revision, entry: body };
}
