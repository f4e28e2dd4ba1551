import { Domain, findDomain } from "../domain/domain.ts";
import { err, ok, type Result } from "../result.ts";
import type { IncomingServer, OutgoingServer } from "../server.ts";
import type { ServerSettings } from "../server-settings.ts";
import { createFault, type Fault, toFaults, valueAt } from "./fault.ts";
import { findLayers, findMoments, findOrigin, type Layers, mergeLayers, toFilePath } from "./layers.ts";
import { isObject, mergePatch } from "./merge-patch.ts";
import { type Provider, ResolvedProvider } from "./provider.ts";
import type { DomainEntry } from "./settings.ts";
import { ADDRESS_TEMPLATES, fillTemplates, findTemplateNames, SAMPLE_VALUE } from "./template.ts";

/** Stands for the names that the wildcard answers for. RFC 2606 keeps `.example` for this. */
export const SAMPLE_DOMAIN = Domain.parse("sample.example");

/** A fault that shows at one domain. */
export interface DomainFault extends Fault {
  /** Whether it comes from the provider, so that other domains have the same one. */
  readonly isShared: boolean;
}

/** A domain's settings between two of its planned changes, and what they were merged from. */
export interface SettingsState {
  readonly settings: ServerSettings;
  readonly layers: Layers;
}

/**
 * A provider seen by one of its domains at a moment: overrides and what is due of the planned changes merged in, templates
 * filled, the result checked. Faults name the place in the settings file that each value came from.
 */
export function resolveDomain(
  domain: Domain,
  entry: DomainEntry,
  provider: Provider,
  at: Date,
): Result<ServerSettings, DomainFault[]> {
  const state = resolveState(domain, entry, provider, at.getTime(), domain);
  return state.ok ? ok({ ...state.value.settings, ...findPlan(entry, provider, at.getTime()) }) : state;
}

/**
 * Every state that a domain's settings were or will be in: before all planned changes, and after each.
 * @param name what the domain's entry is called in the file
 */
export function resolveStates(
  domain: Domain,
  entry: DomainEntry,
  provider: Provider,
  name: string = domain,
): Result<readonly SettingsState[], DomainFault[]> {
  const states: SettingsState[] = [];
  const faults = new Map<string, DomainFault>();
  for (const moment of [Number.NEGATIVE_INFINITY, ...findMoments(entry, provider)]) {
    const state = resolveState(domain, entry, provider, moment, name);
    if (state.ok) states.push(state.value);
    // What is wrong before a change and after it is told once.
    else for (const fault of state.error) faults.set(JSON.stringify([fault.path, fault.expected]), fault);
  }
  return faults.size > 0 ? err([...faults.values()]) : ok(states);
}

function resolveState(
  domain: Domain,
  entry: DomainEntry,
  provider: Provider,
  at: number,
  name: string,
): Result<SettingsState, DomainFault[]> {
  const layers = findLayers(entry, provider, at, name);
  const { filled, faults } = fill(domain, entry, layers, name);
  const resolved = ResolvedProvider.safeParse(filled);
  if (!resolved.success) {
    const told = new Set(faults.map(({ path }) => path));
    const found = toFaults(resolved.error, filled, (path) => toFilePath(layers, path));
    for (const [index, fault] of found.entries())
      if (!told.has(fault.path))
        faults.push({ ...fault, isShared: findOrigin(layers, resolved.error.issues[index]?.path ?? []).isShared });
  }
  if (!entry.allowPlaintext) faults.push(...findPlaintext(filled, layers));
  if (faults.length > 0 || !resolved.success) return err(faults);
  // Proof: each host name is one, as the schema finds, and `fill` makes a domain of what is one.
  const data = resolved.data as ResolvedProvider;
  const settings = {
    ...data,
    incomingServers: imapFirst(data.incomingServers),
    domain,
    launched: entry.launched,
    ...(entry.explicitLogins && { explicitLogins: true }),
  };
  return ok({ settings, layers });
}

/** What settings say of servers, and of how programs log in there. */
export interface ResolvedServers {
  readonly incomingServers: readonly Omit<IncomingServer, "hostname">[];
  readonly outgoingServers: readonly Omit<OutgoingServer, "hostname">[];
  readonly oauth2?: { readonly issuer: string } | undefined;
}

/**
 * That part of a domain's settings at a moment, for whoever has to know it of very many. Nothing is checked: records of a
 * directory were when they were written, and those of a file when it was read.
 */
export function resolveServers(domain: Domain, entry: DomainEntry, provider: Provider, at: number): ResolvedServers {
  // Proof: what is merged of checked records is a provider, as `resolveState` finds; others lack something.
  const merged = mergeLayers(findLayers(entry, provider, at, domain)) as Partial<Provider>;
  const { incomingServers = [], outgoingServers = [], oauth2 } = merged;
  const values = toTemplateValues(domain, entry.variables);
  const logIn = (username: string) => fillText(username, values, domain);
  return {
    incomingServers: incomingServers.map((server) => ({ ...server, username: logIn(server.username) })),
    outgoingServers: outgoingServers.map((server) => ({ ...server, username: logIn(server.username) })),
    oauth2: oauth2 && { issuer: fillText(oauth2.issuer, values, domain) },
  };
}

