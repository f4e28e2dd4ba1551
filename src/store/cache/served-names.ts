import type { Domain } from "../../model/domain/domain.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import { stateOf, WILDCARD } from "../../model/settings/settings.ts";
import type { NamedState, StateLister } from "../roles.ts";

/** Domains whose names have certificates, known without a question. */
export interface ServedNames {
  /** `undefined` where it is not known: the directory was never read whole. */
  has(domain: Domain): boolean | undefined;
  /** Another as soon as any came or went; `undefined` where not all of them are known. */
  findVersion(): number | undefined;
  /** Those that are known, in no order. */
  list(): Iterable<Domain>;
}

/** The names of a directory, kept up to date. */
export interface FollowedNames {
  /** As it was at the last reading; `undefined` where it is not known whether there is such a record. */
  find(domain: Domain): "served" | "withheld" | "absent" | undefined;
  /** Another after each change; `undefined` where not all is known. */
  findVersion(): number | undefined;
  listServed(): Iterable<Domain>;
  /** Reads what has changed, the first time all of it; one reading at a time. Rejects where the directory cannot be asked. */
  refresh(): Promise<void>;
}

/** Names that memory is given for: some hundred bytes each. Beyond, those that are not among them are not known. */
const MOST_NAMES = 2_000_000;
/** A few milliseconds of work. */
const PAGE = 1_000;

/** What was read stays while the directory is gone. */
export function followNames(states: StateLister, mostNames = MOST_NAMES): FollowedNames {
  const served = new Set<Domain>();
  const withheld = new Set<Domain>();
  let revision: number | undefined;
  let changes = 0;
  let isWhole = true;
  let reading: Promise<void> | undefined;

  return {
    find(domain) {
      if (served.has(domain)) return "served";
      if (withheld.has(domain)) return "withheld";
      return revision !== undefined && isWhole ? "absent" : undefined;
    },
    findVersion: () => (revision !== undefined && isWhole ? changes : undefined),
    listServed: () => served,
    refresh() {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };

  async function read(): Promise<void> {
    // What changes meanwhile is read once more.
    const before = await states.findLastRevision();
    // Revisions go back where a back-up was put back.
    if (revision === undefined || before < revision) {
      const gone = new Set<NamedState["name"]>([...served, ...withheld]);
      isWhole = true;
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page = await states.listStates(PAGE, after);
        for (const item of page.items) {
          take(item);
          gone.delete(item.name);
        }
        after = page.next;
      }
      for (const name of gone) take({ name, state: undefined });
      revision = before;
    }
    for (let last = -1; last !== revision; ) {
      last = revision;
      const changed = await states.listStatesSince(revision, PAGE);
      for (const item of changed.items) take(item);
      revision = changed.revision;
    }
  }

  function take({ name, state }: NamedState): void {
    if (name === WILDCARD) return;
    changes += 1;
    const [names, others] = state === "served" ? [served, withheld] : [withheld, served];
    others.delete(name);
    if (state === undefined) names.delete(name);
    else if (names.has(name) || served.size + withheld.size < mostNames) names.add(name);
    else isWhole = false;
  }
}

/**
 * Domains of a settings file, and of the directory over it as `directoryReader` has them, but for either's wildcard: it
 * names nobody. Where the settings say which domains have certificates, it is those.
 */
export function servedNames(
  { domains, service }: Settings,
  directory: Omit<FollowedNames, "refresh"> = NO_DIRECTORY,
): ServedNames {
  const only = service.certificatesOnlyFor;
  if (only !== undefined) return { has: (domain) => only.includes(domain), findVersion: () => 0, list: () => only };
  return {
    has(domain) {
      const found = directory.find(domain);
      if (found !== "absent") return found && found === "served";
      const entry = domains.get(domain);
      return entry !== undefined && stateOf(entry) === "served";
    },
    findVersion: () => directory.findVersion(),
    *list() {
      yield* directory.listServed();
      for (const [domain, entry] of domains)
        if (directory.find(domain) === "absent" && stateOf(entry) === "served") yield domain;
    },
  };
}

const NO_DIRECTORY: Omit<FollowedNames, "refresh"> = {
  find: () => "absent",
  findVersion: () => 0,
  listServed: () => [],
};
