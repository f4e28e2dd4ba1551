import { Domain } from "../domain/domain-schema.ts";
import { err, ok, type Result } from "../result.ts";
import type { IncomingServer, OutgoingServer } from "../server.ts";
import type { ServerSettings } from "../server-settings.ts";
import { createFault, toFaults, valueAt } from "../settings/fault.ts";
import { type Provider, ResolvedProvider } from "../settings/provider.ts";
import type { DomainEntry } from "../settings/settings.ts";
import { type DomainFault, fill, fillText, toTemplateValues } from "./fill-domain.ts";
import { findLayers, findMoments, findOrigin, type Layers, mergeLayers, toFilePath } from "./layers.ts";
import { isObject } from "./merge-patch.ts";
import { comparePop3, findPlan, toSettings } from "./read-domain.ts";

/** Stands for the names that the wildcard answers for. RFC 2606 keeps `.example` for this. */
export const SAMPLE_DOMAIN = Domain.parse("sample.example");

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
  return ok({ settings: toSettings(domain, entry, resolved.data), layers });
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

/** What nothing at the domain fills in, of a provider or an entry that has other faults as well. */
export function findTemplateFaults(domain: Domain, entry: DomainEntry, provider: unknown, name: string): DomainFault[] {
  const { changes: _, ...readable } = isObject(provider) ? provider : {};
  // Whatever else is wrong with it: texts are looked at, and nothing more.
  const layers = findLayers({ ...entry, changes: [] }, readable as Provider, 0, name);
  return fill(domain, entry, layers, name).faults;
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
