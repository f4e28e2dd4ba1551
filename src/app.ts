import { type Context, Hono } from "hono";
import { autoconfigRoutes } from "./http/clients/autoconfig.ts";
import { autodiscoverJsonRoutes, autodiscoverRoutes } from "./http/clients/autodiscover-routes.ts";
import { profileRoutes } from "./http/clients/profile-routes.ts";
import { wellKnownRoutes } from "./http/clients/well-known.ts";
import { countRequests } from "./http/counting/counting.ts";
import { infrastructureRoutes } from "./http/infrastructure/infrastructure.ts";
import type { Metric } from "./http/infrastructure/metrics.ts";
import type { VerifyToken } from "./http/infrastructure/programs.ts";
import { NO_RATES, type Rates } from "./http/limits/rates.ts";
import type { OperatorSurfaces } from "./http/operators/operators.ts";
import { qrRoutes } from "./http/people/qr-routes.ts";
import { middleware } from "./http/routing/chain.ts";
import { laterRoutes } from "./http/routing/later-routes.ts";
import { LiteralRouter } from "./http/routing/literal-router.ts";
import { describeCrash } from "./http/wire/crash.ts";
import { DocumentCache, type ToBody } from "./http/wire/document-cache.ts";
import { type FindPeer, NOBODY } from "./http/wire/peer.ts";
import { findPlace, toBase, withoutBase } from "./http/wire/place.ts";
import { BROKEN_OFF, NOT_FOUND, type Problem, plainProblem } from "./http/wire/problem.ts";
import { findUnserved } from "./http/wire/served.ts";
import type { Site } from "./http/wire/site.ts";
import type { FindLogin } from "./model/address/mail-account.ts";
import type { Domain } from "./model/domain/domain.ts";
import type { Tally } from "./model/request-count.ts";
import { whenKnown } from "./model/soon.ts";
import { type FindInventory, NO_INVENTORY } from "./store/cache/inventory.ts";
import type { ServedNames } from "./store/cache/served-names.ts";
import { StoreUnavailableError } from "./store/roles.ts";
import type { SettingsReader } from "./store/settings-store.ts";

export interface Dependencies
  extends Omit<Site, "find" | "findLogin" | "findInventory" | "findPeer" | "cache" | "rates"> {
  readonly store: SettingsReader;
  /** Absent where the runtime takes text best as it is. */
  readonly toBody?: ToBody | undefined;
  /** Absent where there is no directory, and so no table of login names. */
  readonly findLogin?: FindLogin | undefined;
  /** Absent where no connection is behind a request: an app that makes files. */
  readonly findPeer?: FindPeer | undefined;
  /** Absent where it is not known what the service has as a whole. */
  readonly findInventory?: FindInventory | undefined;
  /** Absent where nobody is refused for asking often: an app that makes files. */
  readonly rates?: Rates | undefined;
  /** How many answers so far could not be confirmed, because the directory could not be asked. */
  readonly countStale?: () => number;
  /** Absent where nothing in front of the service asks it for which names to get certificates. */
  readonly names?: ServedNames | undefined;
  readonly metrics?: readonly Metric[] | undefined;
  /** Counts what mail clients ask for; absent where nobody counts. */
  readonly tally?: Tally | undefined;
  /** Absent where there is no directory: then there is neither API nor console. */
  readonly operators?: OperatorSurfaces | undefined;
}

