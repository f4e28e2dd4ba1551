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
import { describeReport, type KeptDirectory, keptDirectory } from "./store/cache/directory-reader.ts";
import { inventoryOf } from "./store/cache/inventory.ts";
import { type KeptLogins, keptLogins } from "./store/cache/login-reader.ts";
import { servedNames } from "./store/cache/served-names.ts";
import { memoryStore } from "./store/databases/memory.ts";
import type { OpenDirectory } from "./store/databases/open-directory.ts";

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

/** What a directory said, whatever settings come and go: it may be gone when they do. */
interface Kept {
  readonly reader: KeptDirectory;
  readonly logins: KeptLogins;
  readonly names: KeptNames;
}
let kept: Kept | undefined;
/** The file of now, whose providers the directory's domains may use. */
let floor: Settings;

function keep(directory: OpenDirectory, warn: AppParts["warn"]): Kept {
  const options = {
    runtime: "machine",
    now,
    report: (failure: unknown) => warn(describeReport(failure)),
    connection: createConnection(),
  } as const;
  return {
    reader: keptDirectory(directory, floor, options),
    logins: keptLogins(directory.logins, options),
    names: keepFollowing(directory, { findPaccTimes, findFloorProvider: (id) => floor.providers.get(id) }),
  };
}

/** The app on a machine of one's own, made anew each time that the settings file is read. */
export function createServerApp(parts: AppParts) {
  const { settings, profileSigner, directory, adminToken, findPeer, tally, ending, warn, log } = parts;
  floor = settings;
  kept?.reader.startOver(settings);
  kept?.logins.startOver();
  kept?.names.startOver();
  kept ??= directory && keep(directory, warn);
  const { reader, logins, names } = kept ?? {};
  const { origin } = settings.service;
  if (reader !== undefined && directory !== undefined && origin !== undefined) {
    const { checks } = directory;
    checking = {
      checks,
      find: reader.find,
      serviceOrigin: origin,
      environment: process.env,
      now,
      signal: ending,
      warn,
    };
  }
  return createApp({
    names: servedNames(settings, findPaccTimes, now, names),
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
            names?.lookAgain();
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
