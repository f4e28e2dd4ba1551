/**
 * Many changes tried, one after the other, without any of them being made.
 * @module
 */
import { DomainEntry, ProviderEntry } from "../../model/settings/settings.ts";
import type { DomainName, DomainRecord, ProviderRecord } from "../../store/records.ts";
import type { ChangeResult, Directory, DomainFilter, EntryGroup } from "../../store/roles.ts";
import { findExtremes } from "../find-extremes.ts";

/** Beyond any that a directory has given out. */
const FIRST_REVISION = 2 ** 50;

/**
 * The directory as it would be: what is written to it stays here, and is read again by whatever comes after. Lists of
 * names and history are as they are.
 */
export function rehearse(directory: Directory): Directory {
  const domains = new Map<DomainName, { readonly before: DomainRecord | undefined; now: DomainRecord | undefined }>();
  const providers = new Map<string, ProviderRecord | undefined>();
  let last = FIRST_REVISION;

  const getDomain = async (name: DomainName) => {
    const tried = domains.get(name);
    return tried === undefined ? directory.getDomain(name) : tried.now;
  };
  const getProvider = async (id: string) => (providers.has(id) ? providers.get(id) : directory.getProvider(id));
  const countDomains = async (filter: DomainFilter, most: number) => {
    const tried = [...domains.values()];
    const count = (records: readonly (DomainRecord | undefined)[]) =>
      records.filter((record) => record !== undefined && matches(record, filter)).length;
    const kept = await directory.countDomains(filter, most + tried.length);
    return Math.min(most, kept - count(tried.map(({ before }) => before)) + count(tried.map(({ now }) => now)));
  };

  return {
    ...directory,
    getDomain,
    getProvider,
    countDomains,
    async getDomains(names) {
      const kept = await directory.getDomains(names.filter((name) => !domains.has(name)));
      return [...kept, ...names.flatMap((name) => domains.get(name)?.now ?? [])];
    },
    async listEntries(provider, limit) {
      const groups = new Map<string, EntryGroup>();
      const add = ({ body, name }: Pick<EntryGroup, "body" | "name">, count: number, more: readonly DomainName[]) => {
        const text = JSON.stringify(body);
        const group = groups.get(text);
        const extremes = findExtremes([...(group?.extremes ?? []), ...more]);
        groups.set(text, { body, name: group?.name ?? name, extremes, count: (group?.count ?? 0) + count });
      };
      for (const group of await directory.listEntries(provider, limit)) {
        // Others of what was tried may have gone, or have another entry by now.
        const extremes = group.extremes.filter((name) => name === group.name || !domains.has(name));
        add(group, group.count, extremes);
      }
      for (const { before, now } of domains.values()) {
        if (before?.entry.provider === provider) add(before, -1, []);
        if (now?.entry.provider === provider) add(now, 1, [now.name]);
      }
      const left = [...groups.values()].filter(({ count }) => count > 0);
      return left.toSorted((one, other) => other.count - one.count).slice(0, limit);
    },
    async writeDomains(changes) {
      const results: ChangeResult[] = [];
      for (const { name, body, state, expected } of changes) {
        const current = await getDomain(name);
        if ((current?.revision ?? 0) !== expected) {
          results.push("conflict");
          continue;
        }
        const entry = body === undefined ? undefined : DomainEntry.parse(body);
        last += 1;
        const before = domains.has(name) ? domains.get(name)?.before : current;
        domains.set(name, { before, now: entry && { name, entry, state, revision: last, body } });
        results.push(last);
      }
      return results;
    },
    async writeProviders(changes) {
      const results: ChangeResult[] = [];
      for (const { name, body, expected } of changes) {
        const current = await getProvider(name);
        if ((current?.revision ?? 0) !== expected) results.push("conflict");
        else if (body === undefined && (await countDomains({ provider: name }, 1)) > 0) results.push("in_use");
        else {
          last += 1;
          const provider = body === undefined ? undefined : ProviderEntry.parse(body);
          providers.set(name, provider && { id: name, provider, revision: last, body });
          results.push(last);
        }
      }
      return results;
    },
  };
}

function matches({ name, entry, state }: DomainRecord, { prefix = "", provider, only, state: wanted }: DomainFilter) {
  return (
    name.startsWith(prefix) &&
    [provider, only].every((id) => id === undefined || id === entry.provider) &&
    (wanted === undefined || wanted === state)
  );
}
