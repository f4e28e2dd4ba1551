import { BoundedMap } from "../../model/bounded-map.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { findNamedSettings } from "../../model/resolving/find-named-settings.ts";
import { type FoundSettings, isValidAt } from "../../model/server-settings.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import { later, whenKnown } from "../../model/soon.ts";
import type { SettingsReader } from "../settings-store.ts";

/** Domains whose settings, and what was rendered from them, stay in an isolate of 128 MB. */
const KEPT_DOMAINS = 2_000;

/** What looks at a name that only the wildcard answers for needs the schema of settings. */
const loadFindSettings = later(() => import("../../model/resolving/find-settings.ts"));

/** Answers from settings that were loaded whole. Resolved domains are kept, up to a limit. */
export function memoryStore(settings: Settings, now: () => Date): SettingsReader {
  const resolved = new BoundedMap<Domain, NonNullable<FoundSettings>>(KEPT_DOMAINS);
  const keep = (domain: Domain, found: FoundSettings) => {
    if (found !== undefined) resolved.set(domain, found);
    return found;
  };
  return {
    find(domain) {
      const kept = resolved.get(domain);
      if (kept !== undefined && isValidAt(kept, now)) return kept;
      return settings.wildcard === undefined || settings.domains.has(domain)
        ? keep(domain, findNamedSettings(settings, domain, now()))
        : whenKnown(loadFindSettings(), ({ findSettings }) => keep(domain, findSettings(settings, domain, now())));
    },
  };
}
