/**
 * The check of all domains in the process of the service, where an operator starts it.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { checkDomain } from "../check/check-domain.ts";
import { politeProbes } from "../check/network/polite-probes.ts";
import { workOnRun } from "../directory/fleet/check-runs.ts";
import { sendReport } from "../directory/fleet/report-webhook.ts";
import type { FindSettings } from "../model/address/mail-account.ts";
import type { CheckStore } from "../store/check-roles.ts";
import { StoreUnavailableError } from "../store/roles.ts";
import { type CheckEnvironment, openProbes } from "./check-live.ts";

export interface CheckingParts {
  readonly checks: CheckStore;
  readonly find: FindSettings;
  readonly serviceOrigin: string;
  readonly environment: CheckEnvironment & {
    /** The URL that gets the report of a run that ends. */
    readonly CHECK_WEBHOOK?: string | undefined;
  };
  readonly now: () => Date;
  /** The process is about to end. */
  readonly signal: AbortSignal;
  readonly warn: (text: string) => void;
}

/** Requests of mail clients are answered in between: `waypost check --all` is faster. */
const AT_ONCE = 2;

/** Works until no domain waits any more. What is not done when the process ends waits for the next who does. */
export async function workOnChecks(parts: CheckingParts): Promise<void> {
  const { checks, find, serviceOrigin, environment, now, signal, warn } = parts;
  const probes = politeProbes(openProbes(environment));
  const allowPrivate = environment.CHECK_ALLOW_PRIVATE === "true";
  try {
    const report = await workOnRun({
      checks,
      find,
      check: (settings, signal) => checkDomain(settings, { probes, serviceOrigin, now, signal, allowPrivate }),
      atOnce: AT_ONCE,
      signal,
      now,
      wait: (milliseconds) => wait(milliseconds, undefined, { ref: false }),
      tell: () => {},
    });
    const url = URL.parse(environment.CHECK_WEBHOOK ?? "");
    const fault = report && url !== null ? await sendReport(url, report, fetch) : undefined;
    if (fault !== undefined) warn(fault);
  } catch (error) {
    // Whoever starts it next goes on where this one was.
    if (!(error instanceof StoreUnavailableError)) throw error;
    if (!signal.aborted) warn("the check of all domains ended early, because the directory cannot be asked");
  }
}
