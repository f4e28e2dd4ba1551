import type { Domain } from "../../model/domain/domain.ts";
import { findSettings } from "../../model/resolving/find-settings.ts";
import { resolveDomain } from "../../model/resolving/resolve-domain.ts";
import {
  type FoundSettings,
  isSettings,
  isValidAt,
  type ServerSettings,
  withService,
} from "../../model/server-settings.ts";
import { findNotServed } from "../../model/settings/domain-state.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import type { ProviderRecord } from "../records.ts";
import {
  FaultyRecordError,
  type FoundDomain,
  MovedStoreError,
  type RecordReader,
  TablesMissingError,
} from "../roles.ts";
import {
  type CachedReader,
  type CacheOptions,
  type Connection,
  cachedReader,
  type VersionedAnswer,
} from "./cached-reader.ts";

/** Resolved settings, beside the text that they were made of. */
const BYTES_PER_ANSWER = 4_000;

/** How long a change that was made elsewhere may take to show: on another machine, and at the edge. */
const SHOWS_WITHIN = { machine: 10_000, edge: 60_000 } as const;
/** While the directory is gone, what it last said is better than nothing for about a day. */
const STALE_FOR = 24 * 60 * 60 * 1000;
/** A request does not wait longer for the directory: mail clients give up after some ten seconds. */
const PATIENCE = 2_000;
/** Of the 128 MB that an isolate has at the edge; a machine has more. */
const MAX_BYTES = { machine: 64_000_000, edge: 16_000_000 } as const;

export interface ReaderOptions {
  readonly runtime: "machine" | "edge";
  readonly now: () => Date;
  readonly report: (failure: unknown) => void;
  readonly connection?: Connection;
}

/** What the service asks. */
export interface KeptDirectory extends Pick<CachedReader, "find" | "forget" | "health"> {
  /** The settings file was read again. What the directory last said stays, while it cannot be asked, over the new file. */
  startOver(floor: Settings): void;
}

/** The directory over the file, and kept. */
export function keptDirectory(
  records: Pick<RecordReader, "findDomain">,
  floor: Settings,
  options: ReaderOptions,
): KeptDirectory {
  let current = floor;
  const { find, forget, startOver, health } = cachedReader(
    directoryReader(records, () => current, options.now),
    { ...toCacheOptions(options), maxBytes: MAX_BYTES[options.runtime] },
  );
  return {
    find,
    forget,
    health,
    startOver(next) {
      current = next;
      startOver();
    },
  };
}

/** How anything of a directory is kept. */
export function toCacheOptions({ runtime, ...options }: ReaderOptions): Omit<CacheOptions, "maxBytes"> {
  return {
    ...options,
    freshFor: SHOWS_WITHIN[runtime],
    staleFor: STALE_FOR,
    patience: PATIENCE,
    sharesQuestions: runtime === "machine",
  };
}

/**
 * What a directory says of a domain, with a settings file as its floor: the directory wins, name by name, and named
 * domains win over either's wildcard. Entries of the directory may use the file's providers.
 */
export function directoryReader(records: Pick<RecordReader, "findDomain">, findFloor: () => Settings, now: () => Date) {
  // Of many domains the provider is the same object.
  const texts = new WeakMap<ProviderRecord, string>();
  const textOf = (provider: ProviderRecord) => {
    const text = texts.get(provider) ?? JSON.stringify(provider.body);
    texts.set(provider, text);
    return text;
  };
  return async (domain: Domain): Promise<VersionedAnswer> => toAnswer(domain, await records.findDomain(domain), now());

  function toAnswer(domain: Domain, found: FoundDomain | undefined, at: Date): VersionedAnswer {
    const floor = findFloor();
    const isNamed = found?.domain.name === domain;
    if (found === undefined || (!isNamed && floor.domains.has(domain)))
      return toVersioned(findSettings(floor, domain, at), "file", BYTES_PER_ANSWER);
    const { domain: record, provider } = found;
    const answer = resolve(domain, found, floor, at);
    if (isSettings(answer)) sources.set(answer, found);
    // Revisions would not tell: after a back-up was put back, they are given to others once more.
    const version = `${JSON.stringify(record.body)} ${provider ? textOf(provider) : "file"}`;
    return toVersioned(answer, version, BYTES_PER_ANSWER + 2 * version.length);

    function toVersioned(answer: FoundSettings, version: string, bytes: number): VersionedAnswer {
      const remake = (then: Date) => toAnswer(domain, found, then);
      if (!isSettings(answer) || answer.validUntil === undefined) return { answer, version, bytes, remake };
      // Between two planned changes the same records say the same.
      const isValid = (then: Date) => isValidAt(answer, () => then);
      return { answer, version: `${version} until ${answer.validUntil}`, bytes, isValidAt: isValid, remake };
    }
  }
}

/** What of a directory settings were made of. */
const sources = new WeakMap<ServerSettings, FoundDomain>();

/** The same object for settings that were made of the same records, at whatever moment and with whatever settings file. */
export function findSource(settings: ServerSettings): object {
  return sources.get(settings) ?? settings;
}

function resolve(
  domain: Domain,
  { domain: { name, entry }, provider }: FoundDomain,
  floor: Settings,
  at: Date,
): FoundSettings {
  const notServed = findNotServed(entry);
  if (notServed !== undefined) return notServed;
  const used = provider?.provider ?? floor.providers.get(entry.provider);
  const resolved = used && resolveDomain(domain, entry, used, at);
  if (resolved?.ok) {
    const settings = withService(resolved.value, floor.service);
    return name === WILDCARD ? { ...settings, isByWildcard: true } : settings;
  }
  // Writing checks that this cannot be: somebody else wrote it, or an older release allowed it.
  throw new FaultyRecordError("the directory holds a domain whose settings are faulty");
}

/** What `report` is told, as a line of a log. It names no record, and quotes nothing of one. */
export function describeReport(failure: unknown): string {
  if (failure === undefined) return "the directory answers again";
  if (failure instanceof TablesMissingError) return failure.message;
  if (failure instanceof FaultyRecordError) return `${failure.message}: what it last said is served, or nothing`;
  return failure instanceof MovedStoreError
    ? `${failure.message}: what it last said is served until the service is started again`
    : "the directory cannot be asked: what it last said is served";
}
