import { type FindSettings, findDomainSettings } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { CheckResult, CheckStore } from "../../store/check-roles.ts";
import { FaultyRecordError } from "../../store/roles.ts";

/** Milliseconds for which a domain is with whoever took it: longer than a check takes. */
const TAKEN = 60_000;
/** Milliseconds after which one looks again for what others took and left. */
const PAUSE = 1_000;
/** Results that are kept of each domain. */
const KEPT_RESULTS = 10;

export interface FleetOptions {
  readonly checks: CheckStore;
  readonly find: FindSettings;
  readonly check: (settings: ServerSettings, signal: AbortSignal) => Promise<CheckResult>;
  /** Domains that are checked at the same time. */
  readonly atOnce: number;
  /** Stops; what is not done waits for the next time. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Absent where what others took and may leave is not waited for. */
  readonly wait?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** How many domains are checked and no more; all that wait where it is absent. */
  readonly most?: number | undefined;
  /** Told of each domain that is done. */
  readonly tell: (domain: Domain, result: CheckResult | undefined) => void;
}

/**
 * Checks all domains that wait. The queue is in the database: whoever is killed on the way has lost nothing but the checks
 * that were just under way, and several may work on it together.
 */
export async function runFleet(options: FleetOptions): Promise<void> {
  const left = { count: options.most ?? Number.POSITIVE_INFINITY };
  await Promise.all(Array.from({ length: options.atOnce }, () => work(options, left)));
}

async function work(options: FleetOptions, left: { count: number }): Promise<void> {
  const { checks, signal, now, wait } = options;
  while (!signal.aborted && left.count > 0) {
    left.count -= 1;
    const domain = await checks.takeWaiting(now(), new Date(now().getTime() + TAKEN));
    if (domain !== undefined) {
      await checkOne(domain, options);
      continue;
    }
    left.count += 1;
    if (wait === undefined || (await checks.countWaiting()) === 0) return;
    await wait(PAUSE, signal);
  }
}

async function checkOne(domain: Domain, { checks, find, check, signal, now, tell }: FleetOptions): Promise<void> {
  const settings = await findOrFault(find, domain);
  const report =
    settings instanceof FaultyRecordError
      ? toFaulty(domain, settings, now())
      : settings && (await check(settings, signal));
  // What was cut short says nothing of the domain: it is taken again.
  if (signal.aborted) return;
  const result = report && toResult(report);
  await checks.finish(domain, result, KEPT_RESULTS);
  tell(domain, result);
}

/** What is wrong with one domain is told of it, and the others are checked. */
async function findOrFault(
  find: FindSettings,
  domain: Domain,
): Promise<ServerSettings | FaultyRecordError | undefined> {
  try {
    const found = await findDomainSettings(find, domain);
    return found.ok ? found.value : undefined;
  } catch (error) {
    if (error instanceof FaultyRecordError) return error;
    throw error;
  }
}

function toFaulty(domain: Domain, { message }: FaultyRecordError, at: Date): CheckResult {
  const finding = { kind: "settingsFaulty", severity: "error", place: domain, values: { because: message } } as const;
  return { domain, checkedAt: at.toISOString(), state: "error", findings: [finding] };
}

/** Without what else a report has. */
function toResult({ domain, checkedAt, state, findings }: CheckResult): CheckResult {
  return {
    domain,
    checkedAt,
    state,
    findings: findings.map(({ kind, severity, place, values }) => ({ kind, severity, place, values })),
  };
}
