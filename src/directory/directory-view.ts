/**
 * What operators are shown of the directory beside the records themselves: what becomes of a domain, and what a change
 * would make of it.
 * @module
 */

import { type Domain, findDomain } from "../model/domain.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { findSettings, type Settings } from "../model/settings/parse-settings.ts";
import type { Provider } from "../model/settings/provider.ts";
import { resolveDomain } from "../model/settings/resolve-domain.ts";
import { DomainEntry, stateOf, WILDCARD } from "../model/settings/settings.ts";
import type { DomainName, DomainRecord } from "../store/records.ts";
import type { Directory } from "../store/roles.ts";
import { toDomain } from "./check-entry.ts";
import type { Written } from "./domain-operations.ts";
import { type DomainReport, toDomainReport } from "./domain-report.ts";
import { diffPreviews, type PreviewDiff, type PreviewedTexts, renderPreview } from "./preview.ts";
import type { WrittenProvider } from "./provider-operations.ts";

/** What a change would alter in what mail clients are told. */
export interface ChangePreview {
  /** How many domains the change reaches, counted no further than {@link COUNTED_DOMAINS}. */
  readonly domains: number;
  readonly samples: readonly PreviewSample[];
  /** Whether there may be more to see than the samples show. */
  readonly isCut: boolean;
}

/** A domain whose documents differ, for all whose entries say the same. */
export interface PreviewSample {
  readonly domain: DomainName;
  /** How many domains it stands for. */
  readonly count: number;
  readonly diffs: readonly PreviewDiff[];
}

/** `origin` is where people reach the service. */
export interface DirectoryView {
  /** The settings of a record's domain; `undefined` where it is not served. The wildcard's are those of a sample. */
  resolve(record: DomainRecord): Promise<ServerSettings | undefined>;
  /** `undefined` for a domain that is not served, and for the wildcard, which is no one domain. */
  report(record: DomainRecord, origin: string): Promise<DomainReport | undefined>;
  /** What mail clients get, each as everybody at the domain gets it. */
  documents(record: DomainRecord, origin: string): Promise<PreviewedTexts>;
  previewDomain(written: Written, origin: string): Promise<ChangePreview>;
  previewProvider(written: WrittenProvider, origin: string): Promise<ChangePreview>;
}

export const COUNTED_DOMAINS = 1_000_000;
/** Domains of a provider that are looked at. */
const SAMPLES = 20;
/** Text of diffs that a preview holds, in characters: the sample that goes beyond is the last. */
const MAX_DIFF_LENGTH = 65_536;

export function directoryView(
  directory: Pick<Directory, "getProvider" | "getDomain" | "listEntries" | "countDomains">,
  floor: Settings,
  now: () => Date,
): DirectoryView {
  return {
    resolve: ({ name, entry }) => resolve(name, entry),
    async report({ name, entry }, origin) {
      const settings = name === WILDCARD ? undefined : await resolve(name, entry);
      return settings && toDomainReport(settings, { origin, host: toHost(origin, settings.domain) });
    },
    documents: async ({ name, entry }, origin) =>
      renderPreview(await resolve(name, entry), toHost(origin, toDomain(name))),
    async previewDomain({ record, before, isChanged }, origin) {
      const name = record?.name ?? before?.name;
      if (name === undefined || !isChanged) return NO_CHANGE;
      const [old, then] = [await findServed(name, before), await findServed(name, record)];
      const host = toHost(origin, toDomain(name));
      const diffs = diffPreviews(await renderPreview(old, host), await renderPreview(then, host));
      return { domains: 1, samples: diffs.length === 0 ? [] : [{ domain: name, count: 1, diffs }], isCut: false };
    },
    async previewProvider({ record, before, isChanged }, origin) {
      const id = record?.id ?? before?.id;
      if (id === undefined || !isChanged) return NO_CHANGE;
      const [old, then] = [before, record].map((written) => written?.provider ?? floor.providers.get(id));
      const domains = await directory.countDomains({ provider: id }, COUNTED_DOMAINS);
      // One more than is looked at, to know whether there are more.
      const groups = await directory.listEntries(id, SAMPLES + 1);
      const samples: PreviewSample[] = [];
      let [seen, length] = [0, 0];
      for (const { name, body, count } of groups.slice(0, SAMPLES)) {
        if (length > MAX_DIFF_LENGTH) break;
        seen += 1;
        const entry = DomainEntry.safeParse(body).data;
        const host = toHost(origin, toDomain(name));
        const diffs = diffPreviews(
          await renderPreview(entry && resolveBy(name, entry, old, now()), host),
          await renderPreview(entry && resolveBy(name, entry, then, now()), host),
        );
        if (diffs.length > 0) samples.push({ domain: name, count, diffs });
        length += diffs.reduce((sum, { diff }) => sum + diff.length, 0);
      }
      return { domains, samples, isCut: seen < groups.length };
    },
  };

  async function resolve(name: DomainName, entry: DomainEntry): Promise<ServerSettings | undefined> {
    const record = await directory.getProvider(entry.provider);
    return resolveBy(name, entry, record?.provider ?? floor.providers.get(entry.provider), now());
  }

  /** Without a record of its own a domain is what the settings file or a wildcard makes of it. */
  async function findServed(name: DomainName, record: DomainRecord | undefined): Promise<ServerSettings | undefined> {
    if (record !== undefined) return resolve(name, record.entry);
    if (name === WILDCARD) return undefined;
    const wildcard = floor.domains.has(name) ? undefined : await directory.getDomain(WILDCARD);
    if (wildcard !== undefined) return resolve(name, wildcard.entry);
    const found = findSettings(floor, name, now());
    return typeof found === "object" ? found : undefined;
  }
}

/** What the domain's aliases lead to; a name by convention where the service was reached by none, such as localhost. */
function toHost(origin: string, domain: Domain): Domain {
  return findDomain(new URL(origin).hostname) ?? findDomain(`setup.${domain}`) ?? domain;
}

const NO_CHANGE: ChangePreview = { domains: 0, samples: [], isCut: false };

function resolveBy(
  name: DomainName,
  entry: DomainEntry,
  provider: Provider | undefined,
  at: Date,
): ServerSettings | undefined {
  if (provider === undefined || stateOf(entry) !== "served") return undefined;
  const resolved = resolveDomain(toDomain(name), entry, provider, at);
  return resolved.ok ? resolved.value : undefined;
}
