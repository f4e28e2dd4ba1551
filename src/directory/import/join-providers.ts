/**
 * Equal providers become one. Five thousand files that a hosting company has written, one for each customer, are not five
 * thousand providers: they differ in the customer's name alone, which a template stands for.
 * @module
 */
import type { ServedDomain } from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { toALabels } from "../../model/domain/hostname.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import { findTemplateNames } from "../../model/settings/template.ts";
import { isSame } from "../operations/change.ts";
import { type ImportedProvider, type ImportFailure, type ImportItem, type Loss, toNames } from "./imported.ts";

export interface Joined {
  /** Providers first, then the domains that use them. */
  readonly items: readonly ImportItem[];
  readonly losses: readonly Loss[];
  readonly failures: readonly ImportFailure[];
}

/**
 * Providers and domains to be written. A domain that several sources have stays with the first; who says otherwise, and is
 * left without any, fails.
 * @param existing what the place that they go to has already: an equal one is used, the name of any other is taken
 */
export function joinProviders(
  found: readonly ImportedProvider[],
  existing: ReadonlyMap<string, unknown> = new Map(),
): Joined {
  const { claimed, losses, failures } = claimDomains(found);
  const taken = new Map(existing);
  const providers: ImportItem[] = [];
  const domains: ImportItem[] = [];
  const plain: Loss[] = [];
  for (const [first, ...others] of groupEqual(claimed)) {
    if (first === undefined) continue;
    const { provider, members } = toShared([first, ...others]);
    const id = findEqual(existing, provider) ?? toFreeId(toName(provider, members), provider, taken);
    if (!taken.has(id)) providers.push({ kind: "provider", name: id, body: provider, place: first.found.source });
    taken.set(id, provider);
    for (const { found: member, overrides } of members) {
      plain.push(...findPlain(provider).map((what) => ({ place: member.source, what })));
      for (const domain of member.domains)
        domains.push({
          kind: "domain",
          name: domain,
          body: {
            provider: id,
            ...(member.allowPlaintext ? { allowPlaintext: true } : {}),
            ...(overrides === undefined ? {} : { overrides }),
          },
          place: member.source,
        });
    }
  }
  return { items: [...providers, ...domains], losses: [...losses, ...plain], failures };
}

/** What nobody should take over unseen. */
function findPlain({ incomingServers, outgoingServers }: Provider): string[] {
  return [...incomingServers, ...outgoingServers]
    .filter(({ socketType }) => socketType === "plain")
    .map(
      ({ hostname, port }) => `${hostname}:${port} is without encryption, and "allowPlaintext" lets the domain have it`,
    );
}

/** Each domain to the first that has it; whoever is left without any is no provider of anybody. */
function claimDomains(found: readonly ImportedProvider[]) {
  const owners = new Map<ServedDomain, ImportedProvider>();
  const losses: Loss[] = [];
  const failures: ImportFailure[] = [];
  const claimed = found.flatMap((provider) => {
    const domains = provider.domains.filter((domain) => !owners.has(domain));
    const others = provider.domains.flatMap((domain) => {
      const owner = owners.get(domain);
      return owner === undefined ? [] : [{ domain, owner, isEqual: isSame(owner.provider, provider.provider) }];
    });
    for (const domain of domains) owners.set(domain, provider);
    const told = others
      .filter(({ owner, isEqual }) => !isEqual || owner.source !== provider.source)
      .map(({ domain, owner }) => `<domain>: is left out: ${owner.source} has ${domain} already`);
    if (domains.length > 0 || others.every(({ isEqual }) => isEqual))
      losses.push(...told.map((what) => ({ place: provider.source, what })));
    else
      failures.push({
        place: provider.source,
        because: `${provider.id} is left without a domain; ${told.join("; ")}`,
        isWithoutDomain: false,
      });
    return domains.length === 0 ? [] : [{ ...provider, domains }];
  });
  return { claimed, losses, failures };
}

interface Member {
  readonly found: ImportedProvider;
  /** The provider with a template wherever the domain's name stands. */
  readonly general: Provider;
}

/** First those that say the same, then those that say the same of another domain each; names of providers aside. */
function groupEqual(found: readonly ImportedProvider[]): Member[][] {
  const literal = [...Map.groupBy(found, ({ provider }) => toKey(withPlainHosts(provider))).values()];
  const groups = literal.map((group): Member[] => {
    // What names one of several domains is meant so for all of them.
    const isOne = group.length === 1;
    return group.map((one) => {
      const plain = withPlainHosts(one.provider);
      const general = generalise(plain, one.domains);
      return { found: one, general: isOne ? general : { ...plain, ...namesOf(general) } };
    });
  });
  const all = Map.groupBy(groups, ([first]) => toKey(first?.general));
  return [...all.values()].map((equal) => equal.flat());
}

function namesOf({ displayName, displayShortName }: Provider) {
  return { displayName, displayShortName };
}

/** All but what people are shown as the provider's name: customers' own names are overrides of one provider. */
function toKey(provider: Provider | undefined): string {
  return JSON.stringify({ ...provider, displayName: "", displayShortName: "" }, sortMembers);
}

