/**
 * What checks of many domains say together: what got worse since the time before, and what wants something done.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { type FleetKind, SEVERITIES, type Severity } from "../../model/finding-kind.ts";
import type { CheckedFinding, CheckResult, CheckStore } from "../../store/check-roles.ts";

/** What was found of a domain. */
export interface FoundPlace extends CheckedFinding {
  readonly domain: Domain;
}

interface WorseDomain {
  readonly domain: Domain;
  readonly was: CheckResult["state"];
  readonly is: CheckResult["state"];
  /** What was not found the time before. */
  readonly fresh: readonly FoundPlace[];
}

export interface FleetReport {
  /** When the first and the last of the results were made. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly states: Readonly<Record<CheckResult["state"], number>>;
  readonly worse: readonly WorseDomain[];
  /** Where clients are still led to a server of old, or to another provider's. */
  readonly elsewhere: readonly FoundPlace[];
  readonly certificates: readonly FoundPlace[];
  /** Of each domain where a mail client is kept from its mail, the gravest that was found. */
  readonly broken: readonly FoundPlace[];
}

const ELSEWHERE: ReadonlySet<FleetKind> = new Set([
  "aliasElsewhere",
  "aliasToMicrosoft",
  "aliasCopied",
  "srvDiffers",
  "mxElsewhere",
  "redirectElsewhere",
  "documentForeign",
  "documentMicrosoft",
]);
const CERTIFICATES: ReadonlySet<FleetKind> = new Set(["certificateEnds", "certificateExpired"]);

/** Domains of one question to the database. */
const PAGE = 500;

export async function reportFleet(checks: Pick<CheckStore, "listResults">): Promise<FleetReport> {
  const states = { good: 0, note: 0, warning: 0, error: 0 };
  const times: string[] = [];
  const worse: WorseDomain[] = [];
  const [elsewhere, certificates, broken]: [FoundPlace[], FoundPlace[], FoundPlace[]] = [[], [], []];
  let after: Domain | undefined;
  for (;;) {
    const results = await checks.listResults(PAGE, 2, after);
    if (results.length === 0) break;
    for (const [domain, [last, before]] of Map.groupBy(results, (result) => result.domain)) {
      if (last === undefined) continue;
      after = domain;
      states[last.state] += 1;
      times.push(last.checkedAt);
      const places = last.findings.map((finding) => ({ domain, ...finding }));
      elsewhere.push(...places.filter(({ kind }) => ELSEWHERE.has(kind)));
      certificates.push(...places.filter(({ kind }) => CERTIFICATES.has(kind)));
      const gravest = places.find(({ severity }) => severity === "error");
      if (gravest !== undefined) broken.push(gravest);
      const change = before && findWorse(last, before);
      if (change !== undefined) worse.push(change);
    }
  }
  times.sort();
  return { from: times[0], until: times.at(-1), states, worse, elsewhere, certificates, broken };
}

/** Graver as a whole, or by something graver than a note that was not there before. */
function findWorse(last: CheckResult, before: CheckResult): WorseDomain | undefined {
  const known = new Set(before.findings.map(({ kind, severity, place }) => `${kind} ${severity} ${place}`));
  const fresh = last.findings.filter(
    ({ kind, severity, place }) => severity !== "note" && !known.has(`${kind} ${severity} ${place}`),
  );
  if (toRank(last.state) <= toRank(before.state) && fresh.length === 0) return undefined;
  const { domain, state } = last;
  return { domain, was: before.state, is: state, fresh: fresh.map((finding) => ({ domain, ...finding })) };
}

function toRank(state: "good" | Severity): number {
  return state === "good" ? 0 : SEVERITIES.length - SEVERITIES.indexOf(state);
}
