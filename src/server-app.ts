import { createApp } from "./app.ts";
import { shareChecks } from "./check/shared-checks.ts";
import { findPaccTimes } from "./formats/certificates/pacc-times.ts";
import { countMetrics, directoryMetrics } from "./http/infrastructure/metrics.ts";
import { ratesInMemory } from "./http/limits/rates.ts";
import type { Settings } from "./model/settings/parse-settings.ts";
import { gzipByZlib } from "./node/gzip.ts";
import { inTurn } from "./node/in-turn.ts";
import type { CheckingParts } from "./node/keep-checking.ts";
import { type KeptNames, keepFollowing } from "./node/keep-following.ts";
import type { AppParts } from "./node/serve.ts";
import { createConnection } from "./store/cache/cached-reader.ts";
import { describeReport, keptDirectory } from "./store/cache/directory-reader.ts";
import { inventoryOf } from "./store/cache/inventory.ts";
import { keptLogins } from "./store/cache/login-reader.ts";
import { servedNames } from "./store/cache/served-names.ts";
import { memoryStore } from "./store/databases/memory.ts";

const now = () => new Date();
/** Who has had how much, whatever settings come and go. */
const rates = ratesInMemory(now);
/** What was found of domains, whatever settings come and go. */
const checks = shareChecks(
  async (...asked) => (await import("./node/check-live.ts")).checkLive(process.env, ...asked),
  now,
  4,
);

/** What checks of all domains need, as the settings last said. */
let checking: CheckingParts | undefined;
const beginChecks = inTurn(async () => {
  if (checking !== undefined) await (await import("./node/keep-checking.ts")).workOnChecks(checking);
});

/** The directory's names, whatever settings come and go, and the file's providers, which its domains may use. */
let followed: KeptNames | undefined;
let floorProviders: Settings["providers"] = new Map();

/** The app on a machine of one's own, made anew each time that the settings file is read. */
export function createServerApp(parts: AppParts) {
  const { settings, profileSigner, directory, adminToken, findPeer, tally, warn, log } = parts;
  const options = {
    runtime: "machine",
    now,
    report: (failure: unknown) => warn(describeReport(failure)),
    connection: createConnection(),
  } as const;
  const reader = directory && keptDirectory(directory, settings, options);
  const logins = directory && keptLogins(directory.logins, options);
  floorProviders = settings.providers;
  followed?.startOver();
  followed ??=
    directory && keepFollowing(directory, { findPaccTimes, findFloorProvider: (id) => floorProviders.get(id) });
  const { origin } = settings.service;
  if (reader !== undefined && directory !== undefined && origin !== undefined) {
    const { checks } = directory;
    checking = { checks, find: reader.find, serviceOrigin: origin, environment: process.env, now, warn };
  }
  return createApp({
    names: servedNames(settings, findPaccTimes, now, followed),
    metrics: [...countMetrics(tally), ...(reader === undefined ? [] : directoryMetrics(() => reader.health))],
    tally,
    store: reader ?? memoryStore(settings, now),
    findLogin: logins?.find,
    findInventory: inventoryOf(settings, directory, now),
    countStale: () => (reader?.health.staleAnswers ?? 0) + (logins?.health.staleAnswers ?? 0),
    operators: directory && {
      createOperators: async () =>
        (await import("./directory/operators.ts")).createOperators({
          directory,
          access: directory.access,
          logins: directory.logins,
          hostnames: directory.hostnames,
          counts: directory.counts,
          checks: directory.checks,
          checksBegun: beginChecks,
          findConnection: async (...asked) =>
            (await import("./node/find-connection.ts")).findConnection(process.env, ...asked),
          floor: settings,
          now,
          changed(domain) {
            reader?.forget(domain);
            followed?.lookAgain();
          },
          loginsChanged: () => logins?.forget(),
          adminToken,
        }),
      log,
    },
    now,
    findPeer,
    gzip: gzipByZlib,
    // Node writes a text that is short in UTF-8 in one piece with the headers, and bytes in a piece of their own.
    toBody: (text, bytes) => (text.length === bytes.length ? text : bytes),
    rates,
    loadProbes: async () => (await import("./node/check-live.ts")).openProbes(process.env),
    checks,
    serviceOrigin: settings.service.origin,
    profileSigner,
  });
}
