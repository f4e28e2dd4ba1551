import { Hono } from "hono";
import { referenceRoutes } from "../description/reference.ts";
import { bulkRoutes } from "../resources/bulk.ts";
import { checkRoutes } from "../resources/checks.ts";
import { domainRoutes } from "../resources/domains.ts";
import { exportRoutes } from "../resources/export.ts";
import { hostnameRoutes } from "../resources/hostnames.ts";
import { loginRoutes } from "../resources/logins.ts";
import { nameRoutes } from "../resources/names.ts";
import { providerRoutes } from "../resources/providers.ts";
import { tokenRoutes } from "../resources/tokens.ts";
import { watchRoutes } from "../resources/watch.ts";
import type { Api } from "./api.ts";

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
    .route("/", checkRoutes(api))
    .route("/", watchRoutes(api))
    .route("/", referenceRoutes());
}
