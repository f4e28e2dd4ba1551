import type { Domain } from "../domain/domain.ts";
import type { Settings } from "./parse-settings.ts";
import type { Provider } from "./provider.ts";
import type { DomainEntry, Service } from "./settings.ts";

/**
 * Settings that were parsed, as JSON carries them. An entry that several domains have stands there once: with ten thousand
 * domains of a provider there is one.
 */
export interface CheckedSettings {
  readonly service: Service;
  readonly providers: Readonly<Record<string, Provider>>;
  readonly entries: readonly DomainEntry[];
  /** The place of each domain's entry among them. */
  readonly domains: Readonly<Record<string, number>>;
  readonly wildcard?: DomainEntry | undefined;
}

/** Equal entries stand once, however many domains have them. */
export function toChecked({ service, providers, domains, wildcard }: Settings): CheckedSettings {
  const places = new Map<string, number>();
  const placeOf = (entry: DomainEntry) => {
    const text = JSON.stringify(entry);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const placed = Object.fromEntries([...domains].map(([name, entry]) => [name, placeOf(entry)]));
  const entries = Array.from(places.keys(), (text): DomainEntry => JSON.parse(text));
  return { service, providers: Object.fromEntries(providers), entries, domains: placed, wildcard };
}

/** The settings that {@link toChecked} was given. Nothing is looked at: it takes what the build wrote, and nobody else. */
export function fromChecked({ service, providers, entries, domains, wildcard }: CheckedSettings): Settings {
  // Proof: `toChecked` wrote the names of a map of domains, and for each the place of an entry.
  const places = Object.entries(domains) as [Domain, number][];
  return {
    service,
    providers: new Map(Object.entries(providers)),
    domains: new Map(places.flatMap(([name, place]) => (entries[place] ? [[name, entries[place]]] : []))),
    wildcard,
  };
}
