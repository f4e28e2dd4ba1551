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

/**
 * Of one entry, as JSON: a provider with the largest logo has about 30 KB. Whoever takes entries takes one of this size
 * whole, so that what one surface keeps can be sent to any other.
 */
export const MAX_ENTRY_BYTES = 131_072;

/** An entry as it stands in a file under the domain's name. `findProvider` gives the provider that it names. */
export async function checkDomain(
  name: DomainName,
  body: unknown,
  findProvider: (id: string) => Promise<Provider | undefined>,
): Promise<Result<CheckedDomain, readonly Fault[]>> {
  const place = ["domains", name];
  const entry = DomainEntry.safeParse(body);
  if (!entry.success) return err(toFaults(entry.error, body, (path) => [...place, ...path]));
  if (isTooLarge(body)) return err([toTooLarge(place, body)]);
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
  const place = ["providers", id];
  const provider = ProviderEntry.safeParse(body);
  if (!provider.success) return err(toFaults(provider.error, body, (path) => [...place, ...path]));
  return isTooLarge(body) ? err([toTooLarge(place, body)]) : ok(provider.data);
}

/** To be asked of what has the shape of an entry, and so is not nested without end. */
function isTooLarge(body: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(body)).length > MAX_ENTRY_BYTES;
}

function toTooLarge(place: readonly string[], body: unknown): Fault {
  return createFault(place, body, `expected at most ${MAX_ENTRY_BYTES} bytes as JSON`);
}

/** A provider's name, as the keys of a file's `providers` are. */
export function isProviderId(id: string): boolean {
  return ProviderId.safeParse(id).success;
}
