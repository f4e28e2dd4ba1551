/**
 * Checks of many domains: those that wait, and what the last ones found.
 * `test/store/check-contract.ts` is the contract that every implementation passes.
 * @module
 */
import type { Domain } from "../model/domain/domain.ts";
import type { FleetKind, Severity } from "../model/finding-kind.ts";

/** A check as it is kept: enough to say what got worse. */
export interface CheckResult {
  readonly domain: Domain;
  /** RFC 3339, in UTC. */
  readonly checkedAt: string;
  readonly state: "good" | Severity;
  readonly findings: readonly CheckedFinding[];
}

export interface CheckedFinding {
  readonly kind: FleetKind;
  readonly severity: Severity;
  readonly place: string;
  /** What its words are filled with. */
  readonly values: Readonly<Record<string, string>>;
}

/** A check of all domains, by the moment that it was started at. */
export interface CheckRun {
  /** RFC 3339, in UTC. */
  readonly startedAt: string;
  /** How many waited at its start. */
  readonly domains: number;
  /** Absent while it is under way. */
  readonly endedAt: string | undefined;
}

export interface CheckStore {
  beginRun(startedAt: Date, domains: number): Promise<void>;
  /** The last one. */
  findRun(): Promise<CheckRun | undefined>;
  /** Whether it was under way until now, so that of several who end it one knows. `report` is what it found, if anything. */
  endRun(run: CheckRun, endedAt: Date, report: string | undefined): Promise<boolean>;
  /** What the last run that ended by itself found. */
  findReport(): Promise<string | undefined>;
  /** Has domains wait; those that wait already stay as they are. */
  addWaiting(domains: readonly Domain[]): Promise<void>;
  /** One that waits and that nobody has at `now`; it is the caller's until then. */
  takeWaiting(now: Date, until: Date): Promise<Domain | undefined>;
  countWaiting(): Promise<number>;
  /** Nothing waits any more. */
  clearWaiting(): Promise<void>;
  /** Drops what was found of domains that do not wait. */
  dropOthers(): Promise<void>;
  /**
   * A domain waits no longer, and what was found is kept: of each domain the last `most`. Where there was nothing to check,
   * what was found of it before is dropped.
   */
  finish(domain: Domain, result: CheckResult | undefined, most: number): Promise<void>;
  /** By domain after `after`: of so many domains each the last ones, the last first. */
  listResults(domains: number, each: number, after?: Domain): Promise<readonly CheckResult[]>;
}
