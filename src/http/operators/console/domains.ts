import { Hono } from "hono";
import type { Operator } from "../../../directory/actor.ts";
import { findName } from "../../../directory/operations/domain-operations.ts";
import type { Operators } from "../../../directory/operators.ts";
import { diffBodies } from "../../../directory/views/body-diff.ts";
import type { DomainReport } from "../../../directory/views/domain-report.ts";
import { toHostnameState } from "../../../directory/views/hostname-state.ts";
import type { CertificatePlan, ClientFinding } from "../../../directory/views/plan/certificate-plan.ts";
import { groupFindings } from "../../../directory/views/plan/told-plan.ts";
import { PREVIEWED_DOCUMENTS } from "../../../directory/views/preview.ts";
import { DEFAULT_SERVICE, toConnectQuery, toConnectVariables } from "../../../formats/dns/domain-connect.ts";
import { type MoveRecords, toMoveRecords } from "../../../formats/dns/elsewhere-records.ts";
import { renderZone } from "../../../formats/dns/forms/zone.ts";
import { findDomain } from "../../../model/domain/domain.ts";
import { DOMAIN_STATES } from "../../../model/settings/domain-state.ts";
import { valueAt } from "../../../model/settings/fault.ts";
import { type DomainEntry, WILDCARD } from "../../../model/settings/settings.ts";
import { type CertificatePlanView, type DnsProvider, renderDomainPage } from "../../../pages/console/domain-page.ts";
import { renderDomainsPage, toShownName } from "../../../pages/console/domains-page.ts";
import { PREVIEWS } from "../../../pages/console/entry-page.ts";
import type { Change } from "../../../pages/console/history-view.ts";
import type { DomainName, RevisionRecord } from "../../../store/records.ts";
import { documentResponse, PRIVATE } from "../../wire/document.ts";
import {
  answer,
  answerProblem,
  type ConsoleParts,
  findNotice,
  MOST_COUNTED,
  suggestProviders,
  toVisitor,
} from "./console-context.ts";
import { editingRoutes } from "./editing.ts";
import { readLogins } from "./logins.ts";

const PAGE = 50;
export const CHANGES = 10;

/** Of a domain whose mail is elsewhere. */
function findMove(name: DomainName, { mailElsewhere }: DomainEntry, origin: string): MoveRecords | undefined {
  const host = findDomain(new URL(origin).hostname);
  if (name === WILDCARD || mailElsewhere === undefined || host === undefined) return undefined;
  return toMoveRecords(name, mailElsewhere, host);
}

/** Only whoever wants to know has the domain's DNS provider asked. */
async function findDnsProvider(
  { findConnection }: Operators,
  { settings: { domain }, records }: DomainReport,
  origin: string,
  isWanted: boolean,
): Promise<DnsProvider | undefined> {
  const host = findDomain(new URL(origin).hostname);
  if (findConnection === undefined || host === undefined) return undefined;
  if (!isWanted) return { state: "unasked" };
  const found = await findConnection(domain, { providerId: host, serviceId: DEFAULT_SERVICE });
  if (found === undefined) return { state: "unknown" };
  const { name, zone, applyUrl, controlPanel } = found;
  const link = applyUrl && `${applyUrl}?${toConnectQuery(domain, zone, toConnectVariables(records))}`;
  return { state: "known", name, link, controlPanel };
}