/** For so long before, people are told that the servers will be others. */
const TOLD_BEFORE = 14 * 24 * 60 * 60 * 1000;

/** Until when the settings of a moment hold, and what is told of the next servers. */
function findPlan(
  entry: DomainEntry,
  provider: Provider,
  at: number,
): Pick<ServerSettings, "validUntil" | "serversChangeAt"> {
  const [next, ...later] = findMoments(entry, provider).filter((moment) => moment > at);
  if (next === undefined) return {};
  const serversAt = (moment: number) => {
    const merged = mergeLayers(findLayers(entry, provider, moment, ""));
    return JSON.stringify(isObject(merged) ? [merged.incomingServers, merged.outgoingServers] : []);
  };
  const servers = serversAt(at);
  const change = [next, ...later].find((moment) => serversAt(moment) !== servers);
  const toldFrom = change === undefined ? next : change - TOLD_BEFORE;
  if (change === undefined || toldFrom > at) return { validUntil: toIso(Math.min(next, toldFrom)) };
  return { validUntil: toIso(next), serversChangeAt: toIso(change) };
}

function toIso(moment: number): string {
  return new Date(moment).toISOString();
}

/** What nothing at the domain fills in, of a provider or an entry that has other faults as well. */
export function findTemplateFaults(domain: Domain, entry: DomainEntry, provider: unknown, name: string): DomainFault[] {
  const { changes: _, ...readable } = isObject(provider) ? provider : {};
  // Whatever else is wrong with it: texts are looked at, and nothing more.
  const layers = findLayers({ ...entry, changes: [] }, readable as Provider, 0, name);
  return fill(domain, entry, layers, name).faults;
}

/**
 * Puts values into texts, and makes domains of host names. A name without a value is a fault, and an example takes its place,
 * so that it hides no other.
 */
function fill(
  domain: Domain,
  entry: DomainEntry,
  layers: Layers,
  name: string,
): { filled: unknown; faults: DomainFault[] } {
  const merged = withoutPastNeeds(mergeLayers(layers), entry);
  const values = toTemplateValues(domain, entry.variables);
  const faults: DomainFault[] = [];
  const tell = (value: string, path: readonly PropertyKey[], names: readonly string[]) => {
    const { isShared } = findOrigin(layers, path);
    const place = toFilePath(layers, path);
    for (const template of names)
      if (!isOfAddress(template))
        faults.push({
          ...createFault(
            ["domains", name, "variables", template],
            undefined,
            `expected a value, which {${template}} in ${createFault(place, undefined, "").path} needs`,
          ),
          isShared,
        });
      else if (path.at(-1) !== "username")
        faults.push({ ...createFault(place, value, `expected {${template}} in user names only`), isShared });
  };
  const fillValue = (value: string, path: readonly PropertyKey[]) => {
    // A logo's own braces mean nothing here.
    if (!value.includes("{") || (path[0] === "branding" && path[1] === "logo")) return value;
    const result = fillText(value, values, domain);
    const names = findTemplateNames(result);
    if (path.at(-1) === "username" && names.every(isOfAddress)) return result;
    if (names.length > 0) tell(value, path, names);
    const unknown = names.filter((template) => !isOfAddress(template));
    return fillTemplates(result, new Map(unknown.map((template) => [template, SAMPLE_VALUE])));
  };
  const filled = mapStrings(merged, [], (value, path) => {
    const text = fillValue(value, path);
    return path.at(-1) === "hostname" ? (findDomain(text) ?? text) : text;
  });
  return { filled, faults };
}

function isOfAddress(template: string): boolean {
  return ADDRESS_TEMPLATES.some((known) => known === template);
}

/** The address in other words is the address, for which formats have a word of their own. */
function fillText(value: string, values: ReadonlyMap<string, string>, domain: Domain): string {
  const filled = fillTemplates(value, values);
  return filled === `{localPart}@${domain}` ? "{address}" : filled;
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

/** Where a value of resolved settings stands once merged: IMAP need not come first there. */
export function toMergedPath(path: readonly PropertyKey[], layers: Layers): readonly PropertyKey[] {
  const [list, index, ...rest] = path;
  if (list !== "incomingServers" || typeof index !== "number") return path;
  const servers = valueAt(findOrigin(layers, [list]).value, [list]);
  const sorted = (Array.isArray(servers) ? servers : [])
    .map((server: unknown, at) => ({ protocol: isObject(server) ? server.protocol : undefined, at }))
    .toSorted(comparePop3);
  return [list, sorted[index]?.at ?? index, ...rest];
}

function findPlaintext(filled: unknown, layers: Layers): DomainFault[] {
  if (!isObject(filled)) return [];
  return ["incomingServers", "outgoingServers"].flatMap((list) => {
    const servers = filled[list];
    return (Array.isArray(servers) ? servers : []).flatMap((server: unknown, index) => {
      if (!isObject(server) || server.socketType !== "plain") return [];
      const path = [list, index, "socketType"];
      const expected = `expected "tls" or "starttls", or "allowPlaintext": true in the domain's entry`;
      const { isShared } = findOrigin(layers, path);
      return [{ ...createFault(toFilePath(layers, path), server.socketType, expected), isShared }];
    });
  });
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
