import { Hono } from "hono";
import { autoconfigRoutes } from "./http/clients/autoconfig.ts";
import { autodiscoverRoutes } from "./http/clients/autodiscover.ts";
import { autodiscoverJsonRoutes } from "./http/clients/autodiscover-json.ts";
import { mobileconfigRoutes } from "./http/clients/mobileconfig.ts";
import { wellKnownRoutes } from "./http/clients/well-known.ts";
import { errorRoutes } from "./http/people/errors.ts";
import { guideRoutes } from "./http/people/guides.ts";
import { pageRoutes, problemPage } from "./http/people/pages.ts";
import { qrRoutes } from "./http/people/qr.ts";
import { supportRoutes } from "./http/people/support.ts";
import { detectLanguage } from "./http/wire/language.ts";
import { createProblem, type Problem, plainProblem, toProblem } from "./http/wire/problem.ts";
import { findSiteError, isDiscoveryHost } from "./http/wire/request.ts";
import type { ProfileSigner } from "./signing/profile-signer.ts";
import { DocumentCache } from "./store/document-cache.ts";
import type { SettingsReader } from "./store/settings-store.ts";

export interface Dependencies {
  readonly store: SettingsReader;
  readonly now: () => Date;
  /** Whether X-Forwarded-Proto comes from a proxy of ours and not from a stranger. */
  readonly trustForwardedProto: boolean;
  /** Where people reach the service; undefined where any of its addresses will do. */
  readonly serviceOrigin: string | undefined;
  readonly profileSigner: ProfileSigner;
}

/** Mounts every surface. Paths are matched without regard to case: clients and people write them in many ways. */
export function createApp(dependencies: Dependencies): Hono {
  const { store, now, trustForwardedProto, serviceOrigin, profileSigner } = dependencies;
  const cache = new DocumentCache();
  const app = new Hono({ getPath: (request) => pathOf(request.url).toLowerCase() });
  // Where a domain is not served there is nothing at its discovery names, by whatever method and however wrongly it is asked.
  app.use(async (c, next) => {
    await next();
    if (!SAID_BEFORE_LOOKING.has(c.res.status) || isJson(c.res)) return;
    const error = await findSiteError(c, store.find);
    if (error === undefined) return;
    c.res = undefined;
    c.res = plainProblem(toProblem(error));
  });
  // Customers redirect from their own web site to the second form, which names the domain where the Host no longer can.
  for (const base of ["/", "/d/:domain"]) {
    app.route(base, autoconfigRoutes(store, cache));
    app.route(base, autodiscoverRoutes(store, cache, { now, trustForwardedProto }));
    app.route(base, autodiscoverJsonRoutes(store));
    app.route(base, wellKnownRoutes(store, cache));
  }
  app.route("/", mobileconfigRoutes(store, cache, { signer: profileSigner, now }));
  app.route("/", qrRoutes(store.find, cache, { serviceOrigin, trustForwardedProto }));
  // Browsers at the names that mail clients ask get what clients get: nothing that could be taken for settings.
  app.all("/", async (c, next) => (isDiscoveryHost(c.req.url) ? plainProblem(NOT_FOUND) : next()));
  app.use(detectLanguage);
  const isProfileSigned = () => profileSigner.isSigned(now());
  app.route("/", errorRoutes(store.find, cache, { serviceOrigin, trustForwardedProto }));
  app.route("/", supportRoutes(store.find, cache, { serviceOrigin, trustForwardedProto, now }));
  app.route("/", guideRoutes(store.find, cache, { serviceOrigin, trustForwardedProto }, isProfileSigned));
  app.route("/", pageRoutes(store.find, cache, serviceOrigin, isProfileSigned));
  app.get("/healthz", (c) => c.text("ok\n", 200, { "cache-control": "no-store" }));
  app.notFound((c) =>
    isDiscoveryHost(c.req.url) || !prefersHtml(c.req.header("accept"))
      ? plainProblem(NOT_FOUND)
      : problemPage(c, NOT_FOUND),
  );
  app.onError((error) => {
    // The message may quote a request, and so an address: only where it happened is logged.
    console.error(`unexpected ${error.name}`, error.stack?.split("\n").slice(1).join("\n"));
    return plainProblem(FAILED);
  });
  return app;
}

/** OPTIONS, the way to https, and what is wrong with a request: said without a look at whether the domain is served. */
const SAID_BEFORE_LOOKING: ReadonlySet<number> = new Set([204, 302, 400, 405, 413, 415]);

/** Autodiscover version 2 has looked at the domain of the address, whatever its host. */
function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/json") === true;
}

const NOT_FOUND = createProblem(404, "notFound");
const FAILED: Problem = {
  title: "Something went wrong",
  detail: "Something went wrong here. Please try again later.",
  status: 500,
};

/** Browsers name HTML first; mail clients name nothing, or anything. */
function prefersHtml(accept = ""): boolean {
  return accept.trimStart().startsWith("text/html");
}

/** The path of an absolute URL, still percent-encoded. */
function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
