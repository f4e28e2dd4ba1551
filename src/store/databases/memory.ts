import type { Domain } from "../../model/domain/domain.ts";
import { type FoundSettings, isValidAt } from "../../model/server-settings.ts";
import { findSettings, type Settings } from "../../model/settings/parse-settings.ts";
import { BoundedMap } from "../cache/bounded-map.ts";
import type { SettingsReader } from "../settings-store.ts";

/** Domains whose settings, and what was rendered from them, stay in an isolate of 128 MB. */
const KEPT_DOMAINS = 2_000;

/** Answers from settings that were loaded whole. Resolved domains are kept, up to a limit. */
export function memoryStore(settings: Settings, now: () => Date): SettingsReader {
  const resolved = new BoundedMap<Domain, NonNullable<FoundSettings>>(KEPT_DOMAINS);
  return {
    find(domain) {
      const kept = resolved.get(domain);
      if (kept !== undefined && isValidAt(kept, now)) return kept;
      const found = findSettings(settings, domain, now());
      if (found !== undefined) resolved.set(domain, found);
      return found;
    },
  };
}
