/**
 * What is wrong now: domains of the directory that cannot be served, and whatever of it would fail a real client.
 * @module
 */
import { lintSettings } from "../../lint/lint.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { resolveStates } from "../../model/resolving/resolve-domain.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import { formatFault, valueAt } from "../../model/settings/fault.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { DomainEntry, WILDCARD } from "../../model/settings/settings.ts";
import type { DomainName, ProviderRecord } from "../../store/records.ts";
import type { Directory, EntryGroup, Page, RecordLister } from "../../store/roles.ts";
import type { Actor } from "../actor.ts";
import { findExtremes } from "../find-extremes.ts";
import type { DirectoryOptions } from "../operations/change.ts";
import { toDomain } from "../operations/check-entry.ts";

export interface DirectoryFinding {
  /** `broken` is a domain that is not answered for at all; a `warning` fails some client, or some person. */
  readonly kind: "broken" | "warning";
  readonly provider: string;
  /** Where, such as `providers.p.incomingServers[0].port`; and what stands there. */
  readonly path: string;
  readonly value: string | undefined;
  readonly problem: string;
  readonly remedy: string | undefined;
  /** One of the domains that it concerns, and how many there are: of those that their names alone break, this one. */
  readonly sample: DomainName;
  readonly count: number;
}

export interface DirectoryFindings {
  /** Worst first: what is broken, then what concerns the most domains. */
  readonly findings: readonly DirectoryFinding[];
  /** Whether there are more providers, or more kinds of entries, than were looked at. */
  readonly isPartial: boolean;
}

const PROVIDERS = 200;
/** Kinds of entries of all providers together: to look at so many takes about a second. */
const KINDS = 5_000;
const FINDINGS = 100;
/** Domains that are looked at with one question: in a file nobody else is answered meanwhile. */
const SLICE = 25_000;
/** With the others of a request fewer than D1 allows: 50. So a million domains are looked at. */
const QUESTIONS = 40;

/** Equal entries are looked at once, so that it takes as long as there are kinds of them. */
export async function findDirectoryFindings(
  actor: Actor,
  { directory, floor }: Pick<DirectoryOptions, "directory" | "floor">,
): Promise<DirectoryFindings> {
  const page = await listVisibleProviders(actor, directory);
  const providers = new Map([...floor.providers, ...page.items.map(({ id, provider }) => [id, provider] as const)]);
  const survey = await surveyAll(actor, directory);
  const kinds = [...survey.groups].flatMap(([id, groups]) => rankByShape(groups).map((kind) => ({ id, ...kind })));
  const looked = kinds.toSorted((one, other) => one.rank - other.rank || other.group.count - one.group.count);
  const findings: DirectoryFinding[] = [];
  for (const [id, own] of Map.groupBy(looked.slice(0, KINDS), (kind) => kind.id)) {
    const provider = providers.get(id);
    const groups = own.map(({ group }) => group);
    if (provider !== undefined) findings.push(...lintProvider(id, provider, groups));
    else if (page.next === undefined)
      findings.push(...groups.map((group) => toBroken(id, group, "there is no such provider")));
    await answerOthers();
  }
  findings.sort((one, other) => one.kind.localeCompare(other.kind) || other.count - one.count);
  const isPartial = page.next !== undefined || survey.isCut || kinds.length > KINDS || findings.length > FINDINGS;
  return { findings: findings.slice(0, FINDINGS), isPartial };
}

/**
 * Entries that differ in the values of their variables alone are of one shape: what is wrong with one is mostly wrong with
 * all, so that the second of a shape waits until one of each was looked at.
 */
function rankByShape(groups: readonly EntryGroup[]): { readonly group: EntryGroup; readonly rank: number }[] {
  const ranks = new Map<string, number>();
  return groups
    .toSorted((one, other) => other.count - one.count)
    .map((group) => {
      const shape = toShape(group.body);
      const rank = ranks.get(shape) ?? 0;
      ranks.set(shape, rank + 1);
      return { group, rank };
    });
}

function toShape(body: unknown): string {
  const variables = valueAt(body, ["variables"]);
  return JSON.stringify(isObject(variables) ? { ...Object(body), variables: Object.keys(variables) } : body);
}

