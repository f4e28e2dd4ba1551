import { Hono } from "hono";
import { autoconfigRoutes } from "./http/autoconfig.ts";
import { autodiscoverRoutes } from "./http/autodiscover.ts";
import { DocumentCache } from "./http/document-cache.ts";
import { mobileconfigRoutes } from "./http/mobileconfig.ts";
import { plainProblem } from "./http/problem.ts";
import type { SettingsReader } from "./store/settings-store.ts";

export interface Dependencies {
  readonly store: SettingsReader;
  readonly now: () => Date;
}

/** Mounts every surface. Paths are matched without regard to case: clients and people write them in many ways. */
export function createApp({ store, now }: Dependencies): Hono {
  const cache = new DocumentCache();
  const app = new Hono({ getPath: (request) => pathOf(request.url).toLowerCase() });
  app.route("/", autoconfigRoutes(store, cache));
  app.route("/", autodiscoverRoutes(store, cache, now));
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
