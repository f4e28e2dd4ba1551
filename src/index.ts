import { env, waitUntil } from "cloudflare:workers";
import { createApp } from "./app.ts";
import { shareChecks } from "./check/shared-checks.ts";
import { findWarnings, parseConfig, requireSettings } from "./config.ts";
import { embeddedSettings } from "./embedded-settings.ts";
import { directoryMetrics } from "./http/infrastructure/metrics.ts";
import { type PlatformLimiter, ratesInMemory, ratesOfPlatform } from "./http/limits/rates.ts";
import { findEdgePeer } from "./http/wire/peer.ts";
import { fromChecked } from "./model/settings/checked-settings.ts";
import { NO_SIGNER } from "./signing/profile-signer.ts";
import type { SigningSecrets } from "./signing/signing-identity.ts";
import { inventoryOf } from "./store/cache/inventory.ts";
import { memoryStore } from "./store/databases/memory.ts";

const config = parseConfig(env);
const settings = config.settings === undefined ? fromChecked(embeddedSettings) : await readSettings(config.settings);
for (const warning of findWarnings(settings)) console.warn(warning);

const now = () => new Date();
/** What wrangler.toml binds where there is a directory; the built-in file is its floor, and else all there is. */
const { directory, reader, logins } = "DB" in env ? await openDirectory(env.DB as D1Database) : {};
/** What wrangler.toml binds; a Worker without counts by itself. */
const rates =
  "COSTLY_OF_SOURCE" in env && "COSTLY_OF_DOMAIN" in env
    ? ratesOfPlatform(env.COSTLY_OF_SOURCE as PlatformLimiter, env.COSTLY_OF_DOMAIN as PlatformLimiter)
    : ratesInMemory(now);

/** What wrangler.toml binds where requests are counted. */
const tally =
  "REQUEST_COUNTS" in env
    ? (await import("./store/counts/analytics-tally.ts")).analyticsTally(env.REQUEST_COUNTS as AnalyticsEngineDataset)
    : undefined;

/**
 * Checks of domains, for all requests of this isolate. A check goes on where whoever asked for it leaves, because others may
 * wait for it; none waits for another to end, because Cloudflare has more isolates where there is more to do.
 */
const checks = shareChecks(
  async (...asked) => {
    const check = (await import("./edge/check-live.ts")).checkLive(config, ...asked);
    waitUntil(check.catch(() => {}));
    return check;
  },
  now,
  Number.POSITIVE_INFINITY,
);

const app = createApp({
  store: reader ?? memoryStore(settings, now),
  findLogin: logins?.find,
  findInventory: inventoryOf(settings, directory, now),
  tally,
  metrics: reader && directoryMetrics(() => reader.health),
  countStale: () => (reader?.health.staleAnswers ?? 0) + (logins?.health.staleAnswers ?? 0),
  operators: directory && {
    createOperators: async () =>
      (await import("./directory/operators.ts")).createOperators({
        directory,
        access: directory.access,
        logins: directory.logins,
        hostnames: directory.hostnames,
        checks: directory.checks,
        findConnection: async (...asked) =>
          (await import("./edge/find-connection.ts")).findConnection(config.resolver, ...asked),
        floor: settings,
        now,
        changed: (domain) => reader?.forget(domain),
        loginsChanged: () => logins?.forget(),
        adminToken: config.adminToken,
      }),
    log: console.info,
  },
  now,
  findPeer: findEdgePeer(config.trustForwarded),
  // workerd checks a record's fields for each answer anew, and copies those of another answer.
  toInit: (status, headers) => new Response(null, { status, headers }),
  toBody: (_, bytes) => bytes,
  rates,
  loadProbes: async () => (await import("./edge/probes/edge-probes.ts")).createEdgeProbes(config),
  checks,
  serviceOrigin: settings.service.origin,
  profileSigner: await createSigner(config.profileSigning),
});

export default {
  fetch: app.fetch,
  /** What `[triggers]` in wrangler.toml calls: checks of all domains (docs/fleet.md). */
  async scheduled() {
    const { origin } = settings.service;
    if (directory === undefined || reader === undefined || origin === undefined)
      return console.warn("checks of all domains need a directory, and service.origin in its settings");
    const { checkFleet } = await import("./edge/check-fleet.ts");
    await checkFleet({
      ...config,
      checks: directory.checks,
      directory,
      floor: settings,
      find: reader.find,
      serviceOrigin: origin,
      now,
      warn: console.warn,
    });
  },
};

/** What signs is loaded where there is anything to sign with. */
async function createSigner(secrets: SigningSecrets) {
  if (secrets.key === undefined && secrets.chain === undefined) return NO_SIGNER;
  const { createProfileSigner } = await import("./signing/create-profile-signer.ts");
  return createProfileSigner(secrets, console.warn);
}

/** What reads and checks a file's text is loaded where one is given. */
async function readSettings(text: string) {
  const { parseSettingsText } = await import("./model/settings/parse-settings.ts");
  return requireSettings(parseSettingsText(text));
}

/** Nothing of it is loaded where there is none. */
async function openDirectory(binding: D1Database) {
  const [{ d1Database }, { sqlRoles }, { createConnection }, { describeReport, keptDirectory }, { keptLogins }] =
    await Promise.all([
      import("./store/databases/d1.ts"),
      import("./store/sql/sql-roles.ts"),
      import("./store/cache/cached-reader.ts"),
      import("./store/cache/directory-reader.ts"),
      import("./store/cache/login-reader.ts"),
    ]);
  const directory = sqlRoles(d1Database(binding));
  const options = {
    runtime: "edge",
    now,
    report: (failure: unknown) => console.warn(describeReport(failure)),
    connection: createConnection(),
  } as const;
  return {
    directory,
    reader: keptDirectory(directory, settings, options),
    logins: keptLogins(directory.logins, options),
  };
}
