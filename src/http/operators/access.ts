/**
 * Stands before everything under `/api` and `/console`: finds who asks, and what they may.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Operator } from "../../directory/actor.ts";
import type { Operators } from "../../directory/operators.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { RateLimit } from "../limits/rate-limit.ts";
import { limitRefusals } from "../limits/refusals.ts";
import { createProblem, plainProblem } from "../wire/problem.ts";
import { API_HEADERS, apiProblem, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, TOO_MANY_REQUESTS } from "./problem.ts";
import { allows, RULES, type Rule, toRuleName } from "./rules.ts";
import { CONSOLE_REFERRER_POLICY, isLooking, isOwnForm, leadToLogIn, readSession } from "./session.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Whose request it is; absent on routes that are open. */
    actor: Operator;
    /** Counts what a request holds beyond one: the seconds until the token may send as much, 0 where it may now. */
    spend: (requests: number) => number;
  }
}

/** Of one token, in one process. */
const REQUESTS_PER_MINUTE = 600;
/** Lines of a bulk that count as one request. */
export const LINES_PER_REQUEST = 200;

export interface GuardOptions {
  readonly operators: Operators;
  readonly now: () => Date;
  /** Where people reach the service; undefined where any of its addresses will do. */
  readonly serviceOrigin: string | undefined;
  /** Takes one line for each request: time, method, route, status, and the token's name. */
  readonly log: (line: string) => void;
  /** Draws what the console says where it refuses. */
  readonly refuse: (
    c: Context,
    reason: Refusal,
    headers?: Readonly<Record<string, string>>,
  ) => Response | Promise<Response>;
}

/** `foreign` is a form of another site, `ended` one of our own whose session is over. */
export type Refusal = "not_allowed" | "not_found" | "too_many" | "foreign" | "ended";

/** For `/api`: a token, in `Authorization`. */
export function guardApi(options: GuardOptions): MiddlewareHandler {
  return guard(options, {
    read: (c) => BEARER.exec(c.req.header("authorization") ?? "")?.[1],
    find: (text) => options.operators.tokens.verify(text),
    isForeign: () => false,
    nobody: () => apiProblem(NO_TOKEN, { "www-authenticate": "Bearer" }),
    refuse: (_, reason, headers) => apiProblem(API_REFUSALS[reason], headers),
    headers: API_HEADERS,
  });
}

/** For `/console`: a session, in a cookie. */
export function guardConsole(options: GuardOptions): MiddlewareHandler {
  return guard(options, {
    // A form whose cookie went with its session is counted, and told, as one that still brings it.
    read: (c) => readSession(c) ?? (isLooking(c) ? undefined : ""),
    find: (id) => options.operators.sessions.find(id),
    isForeign: (c) => !isOwnForm(c),
    nobody: (c) => (isLooking(c) ? leadToLogIn(c) : options.refuse(c, "ended")),
    refuse: options.refuse,
    headers: { ...API_HEADERS, "referrer-policy": CONSOLE_REFERRER_POLICY },
  });
}

/** In what the two differ. */
interface Door {
  /** What a request brings to say whose it is. */
  readonly read: (c: Context) => string | undefined;
  readonly find: (brought: string) => Promise<Operator | undefined>;
  readonly isForeign: (c: Context) => boolean;
  /** Who is nobody, or not any more, is told how to be somebody. */
  readonly nobody: (c: Context) => Response | Promise<Response>;
  readonly refuse: GuardOptions["refuse"];
  readonly headers: Readonly<Record<string, string>>;
}

function guard({ operators, serviceOrigin, now, log }: GuardOptions, door: Door): MiddlewareHandler {
  const ownHost = serviceOrigin === undefined ? undefined : new URL(serviceOrigin).hostname;
  const limit = new RateLimit(REQUESTS_PER_MINUTE);
  const refusals = limitRefusals(now);
  return async (c, next) => {
    // A customer's names are for mail clients.
    const { isDiscovery, isOwn, domain } = c.get("place");
    const isCustomers = (isDiscovery && !isOwn) || (await isServed(listForeign(domain, ownHost), operators));
    if (isCustomers) return plainProblem(createProblem(404, "notFound"));
    const route = findRoute(c);
    const refusal = await check(c, route?.rule);
    if (refusal === undefined) await next();
    else c.res = refusal;
    for (const [name, value] of Object.entries(door.headers)) c.header(name, value);
    const { status } = c.res;
    log(
      [now().toISOString(), c.req.method, route?.path ?? "(no route)", status, c.get("actor")?.name ?? "-"].join(" "),
    );
    return undefined;
  };

  async function check(c: Context, rule: Rule | undefined): Promise<Response | undefined> {
    if (door.isForeign(c)) return door.refuse(c, "foreign");
    if (rule === "open") return undefined;
    const brought = door.read(c);
    if (brought === undefined) return door.nobody(c);
    const toWait = refusals.wait(c, brought);
    if (toWait > 0) return door.refuse(c, "too_many", { "retry-after": String(toWait) });
    const actor = await door.find(brought);
    if (actor === undefined) {
      refusals.count(c, brought);
      return door.nobody(c);
    }
    c.set("actor", actor);
    const spend = (requests: number) => limit.spend(actor.token, requests, now().getTime());
    c.set("spend", spend);
    const seconds = spend(1);
    if (seconds > 0) return door.refuse(c, "too_many", { "retry-after": String(seconds) });
    if (rule === undefined) return door.refuse(c, "not_found");
    return allows(rule, actor) ? undefined : door.refuse(c, "not_allowed");
  }
}

/**
 * A host and the domains above it, but for those that the service's own name is at or below: whoever has these has that.
 * None where the service has no name, or was reached by an address or a bare name, as from its own machine.
 */
function listForeign(host: Domain | undefined, ownHost: string | undefined): readonly Domain[] {
  if (host === undefined || ownHost === undefined) return [];
  const labels = host.split(".");
  const names = labels.flatMap((_, index) => findDomain(labels.slice(index).join(".")) ?? []);
  return names.filter((name) => !`.${ownHost}`.endsWith(`.${name}`));
}

/** Whether any of them is served by a name of its own: what the wildcard answers for may be anybody's. */
async function isServed(names: readonly Domain[], { directory, floor }: Operators): Promise<boolean> {
  if (names.length === 0) return false;
  return names.some((name) => floor.domains.has(name)) || (await directory.getDomains(names)).length > 0;
}

/** RFC 6750 section 2.1. */
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

const API_REFUSALS = {
  not_allowed: NOT_ALLOWED,
  not_found: NOT_FOUND,
  too_many: TOO_MANY_REQUESTS,
  foreign: NOT_ALLOWED,
  ended: NO_TOKEN,
} as const;

/** The first route that answers this request and its rule: routes of operators leave nothing to the next. */
function findRoute(c: Context): { readonly path: string; readonly rule: Rule } | undefined {
  for (const route of matchedRoutes(c)) {
    const name = toRuleName(route);
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (rule !== undefined) return { path: route.path, rule };
  }
  return undefined;
}
