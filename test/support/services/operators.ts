import type { Dependencies } from "../../../src/app.ts";
import { createOperators, type OperatorOptions } from "../../../src/directory/operators.ts";
import { NO_RATES } from "../../../src/http/limits/rates.ts";
import { type OperatorSurfaces, operatorRoutes } from "../../../src/http/operators/operators.ts";
import { DocumentCache } from "../../../src/http/wire/document-cache.ts";
import type { FindPeer } from "../../../src/http/wire/peer.ts";
import type { Site } from "../../../src/http/wire/site.ts";
import { NO_SIGNER } from "../../../src/signing/profile-signer.ts";
import { NO_INVENTORY } from "../../../src/store/cache/inventory.ts";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";
import type { SqlDatabase } from "../../../src/store/sql/sql-database.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { createTestApp, PROXY, STRANGER } from "./app.ts";
import { checkLog } from "./log-lines.ts";

export const ADMIN_TOKEN = "test-token-of-the-environment";
export const COMMAND = { name: "command", provider: undefined };

/** A service with operators over a database: the providers `ours` and `theirs`, a domain of each, and a clock to be set. */
export async function createOperatedApp(
  database: SqlDatabase,
  differing: Partial<OperatorOptions> = {},
  dependencies: Partial<Dependencies> = {},
) {
  const clock = { time: Date.parse("2026-11-29T10:00:00Z") };
  const lines: string[] = [];
  const access = counted(sqlAccess(database));
  const operators = createOperators({
    directory: sqlDirectory(database),
    access: access.store,
    floor: { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined },
    now: () => new Date(clock.time),
    changed: () => {},
    logins: sqlLogins(database),
    hostnames: sqlHostnames(database),
    counts: sqlCounts(database),
    checks: sqlChecks(database),
    loginsChanged: () => {},
    adminToken: ADMIN_TOKEN,
    ...differing,
  });
  for (const provider of ["ours", "theirs"]) {
    await operators.providers.put(COMMAND, provider, awkwardSettings.providers.plain);
    await operators.domains.put(COMMAND, `${provider}.example`, { provider });
  }
  const surfaces: OperatorSurfaces = {
    createOperators: async () => operators,
    log: (line) => lines.push(checkLog(line)),
  };
  const now = () => new Date(clock.time);
  const app = createTestApp({ now, operators: surfaces, findPeer: findTestPeer, ...dependencies });
  const routes = [...app.routes, ...(await listRoutes(surfaces))];
  return { app, routes, operators, surfaces, clock, lines, asked: access.asked };
}

/** The routes of operators, which an app knows of only once it was asked for one. */
export async function listRoutes(surfaces: OperatorSurfaces) {
  const site: Site = {
    find: async () => undefined,
    cache: new DocumentCache(),
    profileSigner: NO_SIGNER,
    now: () => new Date(0),
    serviceOrigin: undefined,
    findPeer: () => STRANGER,
    rates: NO_RATES,
    findInventory: async () => NO_INVENTORY,
  };
  return (await operatorRoutes(surfaces, site)).routes;
}

/** A proxy of ours that tells where requests come from. */
export const findTestPeer: FindPeer = (c) => ({ ...PROXY, findSource: () => c.req.header("x-test-source") });

/** A store that tells what it was asked. */
function counted<Store extends object>(store: Store): { readonly store: Store; readonly asked: string[] } {
  const asked: string[] = [];
  const get = (target: Store, name: string | symbol) => {
    asked.push(String(name));
    return Reflect.get(target, name);
  };
  return { store: new Proxy(store, { get }), asked };
}
