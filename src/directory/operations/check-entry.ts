/**
 * Whether what operators write is whole, before it is kept: the same rules and words as those of a settings file.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { resolveStates, SAMPLE_DOMAIN } from "../../model/resolving/resolve-domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { type DomainState, stateOf } from "../../model/settings/domain-state.ts";
import { createFault, type Fault, toFaults } from "../../model/settings/fault.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { DomainEntry, ProviderEntry, ProviderId, WILDCARD } from "../../model/settings/settings.ts";
import type { DomainName } from "../../store/records.ts";

export interface CheckedDomain {
  readonly entry: DomainEntry;
  readonly state: DomainState;
}

/** An entry as it stands in a file under the domain's name. `findProvider` gives the provider that it names. */
export async function checkDomain(
  name: DomainName,
  body: unknown,
  findProvider: (id: string) => Promise<Provider | undefined>,
): Promise<Result<CheckedDomain, readonly Fault[]>> {
  const place = ["domains", name];
  const entry = DomainEntry.safeParse(body);
  if (!entry.success) return err(toFaults(entry.error, body, (path) => [...place, ...path]));
  const provider = await findProvider(entry.data.provider);
  if (provider === undefined)
    return err([createFault([...place, "provider"], entry.data.provider, "expected a provider that there is")]);
  const states = resolveStates(toDomain(name), entry.data, provider);
  return states.ok ? ok({ entry: entry.data, state: stateOf(entry.data) }) : states;
}

/** The wildcard's entry is tried on one of the names that it stands for. */
export function toDomain(name: DomainName): Domain {
  return name === WILDCARD ? SAMPLE_DOMAIN : name;
}

/** A provider as it stands in a file under its name. */
export function checkProvider(id: string, body: unknown): Result<Provider, readonly Fault[]> {
  const provider = ProviderEntry.safeParse(body);
  return provider.success
    ? ok(provider.data)
    : err(toFaults(provider.error, body, (path) => ["providers", id, ...path]));
}

/** A provider's name, as the keys of a file's `providers` are. */
export function isProviderId(id: string): boolean {
  return ProviderId.safeParse(id).success;
}
