/**
 * Runs of checks over all domains: how one starts, goes on, and ends with a report.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { CheckRun, CheckStore } from "../../store/check-roles.ts";
import type { Directory } from "../../store/roles.ts";
import { type FleetReport, reportFleet } from "./fleet-report.ts";
import { type FleetSummary, readSummary, summarize } from "./fleet-summary.ts";
import { type FleetOptions, runFleet } from "./run-fleet.ts";

export interface RunParts {
  readonly checks: CheckStore;
  readonly directory: Pick<Directory, "listStates">;
  /** The settings file, whose domains are checked too. */
  readonly floor: Pick<Settings, "domains">;
  readonly now: () => Date;
}

/** The last run, and how many of its domains are still to be checked. */
export interface RunState extends CheckRun {
  readonly waiting: number;
}

/** What operators do with runs. */
export interface CheckRuns {
  /** Whether nothing is checked until something else calls, as cron calls a Worker. */
  readonly waitForCron: boolean;
  /** Starts one, or goes on with the one that is under way. */
  start(): Promise<RunState>;
  stop(): Promise<void>;
  find(): Promise<RunState | undefined>;
  findSummary(): Promise<FleetSummary | undefined>;
}

/** @param begun called where somebody wants a run to go on; absent where this process works on none by itself */
export function checkRuns(parts: RunParts, begun: (() => void) | undefined): CheckRuns {
  const { checks, now } = parts;
  return {
    waitForCron: begun === undefined,
    async start() {
      const run = await startRun(parts);
      begun?.();
      return { ...run, waiting: await checks.countWaiting() };
    },
    async stop() {
      await stopRun(checks, now);
    },
    find: () => findRunState(checks),
    findSummary: () => findSummary(checks),
  };
}

/** Domains that are put into the queue by one statement. */
const PAGE = 1_000;

/** One that is under way goes on; else all domains that are served wait from now on. */
export async function startRun({ checks, directory, floor, now }: RunParts): Promise<CheckRun> {
  const run = await checks.findRun();
  const left = await checks.countWaiting();
  if (run !== undefined && run.endedAt === undefined && left > 0) return run;
  // Of one that ended without a word, as by a power cut: what it left is gone on with.
  if (left === 0) {
    await checks.addWaiting([...floor.domains.keys()]);
    let after: string | undefined;
    do {
      // Nobody reads their entries yet: one that is faulty keeps no other from being checked.
      const page = await directory.listStates(PAGE, after);
      await checks.addWaiting(
        page.items.flatMap(({ name, state }): Domain[] => (name === "*" || state !== "served" ? [] : [name])),
      );
      after = page.next;
    } while (after !== undefined);
    // A report is of domains that are served.
    await checks.dropOthers();
  }
  const startedAt = now();
  const domains = await checks.countWaiting();
  await checks.beginRun(startedAt, domains);
  return { startedAt: startedAt.toISOString(), domains, endedAt: undefined };
}

/** Works on the run that is under way. Gives what it found to whoever ended it, and nobody else. */
export async function workOnRun(options: FleetOptions): Promise<FleetReport | undefined> {
  const { checks, now, signal } = options;
  const run = await checks.findRun();
  if (run === undefined || run.endedAt !== undefined) return undefined;
  await runFleet(options);
  if (signal.aborted || (await checks.countWaiting()) > 0) return undefined;
  const report = await reportFleet(checks);
  return (await checks.endRun(run, now(), JSON.stringify(summarize(report)))) ? report : undefined;
}

/** Whoever works on it ends after the checks under way. Gives how many domains will not be checked. */
export async function stopRun(checks: CheckStore, now: () => Date): Promise<number> {
  const [run, waiting] = [await checks.findRun(), await checks.countWaiting()];
  // First the end: who finds nothing waiting then has nothing to report.
  if (run !== undefined) await checks.endRun(run, now(), undefined);
  await checks.clearWaiting();
  return waiting;
}

async function findRunState(checks: CheckStore): Promise<RunState | undefined> {
  const run = await checks.findRun();
  return run && { ...run, waiting: run.endedAt === undefined ? await checks.countWaiting() : 0 };
}

/** What the last run found; absent where none ended yet. */
async function findSummary(checks: CheckStore): Promise<FleetSummary | undefined> {
  const text = await checks.findReport();
  return text === undefined ? undefined : readSummary(text);
}
