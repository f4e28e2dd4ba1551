import type { Domain } from "../domain/domain.ts";
import { type FoundSettings, withService } from "../server-settings.ts";
import { findNotServed } from "../settings/domain-state.ts";
import type { Settings } from "../settings/parse-settings.ts";
import { findNamedSettings } from "./find-named-settings.ts";
import { resolveDomain } from "./resolve-domain.ts";

/**
 * Settings of `domain` at a moment, why one is not served, `undefined` where nobody has it.
 * Only a name that the wildcard makes too long can fail here: the others were looked at when the file was parsed.
 */
export function findSettings(settings: Settings, domain: Domain, at: Date): FoundSettings {
  const { domains, providers, wildcard, service } = settings;
  if (wildcard === undefined || domains.has(domain)) return findNamedSettings(settings, domain, at);
  const notServed = findNotServed(wildcard);
  if (notServed !== undefined) return notServed;
  const provider = providers.get(wildcard.provider);
  const resolved = provider && resolveDomain(domain, wildcard, provider, at);
  return resolved?.ok ? { ...withService(resolved.value, service), isByWildcard: true } : undefined;
}
