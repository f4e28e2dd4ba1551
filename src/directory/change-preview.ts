/**
 * What mail clients would be told otherwise once a change is made: for whoever shows a change before it is kept.
 * @module
 */
import { createTwoFilesPatch } from "diff";
import type { Domain } from "../model/domain.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import type { Provider } from "../model/settings/provider.ts";
import { resolveDomain } from "../model/settings/resolve-domain.ts";
import { DomainEntry, stateOf } from "../model/settings/settings.ts";
import type { DomainName, DomainRecord } from "../store/records.ts";
import type { DirectoryOptions } from "./change.ts";
import { toDomain } from "./check-entry.ts";
import type { Written } from "./domain-operations.ts";
import { diffPreviews, type PreviewDiff, renderPreview } from "./preview.ts";
import type { WrittenProvider } from "./provider-operations.ts";

/** One domain of several that say the same. */
export interface SampleDiff {
  readonly name: DomainName;
  /** How many domains say the same, this one included. */
  readonly count: number;
  readonly diffs: readonly PreviewDiff[];
}

export interface ProviderPreview {
  /** Of the kinds of entries that most domains have. */
  readonly samples: readonly SampleDiff[];
  /** The domains that use the provider, counted no further than {@link MOST_COUNTED}. */
  readonly count: number;
}

/** Kinds of entries that a change of a provider is shown for. */
const SAMPLES = 5;
export const MOST_COUNTED = 10_000;

export interface ChangePreviews {
  /** What the entry makes of the domain; `undefined` where that is not served. */
  findServed(record: Pick<DomainRecord, "name" | "entry"> | undefined): Promise<ServerSettings | undefined>;
  ofDomain(change: Written, serviceHost: Domain): Promise<readonly PreviewDiff[]>;
  ofProvider(id: string, change: WrittenProvider, serviceHost: Domain): Promise<ProviderPreview>;
}

export function changePreviews({ directory, floor }: Pick<DirectoryOptions, "directory" | "floor">): ChangePreviews {
  const findServed: ChangePreviews["findServed"] = async (record) => {
    const id = record?.entry.provider;
    const kept = id === undefined ? undefined : await directory.getProvider(id);
    return record && resolve(record.name, record.entry, kept?.provider ?? floor.get(record.entry.provider));
  };

  return {
    findServed,
    async ofDomain({ before, record }, serviceHost) {
      const settings = [await findServed(before), await findServed(record)] as const;
      return diffSettings(...settings, serviceHost);
    },
    async ofProvider(id, { before, record }, serviceHost) {
      const samples: SampleDiff[] = [];
      for (const { name, body, count } of await directory.listEntries(id, SAMPLES)) {
        const entry = DomainEntry.safeParse(body);
        if (!entry.success) continue;
        const settings = (provider: Provider | undefined) => resolve(name, entry.data, provider);
        const fromFile = floor.get(id);
        const [old, now] = [before?.provider ?? fromFile, record?.provider ?? fromFile];
        const diffs = await diffSettings(settings(old), settings(now), serviceHost);
        if (diffs.length > 0) samples.push({ name, count, diffs });
      }
      return { samples, count: await directory.countDomains({ provider: id }, MOST_COUNTED) };
    },
  };
}

/** Two records' text as operators wrote it, before and after; empty where it is the same. */
export function diffBodies(before: unknown, after: unknown): string {
  const [old, now] = [toText(before), toText(after)];
  return old === now ? "" : createTwoFilesPatch("entry", "entry", old, now, "before", "after");
}

function toText(body: unknown): string {
  return body === undefined ? "" : `${JSON.stringify(body, undefined, 2)}\n`;
}

async function diffSettings(
  before: ServerSettings | undefined,
  after: ServerSettings | undefined,
  serviceHost: Domain,
): Promise<readonly PreviewDiff[]> {
  return diffPreviews(await renderPreview(before, serviceHost), await renderPreview(after, serviceHost));
}

function resolve(name: DomainName, entry: DomainEntry, provider: Provider | undefined): ServerSettings | undefined {
  if (provider === undefined || stateOf(entry) !== "served") return undefined;
  const resolved = resolveDomain(toDomain(name), entry, provider);
  return resolved.ok ? resolved.value : undefined;
}