/** Mounts every surface. Paths are matched without regard to case: clients and people write them in many ways. */
export function createApp(parts: Dependencies): Hono {
  const {
    store,
    countStale = () => 0,
    names,
    metrics = [],
    tally,
    operators,
    rates = NO_RATES,
    toBody,
    findInventory = async () => NO_INVENTORY,
    findPeer = () => NOBODY,
    ...dependencies
  } = parts;
  const find = (domain: Domain) => store.find(domain);
  const site: Site = { ...dependencies, rates, findInventory, findPeer, find, cache: new DocumentCache(toBody) };
  const base = toBase(site.serviceOrigin);
  const app = new Hono({
    router: new LiteralRouter(answerError),
    getPath: (request) => toOneSpelling(withoutBase(pathOf(request.url), base)),
  });
  // Of requests that are answered at the same moment, one beside a stale one may be marked too.
  app.use(
    middleware((c, next) => {
      const before = countStale();
      return whenKnown(next(), () => {
        if (countStale() > before) c.header("cache-status", STALE);
      });
    }),
  );
  app.use(findPlace(site));
  if (tally !== undefined) app.use(countRequests(tally, site));
  app.use(findUnserved(site));
  // Customers redirect from their own web site to the second form, which names the domain where the Host no longer can.
  for (const base of ["/", "/d/:domain"]) {
    app.route(base, autoconfigRoutes(site));
    app.route(base, autodiscoverRoutes(site));
    app.route(base, autodiscoverJsonRoutes(site));
    app.route(base, wellKnownRoutes(site));
  }
  app.route("/", profileRoutes(site));
  app.route("/", qrRoutes(site));
  // Browsers at the names that mail clients ask get what clients get: nothing that could be taken for settings.
  app.all("/", async (c, next) => (c.get("place").isDiscovery ? plainProblem(NOT_FOUND) : next()));
  const verify: VerifyToken = async (token) => {
    const operator = await (await operators?.createOperators())?.tokens.verify(token);
    return operator !== undefined && operator.provider === undefined;
  };
  app.route("/", infrastructureRoutes({ serviceOrigin: site.serviceOrigin, names, metrics, verify, now: site.now }));
  // Before pages are compressed: what is secret on a page must not show by the length of it.
  if (operators !== undefined) {
    const routes = laterRoutes(async () =>
      (await import("./http/operators/operators.ts")).operatorRoutes(operators, site),
    );
    for (const path of ["/api/*", "/console/*", "/problems/*"]) app.use(path, routes);
  }
  // What is none of these is for people, of whom many an isolate sees nobody.
  app.use(laterRoutes(async () => (await import("./http/people/people.ts")).peopleRoutes(site)));
  app.notFound(() => plainProblem(NOT_FOUND));
  app.onError(answerError);
  return app;
}

function answerError(error: Error, c: Context): Response {
  if (c.get("place")?.peer.isBrokenOff(c)) return plainProblem(BROKEN_OFF);
  // Expected, and told by whoever keeps what the directory says.
  if (error instanceof StoreUnavailableError) return plainProblem(UNAVAILABLE);
  console.error(describeCrash(error));
  return plainProblem(FAILED);
}

/** RFC 9211. */
const STALE = "waypost; hit; detail=stale";
const UNAVAILABLE: Problem = {
  title: "Not now",
  detail: "The settings cannot be looked up at this moment. Please try again in half a minute.",
  status: 503,
  retryAfter: 30,
};
const FAILED: Problem = {
  title: "Something went wrong",
  detail: "Something went wrong here. Please try again later.",
  status: 500,
};

/** Where programs ask. What stands there is led to nowhere by its own path. */
const DOCUMENTS = /^(?:\/d\/[^/]+)?\/(?:mail|autodiscover|\.well-known|v1\.1|profiles|qr)\//;

/** Links to documents are put together of parts: there may be a slash too many between two of them, or at the end. */
function toOneSpelling(path: string): string {
  if (!path.endsWith("/") && !path.includes("//")) return path;
  const spelled = path.replaceAll(/\/{2,}/g, "/");
  return DOCUMENTS.test(spelled) ? spelled.replace(/\/$/, "") : path;
}

/** The path of an absolute URL in lower case, still percent-encoded. */
function pathOf(fullUrl: string): string {
  const start = fullUrl.indexOf("/", fullUrl.indexOf("://") + 3);
  // Before it is cut, and after it was read: only then what is in lower case already is not copied.
  const url = fullUrl.toLowerCase();
  const [query, fragment] = [url.indexOf("?", start), url.indexOf("#", start)];
  const end = query < 0 || (fragment >= 0 && fragment < query) ? fragment : query;
  return end < 0 ? url.slice(start) : url.slice(start, end);
}
