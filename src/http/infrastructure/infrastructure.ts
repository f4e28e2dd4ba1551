import { Hono } from "hono";
import type { ServedNames } from "../../store/cache/served-names.ts";
import { NOT_KEPT } from "../wire/problem.ts";
import { type Metric, metricsRoutes } from "./metrics.ts";
import { forPrograms, type VerifyToken } from "./programs.ts";
import { type PermissionCounts, tlsPermissionRoutes } from "./tls-permission.ts";
import { traefikRoutes } from "./traefik.ts";

/** What the operator's programs ask, beside what the service itself is for. */
export interface InfrastructureParts {
  readonly serviceOrigin: string | undefined;
  /** Absent where nothing in front of the service gets certificates by asking it. */
  readonly names: ServedNames | undefined;
  readonly verify: VerifyToken;
  readonly now: () => Date;
  readonly metrics: readonly Metric[];
}

/** `/healthz` for everybody, `/metrics` and what proxies ask under `/tls/` for programs of the operator. */
export function infrastructureRoutes({ serviceOrigin, names, verify, now, metrics }: InfrastructureParts): Hono {
  const gate = forPrograms(verify, now);
  const counts: PermissionCounts = { allowed: 0, refused: 0, unknown: 0 };
  const permissions: Metric = {
    name: "waypost_tls_permission_total",
    help: "Questions of proxies whether they may get a certificate.",
    type: "counter",
    read: () => Object.entries(counts).map(([answer, value]) => ({ labels: { answer }, value })),
  };
  const routes = new Hono()
    .get("/healthz", (c) => c.text("ok\n", 200, NOT_KEPT))
    .use("/metrics", gate)
    .use("/tls/*", gate)
    .route("/", metricsRoutes([...metrics, ...(names === undefined ? [] : [permissions])]));
  if (names === undefined) return routes;
  return routes
    .route("/", tlsPermissionRoutes(names, serviceOrigin, counts))
    .route("/", traefikRoutes(names, serviceOrigin));
}
