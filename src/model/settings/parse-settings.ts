import { type Domain, findDomain } from "../domain.ts";
import { err, ok, type Result } from "../result.ts";
import type { FoundSettings } from "../server-settings.ts";
import { createFault, type Fault, toFaults } from "./fault.ts";
import { isObject } from "./merge-patch.ts";
import { parseJson } from "./parse-json.ts";
import type { Provider } from "./provider.ts";
import { resolveDomain } from "./resolve-domain.ts";
import { DomainEntry, ProviderEntry, type Service, SettingsFile, stateOf, WILDCARD } from "./settings.ts";

/** A settings file whose every part has been checked. */
export interface Settings {
  readonly service: Service;
  readonly providers: ReadonlyMap<string, Provider>;
  /** The named domains; the wildcard is apart from them. */
  readonly domains: ReadonlyMap<Domain, DomainEntry>;
  readonly wildcard: DomainEntry | undefined;
}

/** What {@link parseSettings} does with a file's text. Members that stand there twice are faults too. */
export function parseSettingsText(text: string): Result<Settings, readonly Fault[]> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const { value, faults } = json.value;
  const settings = parseSettings(value);
  return faults.length === 0 ? settings : err([...faults, ...(settings.ok ? [] : settings.error)]);
}

/** Parses a whole settings file and tells all of its faults at once: those of shape and those between its parts. */
export function parseSettings(input: unknown): Result<Settings, readonly Fault[]> {
  const file = SettingsFile.safeParse(input);
  const faults = file.success ? [] : toFaults(file.error, input);
  const { providers, domains, others } = collectParts(input);
  faults.push(...others);
  for (const [name, entry] of domains) {
    const provider = providers.get(entry.provider);
    if (provider === undefined)
      faults.push(
        createFault(
          ["domains", name, "provider"],
          entry.provider,
          `expected one of the providers: ${listNames(providers.keys())}`,
        ),
      );
    else if (provider !== "faulty") {
      const resolved = resolveDomain(name === WILDCARD ? SAMPLE_DOMAIN : name, entry, provider);
      if (!resolved.ok) faults.push(...resolved.error);
    }
  }
  if (!file.success || faults.length > 0) return err(faults);
  const wildcard = domains.get(WILDCARD);
  return ok({
    service: file.data.service ?? {},
    providers: new Map(Object.entries(file.data.providers)),
    domains: new Map([...domains].filter((pair): pair is [Domain, DomainEntry] => pair[0] !== WILDCARD)),
    wildcard,
  });
}

/**
 * Settings of `domain`, the state of one that is not served, `undefined` where nobody has it.
 * Only a name that the wildcard makes too long can fail here: the others were resolved when the file was parsed.
 */
export function findSettings(settings: Settings, domain: Domain): FoundSettings {
  const entry = settings.domains.get(domain) ?? settings.wildcard;
  if (entry === undefined) return undefined;
  const state = stateOf(entry);
  if (state !== "served") return state;
  const provider = settings.providers.get(entry.provider);
  const resolved = provider && resolveDomain(domain, entry, provider);
  return resolved?.ok ? resolved.value : undefined;
}

// RFC 2606 keeps `.example` for this.
const SAMPLE_DOMAIN = findDomain("sample.example") as Domain;

/** Each part that parses by itself, so that one faulty part hides no fault of another. */
function collectParts(input: unknown) {
  const raw = isObject(input) ? input : {};
  const providers = new Map<string, Provider | "faulty">();
  for (const [id, value] of Object.entries(isObject(raw.providers) ? raw.providers : {}))
    providers.set(id, ProviderEntry.safeParse(value).data ?? "faulty");
  const domains = new Map<Domain | typeof WILDCARD, DomainEntry>();
  const others: Fault[] = [];
  for (const [key, value] of Object.entries(isObject(raw.domains) ? raw.domains : {})) {
    const name = key === WILDCARD ? WILDCARD : findDomain(key);
    const entry = DomainEntry.safeParse(value);
    // Zod looks no further at a member whose name is faulty.
    if (name === undefined && !entry.success) others.push(...toFaults(entry.error, value, ["domains", key]));
    if (name === undefined || !entry.success) continue;
    if (domains.has(name))
      others.push(createFault(["domains", key], key, `expected each domain once, but ${name} stands here twice`));
    domains.set(name, entry.data);
  }
  return { providers, domains, others };
}

function listNames(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, 8).map((name) => JSON.stringify(name));
  return all.length > shown.length ? `${shown.join(", ")}, … (${all.length})` : shown.join(", ");
}
