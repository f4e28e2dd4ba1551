import type { Domain } from "../domain/domain.ts";
import { type FoundSettings, withService } from "../server-settings.ts";
import { findNotServed } from "../settings/domain-state.ts";
import type { Settings } from "../settings/parse-settings.ts";
import type { Provider } from "../settings/provider.ts";
import { readDomain } from "./read-domain.ts";

/** Settings of a domain that the file names, at a moment; why it is not served; `undefined` where the file does not name it. */
export function findNamedSettings({ domains, providers, service }: Settings, domain: Domain, at: Date): FoundSettings {
  const entry = domains.get(domain);
  if (entry === undefined) return undefined;
  const notServed = findNotServed(entry);
  if (notServed !== undefined) return notServed;
  const provider = providers.get(entry.provider);
  return provider && withService(readDomain(domain, entry, provider, at), service);
}

/** Whether any settings become others at a moment to come, or have. */
export function hasPlans({
  providers,
  domains,
  wildcard,
}: Pick<Settings, "providers" | "domains" | "wildcard">): boolean {
  const isPlanned = (record: Pick<Provider, "changes">) => record.changes !== undefined;
  return [...providers.values(), ...domains.values(), ...(wildcard === undefined ? [] : [wildcard])].some(isPlanned);
}
