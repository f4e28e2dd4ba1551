import { Hono } from "hono";
import { laterRoutes } from "../routing/later-routes.ts";
import { detectLanguage, loadTexts } from "../wire/language.ts";
import { NOT_FOUND } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { compressPages } from "./compress-pages.ts";
import { errorRoutes } from "./errors.ts";
import { guideRoutes } from "./guides.ts";
import { pageRoutes, problemPage } from "./pages.ts";
import { supportRoutes } from "./support.ts";

/** Every page for people, and what a browser gets where there is none. */
export function peopleRoutes(site: Site): Hono {
  const simulations = laterRoutes(async () => (await import("./simulations.ts")).simulationRoutes(site));
  const checks = laterRoutes(async () => (await import("./checks.ts")).checkRoutes(site));
  return new Hono()
    .use(compressPages(site.gzip), detectLanguage, loadTexts)
    .use("/check/:domain/clients/*", simulations)
    .use("/check/:domain", checks)
    .route("/", errorRoutes(site))
    .route("/", supportRoutes(site))
    .route("/", guideRoutes(site))
    .route("/", pageRoutes(site))
    .all("*", (c, next) =>
      c.get("place").isDiscovery || !prefersHtml(c.req.header("accept")) ? next() : problemPage(c, NOT_FOUND),
    );
}

/** Browsers name HTML first; mail clients name nothing, or anything. */
function prefersHtml(accept = ""): boolean {
  return accept.trimStart().startsWith("text/html");
}