function sortMembers(_: string, value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

/** Host names in the one spelling that DNS has for them. */
function withPlainHosts(provider: Provider): Provider {
  const toPlain = <Server extends { readonly hostname: string }>(server: Server): Server => ({
    ...server,
    hostname: findTemplateNames(server.hostname).length > 0 ? server.hostname : toALabels(server.hostname),
  });
  const [incoming, ...moreIncoming] = provider.incomingServers;
  const [outgoing, ...moreOutgoing] = provider.outgoingServers;
  return {
    ...provider,
    incomingServers: [toPlain(incoming), ...moreIncoming.map(toPlain)],
    outgoingServers: [toPlain(outgoing), ...moreOutgoing.map(toPlain)],
  };
}

/** `{domain}` wherever the only domain stands as a whole name or ends one: filled in again, all is as it was. */
function generalise(provider: Provider, [domain = WILDCARD, ...others]: readonly ServedDomain[]): Provider {
  if (domain === WILDCARD || others.length > 0) return provider;
  const replace = (value: unknown, key: string): unknown => {
    // A logo has no templates.
    if (typeof value === "string") return key === "logo" ? value : withTemplate(value, domain);
    if (Array.isArray(value)) return value.map((item) => replace(item, key));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, replace(inner, member)]));
  };
  // Strings that become other strings leave the shape as it is.
  return replace(provider, "") as Provider;
}

/** What may stand beside a name that is whole: a dot begins a longer one, behind it. */
const PART_OF_NAME = /[\p{L}\p{N}-]/u;

function withTemplate(text: string, domain: string): string {
  const [begin = "", ...parts] = text.split(domain);
  let before = begin;
  return parts.reduce((whole, part) => {
    const isName =
      !PART_OF_NAME.test(before.slice(-1)) &&
      !PART_OF_NAME.test(part.startsWith(".") ? part.slice(1, 2) : part.slice(0, 1));
    before = part;
    return `${whole}${isName ? "{domain}" : domain}${part}`;
  }, begin);
}

interface SharedMember {
  readonly found: ImportedProvider;
  /** The names that this one's users know, where they are not the provider's. */
  readonly overrides: Readonly<Record<string, string>> | undefined;
}

/** One provider for a group. Alone it stays as it was written: a template would say no more. */
function toShared(group: readonly [Member, ...Member[]]): { provider: Provider; members: readonly SharedMember[] } {
  const [{ found: only, general }] = group;
  if (group.length === 1) return { provider: only.provider, members: [{ found: only, overrides: undefined }] };
  const names = findSharedNames(
    general,
    group.map((member) => member.general),
  );
  return {
    provider: { ...general, ...names },
    members: group.map(({ found, general: own }) => {
      const overrides = Object.fromEntries(
        (["displayName", "displayShortName"] as const)
          .filter((name) => own[name] !== names[name])
          .map((name) => [name, found.provider[name]]),
      );
      return { found, overrides: Object.keys(overrides).length === 0 ? undefined : overrides };
    }),
  };
}

/** What most are called, the first of several as frequent; where each has a name of its own, where their servers are. */
function findSharedNames(first: Provider, providers: readonly Provider[]) {
  const counted = Map.groupBy(providers, (provider) => JSON.stringify(namesOf(provider)));
  const [most = [first]] = [...counted.values()].toSorted((one, other) => other.length - one.length);
  const host = most.length > 1 ? undefined : findCommonHost(hostsOf(first));
  if (host !== undefined) return toNames(host, host, () => {});
  return namesOf(most[0] ?? first);
}

function findEqual(existing: ReadonlyMap<string, unknown>, provider: Provider): string | undefined {
  for (const [id, body] of existing) if (isSame(body, provider)) return id;
  return undefined;
}

/** What the members share: the name that they had, else what people call them, else where their servers are. */
function toName(provider: Provider, members: readonly SharedMember[]): string {
  const ids = new Set(members.map(({ found }) => found.id));
  const [id = ""] = ids;
  if (ids.size === 1) return id;
  if (members.every(({ overrides }) => overrides === undefined) && findTemplateNames(provider.displayName).length === 0)
    return provider.displayName;
  const hosts = hostsOf(provider);
  return findCommonHost(hosts) ?? hosts[0]?.replace("{domain}", "domain") ?? id;
}

function hostsOf({ incomingServers, outgoingServers }: Provider): string[] {
  return [...incomingServers, ...outgoingServers].map(({ hostname }) => hostname);
}

/** The longest name that all `hosts` end with, of two labels or more: `mx.hosting.example` alone gives `hosting.example`. */
function findCommonHost(hosts: readonly string[]): string | undefined {
  const names = [...new Set(hosts.filter((host) => findTemplateNames(host).length === 0))].map((host) =>
    host.split(".").reverse(),
  );
  const [first = [], ...others] = names;
  const shared = first.findIndex((label, index) => others.some((labels) => labels[index] !== label));
  const length = shared < 0 ? first.length - (others.length === 0 && first.length > 2 ? 1 : 0) : shared;
  return length < 2 ? undefined : first.slice(0, length).reverse().join(".");
}

/** `name` as a provider's, with a number behind it where another has it. */
function toFreeId(name: string, provider: Provider, taken: ReadonlyMap<string, unknown>): string {
  const id =
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, "-")
      .slice(0, 90)
      .replace(/^[.-]+|(?<![.-])[.-]+$/g, "") || "provider";
  let free = id;
  for (let number = 2; taken.has(free) && !isSame(taken.get(free), provider); number += 1) free = `${id}-${number}`;
  return free;
}
