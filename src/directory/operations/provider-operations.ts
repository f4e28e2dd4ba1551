/**
 * What operators do with providers. A provider is every domain's that uses it: a change that one of them cannot bear is
 * refused, with the domain's name.
 * @module
 */

import { mergePatch } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { Fault } from "../../model/settings/fault.ts";
import type { Provider } from "../../model/settings/provider.ts";
import type { ProviderRecord, Revision, RevisionRecord } from "../../store/records.ts";
import type { Page } from "../../store/roles.ts";
import { type Actor, mayTouch } from "../actor.ts";
import { type ChangeOptions, type DirectoryOptions, holds, isSame, TRIES } from "./change.ts";
import { checkDomain, checkProvider, isProviderId } from "./check-entry.ts";
import type { DirectoryError } from "./directory-error.ts";
import { findRevision, readHistory } from "./history.ts";

export interface WrittenProvider {
  readonly record: ProviderRecord | undefined;
  readonly before: ProviderRecord | undefined;
  readonly isChanged: boolean;
}

type Answer<Value> = Promise<Result<Value, DirectoryError>>;

export interface ProviderOperations {
  get(actor: Actor, id: string): Answer<ProviderRecord>;
  list(actor: Actor, limit: number, after?: string): Promise<Page<ProviderRecord>>;
  put(actor: Actor, id: string, body: unknown, options?: ChangeOptions): Answer<WrittenProvider>;
  patch(actor: Actor, id: string, patch: unknown, options?: ChangeOptions): Answer<WrittenProvider>;
  /** One that domains use stays. */
  remove(actor: Actor, id: string, options?: ChangeOptions): Answer<WrittenProvider>;
  history(actor: Actor, id: string, limit: number, before?: Revision): Answer<readonly RevisionRecord[]>;
  rollBack(actor: Actor, id: string, revision: Revision, options?: ChangeOptions): Answer<WrittenProvider>;
}

/** Entries of domains, the same counted once, that a change of their provider is tried on. */
const TRIED_ENTRIES = 20_000;
/** Faults that are told; a mistake in a provider is every domain's. */
const TOLD_FAULTS = 20;

export function providerOperations({ directory, now, changed }: DirectoryOptions): ProviderOperations {
  return {
    async get(actor, id) {
      const record = maySee(actor, id) ? await directory.getProvider(id) : undefined;
      return record === undefined ? err({ reason: "not_found" }) : ok(record);
    },
    async list(actor, limit, after) {
      if (actor.provider === undefined) return directory.listProviders(limit, after);
      const own = await directory.getProvider(actor.provider);
      return { items: own === undefined || after !== undefined ? [] : [own], next: undefined };
    },
    put: (actor, id, body, options = {}) => change(actor, id, options, () => body),
    patch: (actor, id, patch, options = {}) =>
      change(actor, id, options, (current) => (current === undefined ? NOT_THERE : mergePatch(current.body, patch))),
    remove: (actor, id, options = {}) => change(actor, id, options, () => undefined),
    async history(actor, id, limit, before) {
      return maySee(actor, id)
        ? readHistory(directory, actor, "provider", id, limit, before)
        : err({ reason: "not_found" });
    },
    async rollBack(actor, id, revision, options = {}) {
      const former = maySee(actor, id) ? await findRevision(directory, actor, "provider", id, revision) : undefined;
      if (former === undefined) return err({ reason: "not_found" });
      return change(actor, id, options, () => former.body);
    },
  };

  async function change(
    actor: Actor,
    id: string,
    { expected, dryRun = false }: ChangeOptions,
    toBody: (current: ProviderRecord | undefined) => unknown,
  ): Answer<WrittenProvider> {
    if (!isProviderId(id)) return err({ reason: "name_malformed" });
    for (let tries = 1; ; tries += 1) {
      const [last] = await directory.listChanges(id, 1);
      const before = mayTouch(actor, id) ? await directory.getProvider(id) : undefined;
      const body = toBody(before);
      if (!holds(expected, before) || tries > TRIES) return err({ reason: "changed", revision: before?.revision });
      if (body === NOT_THERE) return err({ reason: "not_found" });
      if (body === undefined ? before === undefined : before !== undefined && isSame(before.body, body))
        return ok({ record: before, before, isChanged: false });
      if (!mayTouch(actor, id)) return err({ reason: "not_yours" });
      const checked = body === undefined ? undefined : await check(id, body);
      if (checked?.ok === false) return err({ reason: "faulty", faults: checked.error });
      const toRecord = (revision: Revision) => checked && { id, provider: checked.value, revision, body };
      if (dryRun) {
        // Whoever writes looks at it again.
        const isInUse = body === undefined && (await directory.countDomains({ provider: id }, 1)) > 0;
        if (isInUse) return err({ reason: "in_use" });
        return ok({ record: toRecord(before?.revision ?? 0), before, isChanged: true });
      }
      const change = { name: id, body, expected: before?.revision ?? 0, seen: last?.revision ?? 0 };
      const [result] = await directory.writeProviders([change], { name: actor.name, at: now() });
      if (result === "in_use") return err({ reason: "in_use" });
      if (result === "conflict" || result === undefined) continue;
      changed();
      return ok({ record: toRecord(result), before, isChanged: true });
    }
  }

  /** By itself, and for each of its domains. */
  async function check(id: string, body: unknown): Promise<Result<Provider, readonly Fault[]>> {
    const provider = checkProvider(id, body);
    if (!provider.ok) return provider;
    const faults: Fault[] = [];
    for (const { extremes, body: entry } of await directory.listEntries(id, TRIED_ENTRIES)) {
      for (const name of extremes) {
        const checked = await checkDomain(name, entry, async () => provider.value);
        if (checked.ok) continue;
        // What is wrong with one is wrong with most of those that say the same.
        faults.push(...checked.error);
        break;
      }
      if (faults.length >= TOLD_FAULTS) break;
    }
    return faults.length === 0 ? provider : err(faults.slice(0, TOLD_FAULTS));
  }
}

/** A database is asked for nothing that is no name: PostgreSQL refuses some of it. */
function maySee(actor: Actor, id: string): boolean {
  return isProviderId(id) && mayTouch(actor, id);
}

const NOT_THERE = Symbol("what is not there cannot be patched");
