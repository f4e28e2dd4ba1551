import type { Domain } from "../model/domain/domain.ts";
import type { MovedDomain } from "../model/mail-place.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { isYoungerThan } from "../model/times.ts";
import type { CheckReport } from "./check-domain.ts";

/** What is checked. */
export type Checked = ServerSettings | MovedDomain;

/** Checks that many may ask for: one at a time of a domain, few at once, and each result for some minutes. */
export interface SharedChecks {
  /** A result of the last minutes, or else a new one. */
  check(checked: Checked, serviceOrigin: string): Promise<CheckReport>;
  /** A result of the last minutes, if there is one. */
  find(checked: Checked, serviceOrigin: string): CheckReport | undefined;
  /** Whether others would have to be asked for a result: none is there, and none is on its way. */
  isNew(checked: Checked, serviceOrigin: string): boolean;
}

export type RunCheck = (checked: Checked, serviceOrigin: string) => Promise<CheckReport>;

/** How long a result is as good as a new one. */
const KEPT_MILLISECONDS = 3 * 60_000;
/** Results of so many domains; who was checked longest ago is forgotten first. */
const MOST_KEPT = 200;
/** @param atOnce checks that run at the same time: each asks some forty questions and plays all mail clients */
export function shareChecks(run: RunCheck, now: () => Date, atOnce: number): SharedChecks {
  /** By domain, with what the result was made of. */
  const kept = new Map<Domain, { readonly of: string; readonly report: CheckReport }>();
  const running = new Map<string, Promise<CheckReport>>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  async function runInTurn(checked: Checked, origin: string, of: string): Promise<CheckReport> {
    if (free === 0) await new Promise<void>((done) => waiting.push(done));
    else free -= 1;
    try {
      const report = await run(checked, origin);
      kept.delete(checked.domain);
      kept.set(checked.domain, { of, report });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return report;
    } finally {
      running.delete(of);
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }

  function find(checked: Checked, origin: string): CheckReport | undefined {
    const found = kept.get(checked.domain);
    if (found?.of !== toKey(checked, origin)) return undefined;
    const isKept = isYoungerThan(KEPT_MILLISECONDS, Date.parse(found.report.checkedAt), now().getTime());
    return isKept ? found.report : undefined;
  }

  return {
    find,
    isNew: (checked, origin) => find(checked, origin) === undefined && !running.has(toKey(checked, origin)),
    async check(checked, origin) {
      const known = find(checked, origin);
      if (known !== undefined) return known;
      const of = toKey(checked, origin);
      const report = running.get(of) ?? runInTurn(checked, origin, of);
      running.set(of, report);
      return report;
    },
  };
}

function toKey(checked: Checked, origin: string): string {
  return JSON.stringify([origin, checked]);
}
