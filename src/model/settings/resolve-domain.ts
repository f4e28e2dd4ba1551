import { Domain } from "../domain.ts";
import { err, ok, type Result } from "../result.ts";
import type { IncomingServer } from "../server.ts";
import type { ServerSettings } from "../server-settings.ts";
import { createFault, type Fault, toFaults } from "./fault.ts";
import { isObject, mergePatch } from "./merge-patch.ts";
import { type Provider, ResolvedProvider } from "./provider.ts";
import type { DomainEntry } from "./settings.ts";
import { ADDRESS_TEMPLATES, fillTemplates, findTemplateNames } from "./template.ts";

/** Stands for the names that the wildcard answers for. RFC 2606 keeps `.example` for this. */
export const SAMPLE_DOMAIN = Domain.parse("sample.example");

/** A fault that shows at one domain. */
export interface DomainFault extends Fault {
  /** Whether it comes from the provider, so that other domains have the same one. */
  readonly isShared: boolean;
}

/**
 * A provider seen by one of its domains: overrides merged in, templates filled, the result checked. Faults name the place
 * in the settings file that each value came from; the domain's entry stands there as `name`.
 */
export function resolveDomain(
  domain: Domain,
  entry: DomainEntry,
  provider: Provider,
  name: string = domain,
): Result<ServerSettings, DomainFault[]> {
  const merged = withoutPastNeeds(mergePatch(provider, entry.overrides ?? {}), entry);
  const origin = { name, entry };
  const { filled, faults } = fill(merged, domain, origin);
  const resolved = ResolvedProvider.safeParse(filled);
  if (!resolved.success) {
    const told = new Set(faults.map(({ path }) => path));
    const found = toFaults(resolved.error, filled, (path) => originOf(origin, path));
    for (const [index, fault] of found.entries())
      if (!told.has(fault.path))
        faults.push({ ...fault, isShared: !isOverridden(entry, resolved.error.issues[index]?.path ?? []) });
  }
  if (!entry.allowPlaintext) faults.push(...findPlaintext(filled, origin));
  if (faults.length > 0 || !resolved.success) return err(faults);
  return ok({
    ...resolved.data,
    incomingServers: imapFirst(resolved.data.incomingServers),
    domain,
    launched: entry.launched,
  });
}

/** What nothing at the domain fills in, of a provider or an entry that has other faults as well. */
export function findTemplateFaults(domain: Domain, entry: DomainEntry, provider: unknown, name: string): DomainFault[] {
  const merged = withoutPastNeeds(mergePatch(provider, entry.overrides ?? {}), entry);
  return fill(merged, domain, { name, entry }).faults;
}

/** Where a domain's values come from. */
interface Origin {
  readonly name: string;
  readonly entry: DomainEntry;
}

/** A name without a value is a fault, and an example takes its place, so that it hides no other. */
function fill(merged: unknown, domain: Domain, origin: Origin): { filled: unknown; faults: DomainFault[] } {
  const { name, entry } = origin;
  const values = toTemplateValues(domain, entry.variables);
  const faults: DomainFault[] = [];
  const filled = mapStrings(merged, [], (value, path) => {
    // A logo's own braces mean nothing here.
    if (!value.includes("{") || (path[0] === "branding" && path[1] === "logo")) return value;
    const result = fillTemplates(value, values);
    const isShared = !isOverridden(entry, path);
    const place = originOf(origin, path);
    const names = findTemplateNames(result);
    const unknown = names.filter((template) => !ADDRESS_TEMPLATES.some((known) => known === template));
    for (const template of unknown)
      faults.push({
        ...createFault(
          ["domains", name, "variables", template],
          undefined,
          `expected a value, which {${template}} in ${createFault(place, undefined, "").path} needs`,
        ),
        isShared,
      });
    if (path.at(-1) !== "username")
      for (const template of names.filter((known) => !unknown.includes(known)))
        faults.push({ ...createFault(place, value, `expected {${template}} in user names only`), isShared });
    // The address in other words, for which formats have a word of their own.
    if (result === `{localPart}@${domain}`) return "{address}";
    return fillTemplates(result, new Map(unknown.map((template) => [template, "x.example"])));
  });
  return { filled, faults };
}

