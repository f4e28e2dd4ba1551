import { BoundedMap } from "../../model/bounded-map.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { findMoments } from "../../model/resolving/layers.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { DomainEntry, WILDCARD } from "../../model/settings/settings.ts";
import { isSoAt, NEVER, type Times } from "../../model/times.ts";
import { readPages } from "../read-pages.ts";
import type { NamedState, RecordReader, StateLister } from "../roles.ts";

/** Domains whose names have certificates, known without a question. */
export interface ServedNames {
  /** `undefined` where it is not known: the directory was never read whole. */
  has(domain: Domain): boolean | undefined;
  /** Whether there is anything for clients of PACC at this moment. */
  hasPacc(domain: Domain): boolean | undefined;
  /** Another as soon as any came or went; `undefined` where not all of them are known. */
  findVersion(): number | undefined;
  /** Those that are known, in no order. */
  list(): Iterable<Domain>;
}

/** The names of a directory, kept up to date. */
export interface FollowedNames {
  /** As it was at the last reading; `undefined` where it is not known whether there is such a record. */
  find(domain: Domain): "served" | "withheld" | "absent" | undefined;
  /** When PACC tells a domain that is served. */
  findPacc(domain: Domain): Times;
  /** Another after each change, be it one that was planned; `undefined` where not all is known. */
  findVersion(at: number): number | undefined;
  listServed(): Iterable<Domain>;
  /** Reads what has changed, the first time all of it; one reading at a time. Rejects where the directory cannot be asked. */
  refresh(): Promise<void>;
  /** The next reading is of everything: the providers of the settings file are others. */
  startOver(): void;
}

/** Told by formats: when PACC tells a domain. */
export type FindPaccTimes = (domain: Domain, entry: DomainEntry, provider: Provider) => Times;

export interface FollowOptions {
  readonly findPaccTimes: FindPaccTimes;
  /** Of the settings file, where the directory has none of that name. */
  readonly findFloorProvider: (id: string) => Provider | undefined;
  /** Names that memory is given for: some hundred bytes each. Beyond, those that are not among them are not known. */
  readonly mostNames?: number;
}

const MOST_NAMES = 2_000_000;
/** A few milliseconds of work. */
const PAGE = 1_000;
/** Entries that many domains have in common are read once. */
const MOST_ENTRIES = 1_000;

