/**
 * What a change makes of one domain, now and at each moment for which something is planned.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { findMoments } from "../../model/resolving/layers.ts";
import { resolveDomain } from "../../model/resolving/resolve-domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Provider } from "../../model/settings/provider.ts";
import type { DomainEntry } from "../../model/settings/settings.ts";
import type { DomainName } from "../../store/records.ts";
import { isSame } from "../operations/change.ts";
import { toDomain } from "../operations/check-entry.ts";
import { diffPreviews, type PreviewDiff, renderPreview } from "./preview.ts";

/** What differs between two plans of a domain. */
export interface PlanDiffs {
  /** As of now. */
  readonly diffs: readonly PreviewDiff[];
  /** Where the change alters what was planned: moments from which on it makes another difference, in their order. */
  readonly planned: readonly PlannedDiffs[];
}

/** What a change alters from a moment on; without diffs all is then as it would have been. */
interface PlannedDiffs {
  readonly at: string;
  readonly diffs: readonly PreviewDiff[];
}

/** Moments of one domain that are looked at: as many as a list of planned changes has. */
const MOMENTS = 10;
/** Text of diffs that a preview holds, in characters: the sample that goes beyond is the last. */
export const MAX_DIFF_LENGTH = 65_536;

/** The differences now, and from each later moment on where the two plan otherwise. */
export async function comparePlans(
  [old, then]: readonly [Plan, Plan],
  host: Domain,
  start: Date,
): Promise<PlanDiffs & { readonly isCut: boolean }> {
  const diffAt = async (at: Date) =>
    diffPreviews(await renderPreview(old.settingsAt(at), host), await renderPreview(then.settingsAt(at), host));
  const diffs = await diffAt(start);
  const planned: PlannedDiffs[] = [];
  let [last, isCut] = [diffs, false];
  // What is gone is gone at any time.
  const isSamePlan = then === NO_PLAN || isSame(old.changes, then.changes);
  const moments = isSamePlan ? [] : [...new Set([...old.moments, ...then.moments])];
  const toCome = moments.filter((moment) => moment > start.getTime()).toSorted((one, other) => one - other);
  for (const [index, moment] of toCome.entries()) {
    isCut = index === MOMENTS || lengthOf({ diffs, planned }) > MAX_DIFF_LENGTH;
    if (isCut) break;
    const at = new Date(moment);
    const found = await diffAt(at);
    if (changedLines(found) !== changedLines(last)) planned.push({ at: at.toISOString(), diffs: found });
    last = found;
  }
  return { diffs, planned, isCut };
}

/** What a domain's settings are at each moment. */
export interface Plan {
  readonly settingsAt: (at: Date) => ServerSettings | undefined;
  /** When they become others. */
  readonly moments: readonly number[];
  /** All that is planned, as it is written. */
  readonly changes: unknown;
}

/** Of what is not served at any time. */
export const NO_PLAN: Plan = { settingsAt: () => undefined, moments: [], changes: [] };

/** What a domain is told at any time, by an entry and a provider as they are now or would be. */
export function toPlan(name: DomainName, entry: DomainEntry | undefined, provider: Provider | undefined): Plan {
  if (entry === undefined || provider === undefined) return NO_PLAN;
  return {
    settingsAt: (at) => resolveBy(name, entry, provider, at),
    moments: findMoments(entry, provider),
    changes: [provider.changes ?? [], entry.changes ?? []],
  };
}

/** Whether there is anything to see. */
export function isTold({ diffs, planned }: PlanDiffs): boolean {
  return diffs.length > 0 || planned.length > 0;
}

/** In characters. */
export function lengthOf({ diffs, planned }: PlanDiffs): number {
  return [diffs, ...planned.map((moment) => moment.diffs)].flat().reduce((sum, { diff }) => sum + diff.length, 0);
}

/** Without what stands around them, which may have changed by itself. */
function changedLines(diffs: readonly PreviewDiff[]): string {
  return diffs.flatMap(({ document, diff }) => [document, ...(diff.match(/^[+-].*$/gm) ?? [])]).join("\n");
}

/** A domain's settings at a moment; `undefined` where it is not served, or has a fault. */
export function resolveBy(
  name: DomainName,
  entry: DomainEntry,
  provider: Provider | undefined,
  at: Date,
): ServerSettings | undefined {
  if (provider === undefined || stateOf(entry) !== "served") return undefined;
  const resolved = resolveDomain(toDomain(name), entry, provider, at);
  return resolved.ok ? resolved.value : undefined;
}