/** Those that there are room for; or the one that the actor has, wherever it stands among all. */
async function listVisibleProviders(
  { provider }: Actor,
  directory: Pick<Directory, "getProvider" | "listProviders">,
): Promise<Page<ProviderRecord>> {
  if (provider === undefined) return directory.listProviders(PROVIDERS);
  const own = await directory.getProvider(provider);
  return { items: own === undefined ? [] : [own], next: undefined };
}

/** What all domains say, or those of one provider, by provider, the same once. */
export async function surveyAll(
  { provider }: Pick<Actor, "provider">,
  directory: Pick<RecordLister, "surveyEntries">,
): Promise<{ readonly groups: ReadonlyMap<string, readonly EntryGroup[]>; readonly isCut: boolean }> {
  const groups = new Map<string, Map<string, EntryGroup>>();
  let isCut = false;
  let after: string | undefined = "";
  for (let asked = 0; after !== undefined && asked < QUESTIONS; asked += 1) {
    const survey = await directory.surveyEntries(provider, SLICE, after);
    for (const { provider: id, ...group } of survey.groups) {
      const own = groups.get(id) ?? new Map<string, EntryGroup>();
      const key = JSON.stringify(group.body);
      const known = own.get(key);
      const extremes = findExtremes([...(known?.extremes ?? []), ...group.extremes]);
      own.set(key, { ...(known ?? group), extremes, count: (known?.count ?? 0) + group.count });
      groups.set(id, own);
    }
    isCut ||= survey.isCut;
    after = survey.next;
    await answerOthers();
  }
  return {
    groups: new Map([...groups].map(([id, own]) => [id, [...own.values()]])),
    isCut: isCut || after !== undefined,
  };
}

/** Requests that came meanwhile are answered in between. */
function answerOthers(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

function lintProvider(id: string, provider: Provider, groups: readonly EntryGroup[]): DirectoryFinding[] {
  const broken: DirectoryFinding[] = [];
  const served = new Map<DomainName, { readonly entry: DomainEntry; readonly count: number }>();
  for (const group of groups) {
    const { name, body, count } = group;
    const entry = DomainEntry.safeParse(body);
    if (!entry.success) {
      broken.push(toBroken(id, group, "the entry cannot be read"));
      continue;
    }
    if (stateOf(entry.data) !== "served") continue;
    const explain = (domain: DomainName) => {
      const resolved = resolveStates(toDomain(domain), entry.data, provider);
      return resolved.ok ? undefined : resolved.error.map(formatFault).join("; ");
    };
    const problem = explain(name);
    if (problem !== undefined) {
      broken.push(toBroken(id, group, problem));
      continue;
    }
    served.set(name, { entry: entry.data, count });
    // Others of the group are answered: how many are not would take all names to know.
    for (const extreme of group.extremes) {
      const why = explain(extreme);
      if (why !== undefined) broken.push(toBroken(id, { name: extreme, count: 1 }, why));
    }
  }
  const named = [...served].flatMap(([name, { entry }]) => (name === WILDCARD ? [] : [[name, entry] as const]));
  const warnings = lintSettings({
    service: {},
    providers: new Map([[id, provider]]),
    domains: new Map<Domain, DomainEntry>(named),
    wildcard: served.get(WILDCARD)?.entry,
  });
  return [
    ...broken,
    // Without domains it concerns the service's own address, which a file says.
    ...warnings.flatMap(({ domains, ...warning }): DirectoryFinding[] => {
      const concerned = new Set(domains);
      const names = [...served.keys()].filter((name) => concerned.has(name));
      const [sample] = names;
      const count = names.reduce((sum, name) => sum + (served.get(name)?.count ?? 0), 0);
      return sample === undefined ? [] : [{ kind: "warning", provider: id, ...warning, sample, count }];
    }),
  ];
}

function toBroken(
  provider: string,
  { name, count }: Pick<EntryGroup, "name" | "count">,
  problem: string,
): DirectoryFinding {
  return { kind: "broken", provider, path: "", value: undefined, problem, remedy: undefined, sample: name, count };
}
