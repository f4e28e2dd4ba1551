/**
 * What operators do with domains: one place for the API, the console and the commands, so that they cannot differ.
 * @module
 */
import { findDomain } from "../../model/domain/domain.ts";
import { mergePatch } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { type DomainEntry, WILDCARD } from "../../model/settings/settings.ts";
import type { DomainName, DomainRecord, Revision, RevisionRecord } from "../../store/records.ts";
import type { DomainChange, DomainFilter, Page } from "../../store/roles.ts";
import { type Actor, mayTouch } from "../actor.ts";
import { toChunks } from "./bulk-parts.ts";
import { type ChangeOptions, type DirectoryOptions, holds, isSame, TRIES } from "./change.ts";
import { checkDomain } from "./check-entry.ts";
import type { DirectoryError } from "./directory-error.ts";
import { findRevision, readHistory } from "./history.ts";

export interface Written {
  /** As it is now; absent where it was removed, or was not there. */
  readonly record: DomainRecord | undefined;
  /** As it was before. */
  readonly before: DomainRecord | undefined;
  /** Whether anything had to be changed: the same again is no change, and makes no history. */
  readonly isChanged: boolean;
}

/** One of many: `body` is the entry, `undefined` removes the domain. */
interface BulkItem {
  readonly name: string;
  readonly body: unknown;
}

export interface DomainOperations {
  get(actor: Actor, name: string): Promise<Result<DomainRecord, DirectoryError>>;
  list(actor: Actor, filter: DomainFilter, limit: number, after?: string): Promise<Page<DomainRecord>>;
  count(actor: Actor, filter: DomainFilter, most: number): Promise<number>;
  /** Makes the domain what `body` says, whether or not it is there. `dryRun` only says what would become of it. */
  put(actor: Actor, name: string, body: unknown, options?: ChangeOptions): Promise<Result<Written, DirectoryError>>;
  /** Merges into what is there (RFC 7396). */
  patch(actor: Actor, name: string, patch: unknown, options?: ChangeOptions): Promise<Result<Written, DirectoryError>>;
  /** A domain that is not there is removed already. */
  remove(actor: Actor, name: string, options?: ChangeOptions): Promise<Result<Written, DirectoryError>>;
  /** In the order of the items, each by itself: one that is refused keeps no other from being made. */
  bulk(actor: Actor, items: readonly BulkItem[]): Promise<readonly Result<Written, DirectoryError>[]>;
  history(
    actor: Actor,
    name: string,
    limit: number,
    before?: Revision,
  ): Promise<Result<readonly RevisionRecord[], DirectoryError>>;
  /** Makes the domain what it was after `revision`. */
  rollBack(
    actor: Actor,
    name: string,
    revision: Revision,
    options?: ChangeOptions,
  ): Promise<Result<Written, DirectoryError>>;
}

/** What is to become of a record; `entry` is what it will say. */
interface Decision {
  readonly change: DomainChange;
  readonly entry: DomainEntry | undefined;
}

/** A provider, and its revision in the directory: 0 where the settings file has it. */
type FindProvider = (id: string) => Promise<{ readonly provider: Provider; readonly revision: Revision } | undefined>;

