/**
 * The check of all domains in a Worker, a few each time that cron calls.
 * @module
 */
import { checkDomain } from "../check/check-domain.ts";
import { politeProbes } from "../check/network/polite-probes.ts";
import { type RunParts, startRun, workOnRun } from "../directory/fleet/check-runs.ts";
import { sendReport } from "../directory/fleet/report-webhook.ts";
import type { FindSettings } from "../model/address/mail-account.ts";
import type { LiveChecks } from "./check-live.ts";
import { createEdgeProbes } from "./probes/edge-probes.ts";

export interface FleetParts extends LiveChecks, RunParts {
  readonly find: FindSettings;
  readonly serviceOrigin: string;
  /** Gets the report of a run that ends. */
  readonly webhook: URL | undefined;
  readonly warn: (text: string) => void;
}

/**
 * Of one call: each check makes about 100 requests of its own, of 10,000 that a Worker may make, and takes up to 14 s with six
 * connections of its own, so that they come one after the other, within the quarter of an hour that cron gives.
 */
const MOST = 10;
/** After which a run starts by itself. */
const DAY = 86_400_000;

/** Goes on with the run under way, or starts the day's. */
export async function checkFleet(parts: FleetParts): Promise<void> {
  const { checks, find, serviceOrigin, now, checksInward, webhook, warn } = parts;
  const last = await checks.findRun();
  // A cron of every day is not to miss one for being some seconds early, nor for one that a clock ahead has started.
  const isDue = last === undefined || Math.abs(now().getTime() - Date.parse(last.startedAt)) > DAY - DAY / 24;
  if (isDue) await startRun(parts);
  const probes = politeProbes(createEdgeProbes(parts));
  const report = await workOnRun({
    checks,
    find,
    check: (settings, signal) =>
      checkDomain(settings, { probes, serviceOrigin, now, signal, allowPrivate: checksInward }),
    atOnce: 1,
    most: MOST,
    signal: new AbortController().signal,
    now,
    tell: () => {},
  });
  const fault = report && webhook && (await sendReport(webhook, report, fetch));
  if (fault !== undefined) warn(fault);
}
