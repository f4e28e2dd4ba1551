/**
 * What is wrong now: domains of the directory that cannot be served, and whatever of it would fail a real client.
 * @module
 */
import { lintSettings } from "../lint/lint.ts";
import type { Domain } from "../model/domain.ts";
import { formatFault } from "../model/settings/fault.ts";
import type { Provider } from "../model/settings/provider.ts";
import { resolveStates } from "../model/settings/resolve-domain.ts";
import { DomainEntry, stateOf, WILDCARD } from "../model/settings/settings.ts";
import type { DomainName } from "../store/records.ts";
import type { EntryGroup } from "../store/roles.ts";
import { type Actor, mayTouch } from "./actor.ts";
import type { DirectoryOptions } from "./change.ts";
import { toDomain } from "./check-entry.ts";

export interface DirectoryFinding {
  /** `broken` is a domain that is not answered for at all; a `warning` fails some client, or some person. */
  readonly kind: "broken" | "warning";
  readonly provider: string;
  /** Where, such as `providers.p.incomingServers[0].port`; and what stands there. */
  readonly path: string;
  readonly value: string | undefined;
  readonly problem: string;
  readonly remedy: string | undefined;
  /** One of the domains that it concerns, and how many there are. */
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
/** Kinds of entries of a provider: those of the most domains. */
const KINDS = 100;
const FINDINGS = 100;

/** Equal entries are looked at once, so that it takes as long as there are kinds of them. */
export async function findDirectoryFindings(
  actor: Actor,
  { directory, floor }: Pick<DirectoryOptions, "directory" | "floor">,
): Promise<DirectoryFindings> {
  const page = await directory.listProviders(PROVIDERS);
  const providers = new Map([...floor, ...page.items.map(({ id, provider }) => [id, provider] as const)]);
  const findings: DirectoryFinding[] = [];
  let isPartial = page.next !== undefined;
  for (const [id, provider] of providers) {
    if (!mayTouch(actor, id)) continue;
    const groups = await directory.listEntries(id, KINDS + 1);
    isPartial ||= groups.length > KINDS;
    findings.push(...lintProvider(id, provider, groups.slice(0, KINDS)));
  }
  findings.sort((one, other) => one.kind.localeCompare(other.kind) || other.count - one.count);
  return { findings: findings.slice(0, FINDINGS), isPartial: isPartial || findings.length > FINDINGS };
}

function lintProvider(id: string, provider: Provider, groups: readonly EntryGroup[]): DirectoryFinding[] {
  const broken: DirectoryFinding[] = [];
  const served = new Map<DomainName, { readonly entry: DomainEntry; readonly count: number }>();
  for (const { name, body, count } of groups) {
    const entry = DomainEntry.safeParse(body);
    const resolved = entry.success ? resolveStates(toDomain(name), entry.data, provider) : undefined;
    if (entry.success && stateOf(entry.data) !== "served") continue;
    if (entry.success && resolved?.ok) served.set(name, { entry: entry.data, count });
    else
      broken.push({
        kind: "broken",
        provider: id,
        path: "",
        value: undefined,
        problem: resolved?.ok === false ? resolved.error.map(formatFault).join("; ") : "the entry cannot be read",
        remedy: undefined,
        sample: name,
        count,
      });
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
      const names = [...served.keys()].filter((name) => domains.includes(name));
      const [sample] = names;
      const count = names.reduce((sum, name) => sum + (served.get(name)?.count ?? 0), 0);
      return sample === undefined ? [] : [{ kind: "warning", provider: id, ...warning, sample, count }];
    }),
  ];
}
