/**
 * Who still uses the old servers: what becomes of a provider's domains when its planned change names other servers.
 * @module
 */

import { findLayers, findMoments, mergeLayers } from "../../model/resolving/layers.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { resolveDomain } from "../../model/resolving/resolve-domain.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { DomainEntry } from "../../model/settings/settings.ts";
import type { DomainName } from "../../store/records.ts";
import type { EntryGroup, RecordLister } from "../../store/roles.ts";
import { toDomain } from "../operations/check-entry.ts";
import { surveyAll } from "./directory-findings.ts";

/** A planned change of a provider that takes host names of mail servers away, and its domains. */
export interface ServerMove {
  /** When it takes force, or took it. */
  readonly at: string;
  readonly isMade: boolean;
  /** Host names of the provider that go, and those that come, as the provider writes them. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** How many domains have the provider's servers, and so change with them. */
  readonly following: number;
  /** How many name a server that goes, by overrides or changes of their own. */
  readonly staying: number;
  /** How many have other servers of their own. */
  readonly own: number;
  /** Those that stay: one for all whose entries say the same, of the most domains first. */
  readonly stays: readonly { readonly domain: DomainName; readonly count: number }[];
  /** Whether there are more kinds of entries than were looked at, or than are named. */
  readonly isCut: boolean;
}

const NAMED = 100;

/** Nothing is asked of the directory where no change moves servers. Domains that are not served are not counted. */
export async function findServerMoves(
  id: string,
  provider: Provider,
  directory: Pick<RecordLister, "surveyEntries">,
  now: Date,
): Promise<readonly ServerMove[]> {
  const moments = findMoments(toBareEntry(id), provider).filter((moment) => findGone(id, provider, moment).length > 0);
  if (moments.length === 0) return [];
  const survey = await surveyAll({ provider: id }, directory);
  const groups = survey.groups.get(id) ?? [];
  return moments.map((moment) => toMove(id, provider, groups, survey.isCut, moment, now));
}

function toMove(
  id: string,
  provider: Provider,
  groups: readonly EntryGroup[],
  isCut: boolean,
  moment: number,
  now: Date,
): ServerMove {
  const counts = { following: 0, staying: 0, own: 0 };
  const stays: { readonly domain: DomainName; readonly count: number }[] = [];
  for (const { name, body, count } of groups) {
    const entry = DomainEntry.safeParse(body);
    if (!entry.success || stateOf(entry.data) !== "served") continue;
    const kind = findKind(name, entry.data, provider, moment, now);
    counts[kind] += count;
    if (kind === "staying") stays.push({ domain: name, count });
  }
  stays.sort((one, other) => other.count - one.count || one.domain.localeCompare(other.domain));
  const before = hostsOf(id, provider, moment - 1);
  return {
    at: new Date(moment).toISOString(),
    isMade: moment <= now.getTime(),
    from: findGone(id, provider, moment),
    to: hostsOf(id, provider, moment).filter((host) => !before.includes(host)),
    ...counts,
    stays: stays.slice(0, NAMED),
    isCut: isCut || stays.length > NAMED,
  };
}

/** What becomes of one domain, as its entry will be when the change is made, or is now that it was. */
function findKind(
  name: DomainName,
  entry: DomainEntry,
  provider: Provider,
  moment: number,
  now: Date,
): "following" | "staying" | "own" {
  const { overrides: _, changes: __, ...bare } = entry;
  const at = (one: DomainEntry, time: number) => {
    const resolved = resolveDomain(toDomain(name), one, provider, new Date(time));
    if (!resolved.ok) return [];
    const { incomingServers, outgoingServers } = resolved.value;
    return [...incomingServers, ...outgoingServers].map(({ hostname }) => hostname);
  };
  const then = Math.max(moment, now.getTime());
  const [before, after, own] = [at(bare, moment - 1), new Set(at(bare, then)), at(entry, then)];
  if (own.some((host) => before.includes(host) && !after.has(host))) return "staying";
  return own.every((host) => after.has(host)) ? "following" : "own";
}

/** Host names that the change takes away. */
function findGone(id: string, provider: Provider, moment: number): readonly string[] {
  const after = hostsOf(id, provider, moment);
  return hostsOf(id, provider, moment - 1).filter((host) => !after.includes(host));
}

function hostsOf(id: string, provider: Provider, moment: number): readonly string[] {
  const merged = mergeLayers(findLayers(toBareEntry(id), provider, moment, ""));
  const lists = isObject(merged) ? [merged.incomingServers, merged.outgoingServers] : [];
  const servers: unknown[] = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  const hosts = servers.map((server) => (isObject(server) ? String(server.hostname) : ""));
  return [...new Set(hosts)];
}

/** An entry that says nothing but whose it is. */
function toBareEntry(provider: string): DomainEntry {
  return DomainEntry.parse({ provider });
}