/** `/console/domains`: found, looked at, and changed. */
export function domainRoutes(parts: ConsoleParts): Hono {
  const { operators, findOrigin } = parts;
  const { domains, view, floor, hostnames } = operators;
  const floorHas = (name: DomainName) => (name === WILDCARD ? floor.wildcard !== undefined : floor.domains.has(name));
  return new Hono()
    .get("/console/domains", async (c) => {
      const actor = c.get("actor");
      const search = {
        prefix: c.req.query("prefix") ?? "",
        provider: (c.req.query("provider") ?? "").trim(),
        state: DOMAIN_STATES.find((state) => state === c.req.query("state")) ?? ("" as const),
      };
      const filter = {
        prefix: toPrefix(search.prefix),
        ...(search.provider !== "" && { provider: search.provider }),
        ...(search.state !== "" && { state: search.state }),
      };
      const after = c.req.query("after");
      const [{ items, next }, count, providers] = await Promise.all([
        domains.list(actor, filter, PAGE, after),
        domains.count(actor, filter, MOST_COUNTED),
        suggestProviders(c, operators),
      ]);
      const page = renderDomainsPage({
        visitor: toVisitor(c),
        notice: findNotice(c),
        search,
        domains: items.map(({ name, entry, state }) => ({ name, provider: entry.provider, state })),
        count,
        mostCounted: MOST_COUNTED,
        next,
        isFirst: after === undefined,
        providers,
      });
      return answer(c, page);
    })
    .get("/console/domains/:name", async (c) => {
      const actor = c.get("actor");
      const name = findName(c.req.param("name"));
      const found = name && (await domains.get(actor, name));
      const history = name && (await domains.history(actor, name, CHANGES + 1));
      if (name === undefined || !history?.ok || found === undefined) {
        const isInFile = actor.provider === undefined && name !== undefined && floorHas(name);
        const text = isInFile
          ? "This domain is in the settings file, and is changed there."
          : "There is no domain with this name.";
        return answerProblem(c, 404, text, { section: "domains" });
      }
      const record = found.ok ? found.value : undefined;
      const origin = findOrigin(c);
      const report = record && (await view.report(record, origin));
      const texts = record === undefined ? {} : await view.documents(record, origin);
      const page = renderDomainPage({
        visitor: toVisitor(c),
        notice: findNotice(c),
        name,
        record: record && { ...record, provider: record.entry.provider },
        report: report && {
          ...report,
          origin,
          certificatesOnlyFor: actor.provider === undefined ? floor.service.certificatesOnlyFor : undefined,
        },
        dnsProvider: report && (await findDnsProvider(operators, report, origin, c.req.query("connect") !== undefined)),
        hasChecks: operators.runs !== undefined,
        move: record && findMove(name, record.entry, origin),
        hostnames:
          record === undefined || name === WILDCARD ? [] : (await hostnames.findHostnames(name)).map(toHostnameState),
        plan: record && c.req.query("plan") === "1" ? toPlanView(await view.plan(record, origin)) : undefined,
        logins: record && (await readLogins(operators, actor, record)),
        documents: PREVIEWED_DOCUMENTS.flatMap((document) => {
          const text = texts[document];
          return text === undefined ? [] : [{ name: PREVIEWS[document], text }];
        }),
        changes: toChanges(history.value),
        hasMoreChanges: history.value.length > CHANGES,
      });
      return answer(c, page);
    })
    .get("/console/domains/:name/zone", async (c) => {
      const found = await domains.get(c.get("actor"), c.req.param("name"));
      const report = found.ok ? await view.report(found.value, findOrigin(c)) : undefined;
      if (report === undefined)
        return answerProblem(c, 404, "Nothing is published for this domain.", { section: "domains" });
      const { domain } = report.settings;
      const zone = { ...renderZone(domain, report.records), fileName: `${domain}.zone` };
      return documentResponse(c, zone, { cacheControl: PRIVATE });
    })
    .route(
      "/",
      editingRoutes(parts, {
        kind: "domains",
        get: domains.get,
        history: domains.history,
        put: domains.put,
        preview: view.previewDomain,
        toKeptName: (name) => findName(name) ?? name,
        toShownName(name) {
          const known = findName(name);
          return known === undefined ? name : toShownName(known);
        },
        inherit: (actor, body) => findProvider(parts, actor, valueAt(body, ["provider"])),
        first: ({ provider }) => (provider === undefined ? {} : { provider }),
        actions: {
          suspend: {
            title: "Suspend",
            lead: "Mail programs and people no longer get any answers; mail that is already set up keeps working.",
            button: "Suspend",
            isDangerous: true,
            done: "suspended",
            run: (actor, name, _, options) => domains.patch(actor, name, { suspended: true }, options),
          },
          unsuspend: {
            title: "Resume",
            lead: "Mail programs and people are answered again.",
            button: "Resume",
            isDangerous: false,
            done: "unsuspended",
            run: (actor, name, _, options) => domains.patch(actor, name, { suspended: null }, options),
          },
          remove: {
            title: "Remove",
            lead: "The domain is then unknown here. History keeps it, and it can be restored.",
            button: "Remove",
            isDangerous: true,
            done: "removed",
            run: (actor, name, _, options) => domains.remove(actor, name, options),
          },
          "roll-back": {
            title: "Go back with",
            lead: "The domain becomes what it was then.",
            button: "Go back",
            isDangerous: false,
            done: "rolled",
            run: domains.rollBack,
          },
        },
      }),
    );
}

/** What is pasted into a search: a name, an address, or a page's URL. */
function toPrefix(typed: string): string {
  const [place = ""] = typed
    .trim()
    .replace(/^https?:\/\//i, "")
    .split(/[/?#]/, 1);
  return place.replace(/^.*@/, "");
}

async function findProvider({ operators }: ConsoleParts, actor: Operator, id: unknown): Promise<unknown> {
  if (typeof id !== "string") return undefined;
  const found = await operators.providers.get(actor, id);
  if (found.ok) return found.value.provider;
  return actor.provider === undefined || actor.provider === id ? operators.floor.providers.get(id) : undefined;
}

/** Each with what it changed, as far as the one before is known. */
export function toChanges(revisions: readonly RevisionRecord[]): Change[] {
  return revisions.slice(0, CHANGES).map(({ revision, at, author, body }, index) => {
    const before = revisions[index + 1];
    const isKnown = before !== undefined || revisions.length <= CHANGES;
    return {
      revision,
      at,
      author,
      isRemoval: body === undefined,
      isFirst: isKnown && before?.body === undefined,
      diff: isKnown ? diffBodies(before?.body, body) : "",
    };
  });
}

function toPlanView(plan: CertificatePlan | undefined): CertificatePlanView | undefined {
  if (plan === undefined) return undefined;
  const toGroups = (findings: readonly ClientFinding[]) =>
    groupFindings(findings).map(({ finding, clients }) => ({ finding, clients: clients.join("; ") }));
  return {
    names: plan.names.map(({ name, changes }) => ({ name, changes: toGroups(changes) })),
    without: toGroups(plan.without),
    ways: plan.ways.map(({ monthlyDollars, ...way }) => ({ ...way, price: monthlyDollars.toFixed(2) })),
    limits: plan.limits.map((limit) => `${limit}.`).join(" "),
    knownAt: plan.knownAt,
  };
}
