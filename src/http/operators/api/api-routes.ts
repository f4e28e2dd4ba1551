import { Hono } from "hono";
import type { Api } from "./api.ts";
import { bulkRoutes } from "./bulk.ts";
import { domainRoutes } from "./domains.ts";
import { exportRoutes } from "./export.ts";
import { hostnameRoutes } from "./hostnames.ts";
import { loginRoutes } from "./logins.ts";
import { nameRoutes } from "./names.ts";
import { providerRoutes } from "./providers.ts";
import { referenceRoutes } from "./reference.ts";
import { tokenRoutes } from "./tokens.ts";
import { watchRoutes } from "./watch.ts";

/** Everything under `/api/v1`, and what describes it. Whoever comes here has passed the guard. */
export function apiRoutes(api: Api): Hono {
  return new Hono()
    .route("/", domainRoutes(api))
    .route("/", providerRoutes(api))
    .route("/", loginRoutes(api))
    .route("/", hostnameRoutes(api))
    .route("/", bulkRoutes(api))
    .route("/", exportRoutes(api))
    .route("/", nameRoutes(api))
    .route("/", tokenRoutes(api))
    .route("/", watchRoutes(api))
    .route("/", referenceRoutes());
}
