import { BoundedMap } from "../../model/bounded-map.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { findNamedSettings, hasPlans } from "../../model/resolving/find-named-settings.ts";
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
  const resolved = new BoundedMap<Domain, Resolved>(KEPT_DOMAINS);
  // Where nothing is planned all is for good, and no clock is read.
  const isForGood = !hasPlans(settings);
  return {
    find(domain) {
      const kept = resolved.get(domain);
      if (kept !== undefined && (isForGood || holdsAt(kept, now()))) return kept.found;
      return settings.wildcard === undefined || settings.domains.has(domain)
        ? resolve(domain, findNamedSettings)
        : whenKnown(loadFindSettings(), ({ findSettings }) => resolve(domain, findSettings));
    },
  };

  function resolve(domain: Domain, find: typeof findNamedSettings): FoundSettings {
    const from = now();
    const found = find(settings, domain, from);
    if (found !== undefined) resolved.set(domain, { found, from });
    return found;
  }
}

interface Resolved {
  readonly found: NonNullable<FoundSettings>;
  /** When that was found. */
  readonly from: Date;
}

/** What was found while the clock was ahead holds no more once it is right: it may have what is only planned. */
function holdsAt({ found, from }: Resolved, now: Date): boolean {
  return from <= now && isValidAt(found, () => now);
}