/**
 * What templates stand for at a domain. Panels that make user names of mailbox and domain, such as Virtualmin, add the
 * domain's first label, or whatever they took where two domains begin alike: `{prefix}`, which a domain may say itself.
 */
function toTemplateValues(
  domain: string,
  variables: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const [prefix = domain] = domain.split(".", 1);
  return new Map([["prefix", prefix], ...Object.entries(variables), ["domain", domain]]);
}

/** A launched domain needs no value for what only the time before its launch uses. */
function withoutPastNeeds(merged: unknown, { launched }: DomainEntry): unknown {
  if (!launched || !isObject(merged) || !isObject(merged.webmail)) return merged;
  return mergePatch(merged, { webmail: { urlBeforeLaunch: null } });
}

/** FairEmail, SnappyMail and Geary look for IMAP at the first place only. The order within a protocol stays. */
function imapFirst(servers: readonly [IncomingServer, ...IncomingServer[]]): [IncomingServer, ...IncomingServer[]] {
  const [first, ...rest] = servers.toSorted(comparePop3);
  // A sorted copy of a list with one element has one element.
  return first === undefined ? [servers[0]] : [first, ...rest];
}

function comparePop3(a: { readonly protocol?: unknown }, b: { readonly protocol?: unknown }): number {
  return Number(a.protocol === "pop3") - Number(b.protocol === "pop3");
}

/** Where a value of resolved settings stands in its list in the file, in which IMAP need not come first. */
export function toFilePath(
  path: readonly PropertyKey[],
  { overrides }: DomainEntry,
  provider: Provider | undefined,
): readonly PropertyKey[] {
  const [list, index, ...rest] = path;
  if (list !== "incomingServers" || typeof index !== "number") return path;
  const own = overrides?.[list];
  const servers: readonly unknown[] = Array.isArray(own) ? own : (provider?.[list] ?? []);
  const sorted = servers
    .map((server, at) => ({ protocol: isObject(server) ? server.protocol : undefined, at }))
    .toSorted(comparePop3);
  return [list, sorted[index]?.at ?? index, ...rest];
}

function findPlaintext(filled: unknown, origin: Origin): DomainFault[] {
  if (!isObject(filled)) return [];
  return ["incomingServers", "outgoingServers"].flatMap((list) => {
    const servers = filled[list];
    return (Array.isArray(servers) ? servers : []).flatMap((server: unknown, index) => {
      if (!isObject(server) || server.socketType !== "plain") return [];
      const path = [list, index, "socketType"];
      const expected = `expected "tls" or "starttls", or "allowPlaintext": true in the domain's entry`;
      const isShared = !isOverridden(origin.entry, path);
      return [{ ...createFault(originOf(origin, path), server.socketType, expected), isShared }];
    });
  });
}

/** Whether a value came from the domain's overrides; else it is its provider's. */
function isOverridden({ overrides }: DomainEntry, path: readonly PropertyKey[]): boolean {
  const [member = ""] = path;
  const own = path.reduce<unknown>(
    (value, key) => (isIndexable(value) ? value[key as keyof typeof value] : undefined),
    overrides,
  );
  return own !== undefined || Array.isArray(overrides?.[String(member)]);
}

/** Where in the file a value of a domain's settings stands. */
export function originOf({ name, entry }: Origin, path: readonly PropertyKey[]): PropertyKey[] {
  return isOverridden(entry, path) ? ["domains", name, "overrides", ...path] : ["providers", entry.provider, ...path];
}

function isIndexable(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Nothing of a provider stands deeper. */
const MAX_DEPTH = 8;

function mapStrings(
  value: unknown,
  path: readonly PropertyKey[],
  map: (text: string, path: readonly PropertyKey[]) => string,
): unknown {
  if (typeof value === "string") return map(value, path);
  if (path.length > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], map));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapStrings(member, [...path, name], map)]),
  );
}
