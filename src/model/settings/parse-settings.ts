import { type Domain, findDomain } from "../domain/domain.ts";
import type { DomainFault } from "../resolving/fill-domain.ts";
import { isObject } from "../resolving/merge-patch.ts";
import { findTemplateFaults, resolveStates, SAMPLE_DOMAIN } from "../resolving/resolve-domain.ts";
import { err, ok, type Result } from "../result.ts";
import { createFault, type Fault, toFaults } from "./fault.ts";
import { parseJson } from "./parse-json.ts";
import type { Provider } from "./provider.ts";
import { DomainEntry, ProviderEntry, type Service, SettingsFile, WILDCARD } from "./settings.ts";

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
  const { providers, domains, others } = collectParts(input, file.data);
  faults.push(...others);
  const atDomains = new SharedFaults();
  const sound = new SoundNames();
  for (const [name, { key, entry, isFaulty }] of domains) {
    const provider = providers.get(entry.provider);
    const domain = name === WILDCARD ? SAMPLE_DOMAIN : name;
    if (provider?.parsed !== undefined && !isFaulty) {
      if (sound.cover(domain, entry)) continue;
      const states = resolveStates(domain, entry, provider.parsed, key);
      if (states.ok) sound.add(domain, entry);
      else atDomains.add(key, states.error);
    } else if (provider !== undefined) atDomains.add(key, findTemplateFaults(domain, entry, provider.raw, key));
    else if (!isFaulty) {
      const expected =
        providers.size === 0
          ? "expected a provider that stands under providers, where there is none"
          : `expected one of the providers: ${listNames(providers.keys())}`;
      faults.push(createFault(["domains", key, "provider"], entry.provider, expected));
    }
  }
  faults.push(...atDomains.list());
  if (!file.success || faults.length > 0) return err(faults);
  return ok({
    service: file.data.service ?? {},
    providers: new Map(Object.entries(file.data.providers)),
    domains: new Map([...domains].flatMap(([name, { entry }]) => (name === WILDCARD ? [] : [[name, entry] as const]))),
    wildcard: domains.get(WILDCARD)?.entry,
  });
}

/** Faults of domains: those that a provider gives to all of its domains are told once. */
class SharedFaults {
  readonly #faults = new Map<string, { readonly fault: DomainFault; readonly names: string[] }>();

  add(name: string, faults: readonly DomainFault[]): void {
    for (const fault of faults) {
      // What a domain lacks for its provider has a path of its own, but the same words.
      const key = `${fault.path.startsWith("domains") ? "" : fault.path} ${fault.expected} ${fault.isShared ? "" : name}`;
      const known = this.#faults.get(key);
      if (known === undefined) this.#faults.set(key, { fault, names: [name] });
      else known.names.push(name);
    }
  }

  list(): Fault[] {
    return [...this.#faults.values()].map(({ fault: { isShared: _, ...fault }, names: [first = "", ...more] }) => {
      const { path, expected } = fault;
      const others = `${more.length} more ${more.length === 1 ? "domain" : "domains"}`;
      if (path.startsWith("domains"))
        return { ...fault, expected: more.length === 0 ? expected : `${expected}, here and in ${others}` };
      return { ...fault, expected: `${expected}, for ${first}${more.length === 0 ? "" : ` and ${others}`}` };
    });
  }
}

/**
 * Domains whose settings were found to be well, by what their entries say. Of domains with one entry only the name is another,
 * and a name as long can do no more harm where it is put in: to look at each of thousands takes far longer than all the rest of a start.
 */
class SoundNames {
  readonly #names = new Map<string, Domain[]>();

  /** Whether a domain with the same entry was well whose name is no shorter, as a whole and in its first label. */
  cover(domain: Domain, entry: DomainEntry): boolean {
    const known = this.#names.get(toKey(entry)) ?? [];
    return isOrdinary(domain) && known.some((name) => name.length >= domain.length && labelOf(name) >= labelOf(domain));
  }

  add(domain: Domain, entry: DomainEntry): void {
    if (!isOrdinary(domain)) return;
    const key = toKey(entry);
    this.#names.set(key, [...(this.#names.get(key) ?? []), domain]);
  }
}

function toKey({ $comment: _, ...entry }: DomainEntry): string {
  return JSON.stringify(entry);
}

/** Punycode may come to mean nothing beside other characters, and digits alone to be part of an IP address. */
function isOrdinary(domain: Domain): boolean {
  return /^[a-z]/.test(domain) && !domain.includes("xn--");
}

function labelOf(domain: Domain): number {
  return domain.indexOf(".");
}

interface ParsedEntry {
  /** As the file spells the domain. */
  readonly key: string;
  readonly entry: DomainEntry;
  /** Whether `entry` is no more than what can be read of one that has faults. */
  readonly isFaulty: boolean;
}

/** Each part that parses by itself, so that one faulty part hides no fault of another: as `parsed` has it where all do. */
function collectParts(input: unknown, parsed: SettingsFile | undefined) {
  const file = isObject(input) ? input : {};
  const providers = new Map<string, { readonly raw: unknown; readonly parsed: Provider | undefined }>();
  for (const [id, raw] of Object.entries(isObject(file.providers) ? file.providers : {}))
    providers.set(id, { raw, parsed: parsed?.providers[id] ?? ProviderEntry.safeParse(raw).data });
  const domains = new Map<Domain | typeof WILDCARD, ParsedEntry>();
  const others: Fault[] = [];
  for (const [key, value] of Object.entries(isObject(file.domains) ? file.domains : {})) {
    const name = key === WILDCARD ? WILDCARD : findDomain(key);
    const known = name && parsed?.domains[name];
    const entry = known ? ({ success: true, data: known } as const) : DomainEntry.safeParse(value);
    // Zod looks no further at a member whose name is faulty.
    if (name === undefined && !entry.success)
      others.push(...toFaults(entry.error, value, (path) => ["domains", key, ...path]));
    if (name === undefined) continue;
    if (domains.has(name))
      others.push(createFault(["domains", key], key, `expected each domain once, but ${name} stands here twice`));
    domains.set(name, { key, entry: entry.data ?? readFaultyEntry(value), isFaulty: !entry.success });
  }
  return { providers, domains, others };
}

/** What can be read of an entry that has faults, to look for what they would hide. */
function readFaultyEntry(value: unknown): DomainEntry {
  const { provider, launched, variables, overrides } = isObject(value) ? value : {};
  return {
    provider: typeof provider === "string" ? provider : "",
    launched: launched !== false,
    allowPlaintext: true,
    suspended: false,
    explicitLogins: false,
    variables: Object.fromEntries(Object.entries(isObject(variables) ? variables : {}).map(([name]) => [name, name])),
    overrides: DomainEntry.shape.overrides.safeParse(overrides).data,
  };
}

function listNames(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, 8).map((name) => JSON.stringify(name));
  return all.length > shown.length ? `${shown.join(", ")}, … (${all.length})` : shown.join(", ");
}
