import { Hono } from "hono";
import { autoconfigRoutes } from "./http/autoconfig.ts";
import { autodiscoverRoutes } from "./http/autodiscover.ts";
import { autodiscoverJsonRoutes } from "./http/autodiscover-json.ts";
import { DocumentCache } from "./http/document-cache.ts";
import { mobileconfigRoutes } from "./http/mobileconfig.ts";
import { plainProblem } from "./http/problem.ts";
import { wellKnownRoutes } from "./http/well-known.ts";
import type { SettingsReader } from "./store/settings-store.ts";

export interface Dependencies {
  readonly store: SettingsReader;
  readonly now: () => Date;
  /** Whether X-Forwarded-Proto comes from a proxy of ours and not from a stranger. */
  readonly trustForwardedProto: boolean;
}

/** Mounts every surface. Paths are matched without regard to case: clients and people write them in many ways. */
export function createApp({ store, now, trustForwardedProto }: Dependencies): Hono {
  const cache = new DocumentCache();
  const app = new Hono({ getPath: (request) => pathOf(request.url).toLowerCase() });
  // Customers redirect from their own web site to the second form, which names the domain where the Host no longer can.
  for (const base of ["/", "/d/:domain"]) {
    app.route(base, autoconfigRoutes(store, cache));
    app.route(base, autodiscoverRoutes(store, cache, { now, trustForwardedProto }));
    app.route(base, autodiscoverJsonRoutes(store));
    app.route(base, wellKnownRoutes(store, cache));
  }
  app.route("/", mobileconfigRoutes(store, cache));
  app.get("/healthz", (c) => c.text("ok\n", 200, { "cache-control": "no-store" }));
  app.notFound(() => plainProblem({ title: "Not found", detail: "There is nothing at this address.", status: 404 }));
  app.onError((error) => {
    // The message may quote a request, and so an address: only where it happened is logged.
    console.error(`unexpected ${error.name}`, error.stack?.split("\n").slice(1).join("\n"));
    return plainProblem({
      title: "Internal error",
      detail: "Something went wrong here. Please try again later.",
      status: 500,
    });
  });
  return app;
}

/** The path of an absolute URL, still percent-encoded. */
function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