export function domainOperations({ directory, floor, now, changed }: DirectoryOptions): DomainOperations {
  const findProvider: FindProvider = async (id) => {
    const [record, provider] = [await directory.getProvider(id), floor.providers.get(id)];
    return record ?? (provider && { provider, revision: 0 });
  };

  return {
    async get(actor, text) {
      const name = findName(text);
      const record = name && (await directory.getDomain(name));
      const visible = toVisible(actor, record);
      return visible === undefined ? err({ reason: "not_found" }) : ok(visible);
    },
    list: (actor, filter, limit, after) => directory.listDomains(toScope(actor, filter), limit, after),
    count: (actor, filter, most) => directory.countDomains(toScope(actor, filter), most),
    put: (actor, text, body, options = {}) =>
      change(actor, text, options, (name, current) => decide(actor, name, body, current)),
    patch: (actor, text, patch, options = {}) =>
      change(actor, text, options, async (name, current) =>
        toVisible(actor, current) === undefined
          ? err({ reason: "not_found" })
          : decide(actor, name, mergePatch(current?.body, patch), current),
      ),
    remove: (actor, text, options = {}) =>
      change(actor, text, options, (name, current) => decide(actor, name, undefined, current)),
    async rollBack(actor, text, revision, options = {}) {
      const name = findName(text);
      const former = name && (await findRevision(directory, actor, "domain", name, revision));
      if (former === undefined) return err({ reason: "not_found" });
      return change(actor, text, options, (same, current) => decide(actor, same, former.body, current));
    },
    async history(actor, text, limit, before) {
      const name = findName(text);
      return name === undefined
        ? err({ reason: "not_found" })
        : readHistory(directory, actor, "domain", name, limit, before);
    },
    async bulk(actor, items) {
      const results: Result<Written, DirectoryError>[] = [];
      for (const some of toChunks(items, ({ name }) => findName(name) ?? name))
        results.push(...(await changeTogether(actor, some)));
      return results;
    },
  };

  /** Reads, decides, and writes what was decided if nothing came between; else once more. */
  async function change(
    actor: Actor,
    text: string,
    { expected, dryRun = false }: ChangeOptions,
    decideFrom: (
      name: DomainName,
      current: DomainRecord | undefined,
    ) => Promise<Result<Decision | "same", DirectoryError>>,
  ): Promise<Result<Written, DirectoryError>> {
    const name = findName(text);
    if (name === undefined) return err({ reason: "name_malformed" });
    for (let tries = 1; ; tries += 1) {
      const current = await directory.getDomain(name);
      const visible = toVisible(actor, current);
      if (!holds(expected, visible) || tries > TRIES) return err({ reason: "changed", revision: visible?.revision });
      const decided = await decideFrom(name, current);
      if (!decided.ok) return decided;
      if (decided.value === "same") return ok({ record: visible, before: visible, isChanged: false });
      if (dryRun) return ok(toWritten(decided.value, current, current?.revision ?? 0));
      const [result] = await directory.writeDomains([decided.value.change], { name: actor.name, at: now() });
      if (typeof result !== "number") continue;
      tell(name);
      return ok(toWritten(decided.value, current, result));
    }
  }

  /** As {@link change}, for items that are read and written together. */
  async function changeTogether(
    actor: Actor,
    items: readonly BulkItem[],
  ): Promise<readonly Result<Written, DirectoryError>[]> {
    const names = items.map(({ name }) => findName(name));
    const records = await directory.getDomains(names.filter((name) => name !== undefined));
    const current = new Map<DomainName | undefined, DomainRecord>(records.map((record) => [record.name, record]));
    const provider = once(findProvider);
    const decisions = await Promise.all(
      items.map(({ body }, index) => {
        const name = names[index];
        return name === undefined
          ? err<DirectoryError>({ reason: "name_malformed" })
          : decide(actor, name, body, current.get(name), provider);
      }),
    );
    const changes = decisions.flatMap((decided) =>
      decided.ok && decided.value !== "same" ? [decided.value.change] : [],
    );
    const made = await directory.writeDomains(changes, { name: actor.name, at: now() });
    const revisions = new Map(changes.map(({ name }, index) => [name, made[index]]));
    return Promise.all(
      decisions.map((decided, index) => {
        if (!decided.ok) return decided;
        const before = toVisible(actor, current.get(names[index]));
        if (decided.value === "same") return ok({ record: before, before, isChanged: false });
        const { name, body } = decided.value.change;
        const revision = revisions.get(name);
        // Somebody else changed it in between: once more, by itself.
        if (typeof revision !== "number")
          return change(actor, name, {}, (same, found) => decide(actor, same, body, found));
        tell(name);
        return ok(toWritten(decided.value, before, revision));
      }),
    );
  }

  /** `body` as a change of what there is. */
  async function decide(
    actor: Actor,
    name: DomainName,
    body: unknown,
    current: DomainRecord | undefined,
    provider = findProvider,
  ): Promise<Result<Decision | "same", DirectoryError>> {
    if (name === WILDCARD && actor.provider !== undefined) return err({ reason: "not_yours" });
    const owner = findOwner(name, current);
    const isForeign = owner !== undefined && !mayTouch(actor, owner);
    const expected = current?.revision ?? 0;
    if (body === undefined) {
      // Another's domain is not there for this actor, and so is removed already.
      if (current === undefined || isForeign) return ok("same");
      const { state, entry } = current;
      return ok({ change: { name, body, provider: entry.provider, state, expected }, entry: undefined });
    }
    if (isForeign) return err({ reason: "not_yours" });
    let providerRevision: Revision | undefined;
    const checked = await checkDomain(name, body, async (id) => {
      const found = mayTouch(actor, id) ? await provider(id) : undefined;
      providerRevision = found?.revision;
      return found?.provider;
    });
    if (!checked.ok) return err({ reason: "faulty", faults: checked.error });
    const { entry, state } = checked.value;
    if (current !== undefined && isSame(current.body, body)) return ok("same");
    return ok({ change: { name, body, provider: entry.provider, providerRevision, state, expected }, entry });
  }

  /** The provider whose domain it is: as the directory says, else as the settings file does. */
  function findOwner(name: DomainName, current: DomainRecord | undefined): string | undefined {
    return (current?.entry ?? (name === WILDCARD ? undefined : floor.domains.get(name)))?.provider;
  }

  function tell(name: DomainName): void {
    if (name === WILDCARD) changed();
    else changed(name);
  }
}

/** A domain's name in any spelling, or the wildcard's. */
export function findName(text: string): DomainName | undefined {
  return text === WILDCARD ? WILDCARD : findDomain(text);
}

/** How names begin that are looked for: names are kept as A-labels, and a whole one may be typed in any spelling. */
export function toNamePrefix(typed: string): string {
  return findName(typed) ?? typed.toLowerCase();
}

function toVisible(actor: Actor, record: DomainRecord | undefined): DomainRecord | undefined {
  return record !== undefined && mayTouch(actor, record.entry.provider) ? record : undefined;
}

/** Only the actor's own, whatever is asked for; of another provider there is nothing. */
function toScope(actor: Actor, { prefix = "", ...filter }: DomainFilter): DomainFilter {
  const scope = { ...filter, prefix: toNamePrefix(prefix) };
  return actor.provider === undefined ? scope : { ...scope, only: actor.provider };
}

function toWritten({ change, entry }: Decision, before: DomainRecord | undefined, revision: Revision): Written {
  const { name, body, state } = change;
  const record = entry && { name, entry, state, revision, body };
  return { record, before, isChanged: true };
}

/** Asks once for each argument. */
function once<Value>(ask: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (id) => {
    const known = answers.get(id) ?? ask(id);
    answers.set(id, known);
    return known;
  };
}
