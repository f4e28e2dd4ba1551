/**
 * A domain's settings of records that were checked.
 * @module
 */
import type { Domain } from "../domain/domain.ts";
import type { IncomingServer } from "../server.ts";
import type { ServerSettings } from "../server-settings.ts";
import type { Provider, ResolvedProvider } from "../settings/provider.ts";
import type { DomainEntry } from "../settings/settings.ts";
import { fill } from "./fill-domain.ts";
import { findLayers, findMoments, mergeLayers } from "./layers.ts";
import { isObject } from "./merge-patch.ts";

/**
 * What `resolveDomain` gives for a domain where it finds no fault, without looking for any: for settings in all of whose states
 * each domain was looked at when they were read. It needs no schema, and so no package to start with.
 */
export function readDomain(domain: Domain, entry: DomainEntry, provider: Provider, at: Date): ServerSettings {
  const { filled } = fill(domain, entry, findLayers(entry, provider, at.getTime(), domain), domain);
  return { ...toSettings(domain, entry, filled), ...findPlan(entry, provider, at.getTime()) };
}

/** @param checked a provider's, in which no fault was found */
export function toSettings(domain: Domain, entry: DomainEntry, checked: unknown): ServerSettings {
  // Proof: the schema found nothing wrong with it, and `fill` makes a domain of each host name.
  const provider = checked as ResolvedProvider;
  return {
    ...provider,
    incomingServers: imapFirst(provider.incomingServers),
    domain,
    launched: entry.launched,
    ...(entry.explicitLogins && { explicitLogins: true }),
  };
}

/** FairEmail, SnappyMail and Geary look for IMAP at the first place only. The order within a protocol stays. */
function imapFirst(servers: readonly [IncomingServer, ...IncomingServer[]]): [IncomingServer, ...IncomingServer[]] {
  const [first, ...rest] = servers.toSorted(comparePop3);
  // A sorted copy of a list with one element has one element.
  return first === undefined ? [servers[0]] : [first, ...rest];
}

export function comparePop3(a: { readonly protocol?: unknown }, b: { readonly protocol?: unknown }): number {
  return Number(a.protocol === "pop3") - Number(b.protocol === "pop3");
}

/** For so long before, people are told that the servers will be others. */
const TOLD_BEFORE = 14 * 24 * 60 * 60 * 1000;

/** Until when the settings of a moment hold, and what is told of the next servers. */
export function findPlan(
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