/** What was read stays while the directory is gone. */
export function followNames(
  directory: StateLister & Pick<RecordReader, "getProvider">,
  { findPaccTimes, findFloorProvider, mostNames = MOST_NAMES }: FollowOptions,
): FollowedNames {
  /** With when PACC tells them. */
  const served = new Map<Domain, Times>();
  const withheld = new Set<Domain>();
  /** When planned changes of these will have begun or ended what PACC tells. */
  const planned = new Set<number>();
  let revision: number | undefined;
  let changes = 0;
  let isWhole = true;
  /** How often all was to be read anew, and how often it was when that was last done. */
  let [wanted, done] = [0, 0];
  let reading: Promise<void> | undefined;

  return {
    find(domain) {
      if (served.has(domain)) return "served";
      if (withheld.has(domain)) return "withheld";
      return revision !== undefined && isWhole ? "absent" : undefined;
    },
    findPacc: (domain) => served.get(domain) ?? NEVER,
    findVersion(at) {
      for (const moment of planned) {
        if (moment > at) continue;
        planned.delete(moment);
        changes += 1;
      }
      return revision !== undefined && isWhole ? changes : undefined;
    },
    listServed: () => served.keys(),
    refresh() {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    startOver() {
      wanted += 1;
    },
  };

  async function read(): Promise<void> {
    const take = createTake();
    // What changes meanwhile is read once more.
    const before = await directory.findLastRevision();
    // Revisions go back where a back-up was put back.
    if (revision === undefined || before < revision || done !== wanted) {
      const begun = wanted;
      const gone = new Set<NamedState["name"]>([...served.keys(), ...withheld]);
      isWhole = true;
      for await (const item of readStates(undefined)) {
        await take(item);
        gone.delete(item.name);
      }
      for (const name of gone) await take({ name, state: undefined, text: undefined });
      revision = before;
      done = begun;
    }
    for (let last = -1; last !== revision; ) {
      last = revision;
      const changed = await directory.listStatesSince(revision, PAGE);
      const takeChanged = createTake();
      for (const item of changed.items) await takeChanged(item);
      for (const provider of changed.providers) for await (const item of readStates(provider)) await takeChanged(item);
      revision = changed.revision;
    }
  }

  function readStates(provider: string | undefined): AsyncGenerator<NamedState> {
    return readPages((after = "") => directory.listStates(PAGE, after, provider));
  }

  /** With the providers and entries of now, for what is read at one time. */
  function createTake() {
    const providers = new Map<string, Promise<Provider | undefined>>();
    const entries = new BoundedMap<string, DomainEntry>(MOST_ENTRIES);
    const readProvider = async (id: string) => (await directory.getProvider(id))?.provider ?? findFloorProvider(id);
    return async ({ name, state, text = "" }: NamedState): Promise<void> => {
      if (name === WILDCARD) return;
      changes += 1;
      const [names, others] = state === "served" ? [served, withheld] : [withheld, served];
      others.delete(name);
      if (state === undefined) return void names.delete(name);
      if (!names.has(name) && served.size + withheld.size >= mostNames) {
        isWhole = false;
        return;
      }
      if (state !== "served") return void withheld.add(name);
      const entry = entries.get(text) ?? parseEntry(text);
      if (entry === undefined) return void served.set(name, NEVER);
      entries.set(text, entry);
      const provider = providers.get(entry.provider) ?? readProvider(entry.provider);
      providers.set(entry.provider, provider);
      const found = await provider;
      const times = found === undefined ? NEVER : findPaccTimes(name, entry, found);
      served.set(name, times);
      for (const moment of times) if (Number.isFinite(moment)) planned.add(moment);
    };
  }
}

/** `undefined` where somebody else wrote it: then the domain is answered for by nobody. */
function parseEntry(text: string): DomainEntry | undefined {
  try {
    return DomainEntry.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Domains of a settings file, and of the directory over it as `directoryReader` has them, but for either's wildcard: it
 * names nobody. Where the settings say which domains have certificates, it is those.
 */
export function servedNames(
  { domains, providers, service }: Settings,
  findPaccTimes: FindPaccTimes,
  now: () => Date,
  directory: Omit<FollowedNames, "refresh" | "startOver"> = NO_DIRECTORY,
): ServedNames {
  const only = service.certificatesOnlyFor;
  const at = () => now().getTime();
  const moments = [...domains.values()].flatMap((entry) => findMoments(entry, providers.get(entry.provider) ?? {}));
  const planned = [...new Set(moments)];

  function has(domain: Domain): boolean | undefined {
    const found = directory.find(domain);
    if (found !== "absent") return found && found === "served";
    const entry = domains.get(domain);
    return entry !== undefined && stateOf(entry) === "served";
  }

  function findTimes(domain: Domain): Times {
    if (directory.find(domain) === "served") return directory.findPacc(domain);
    const entry = domains.get(domain);
    const provider = entry && providers.get(entry.provider);
    return entry === undefined || provider === undefined ? NEVER : findPaccTimes(domain, entry, provider);
  }

  return {
    has: only === undefined ? has : (domain) => only.includes(domain),
    hasPacc(domain) {
      if (only?.includes(domain) === false) return false;
      return has(domain) && isSoAt(findTimes(domain), at());
    },
    findVersion() {
      // Where few have certificates, it is known who.
      const version = directory.findVersion(at()) ?? (only && 0);
      return version === undefined ? undefined : version + planned.filter((moment) => moment <= at()).length;
    },
    *list() {
      if (only !== undefined) return yield* only;
      yield* directory.listServed();
      for (const [domain, entry] of domains)
        if (directory.find(domain) === "absent" && stateOf(entry) === "served") yield domain;
    },
  };
}

const NO_DIRECTORY: Omit<FollowedNames, "refresh" | "startOver"> = {
  find: () => "absent",
  findPacc: () => NEVER,
  findVersion: () => 0,
  listServed: () => [],
};
