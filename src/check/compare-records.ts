/**
 * What is published, against what should be.
 *
 * Ours are text with our marks, SRV at the labels that speak for the domain's mail, and aliases that lead to this service. All
 * else is somebody's: it is kept, and told where it stands in the way.
 * @module
 */
import type { DnsChanges } from "../formats/dns/dns-changes.ts";
import { type DnsData, type DnsRecord, TTL } from "../formats/dns/dns-records.ts";
import { toWholeName } from "../formats/dns/record-text.ts";
import type { Domain } from "../model/domain/domain.ts";
import { type DnsResolver, DnsUnavailableError } from "./dns-resolver.ts";
import { NOBODY } from "./wildcard-name.ts";

export interface DnsComparison {
  readonly changes: DnsChanges;
  /** What the operator should know beside them, in sentences. */
  readonly notes: readonly string[];
  /** What keeps a record from being published, or a client from getting there. */
  readonly conflicts: readonly string[];
}

export interface ComparedDomain {
  readonly domain: Domain;
  readonly wanted: readonly DnsRecord[];
  /** Our own host name. */
  readonly serviceHost: Domain;
  /** Whether mail clients are answered here; else the other provider's marks may be the same. */
  readonly isServed: boolean;
  /** Whether aliases that lead elsewhere are replaced. */
  readonly replacesAliases: boolean;
}

type RecordSetName = Pick<DnsRecord, "name" | "type">;

/** Where ours may be left from other times, when settings or options were others. */
const FORMER: readonly RecordSetName[] = [
  { name: "autoconfig", type: "CNAME" },
  { name: "autodiscover", type: "CNAME" },
  { name: "ua-auto-config", type: "CNAME" },
  { name: "_autodiscover._tcp", type: "SRV" },
  { name: "_ua-auto-config", type: "TXT" },
  { name: "@", type: "TXT" },
];

/** How far an alias is followed: what resolvers follow, too. */
const MAX_ALIASES = 8;

const PACC_NAME = "_ua-auto-config";

export async function compareRecords(compared: ComparedDomain, resolver: DnsResolver): Promise<DnsComparison> {
  const { domain, wanted } = compared;
  const wildcards = await findWildcards(domain, resolver);
  const names = new Map([...wanted, ...FORMER].map(({ name, type }) => [`${name} ${type}`, { name, type }]));
  const sets = await Promise.all(
    [...names.values()].map(async (set) => compareSet(set, compared, wildcards, resolver)),
  );
  const all = <Item>(of: (set: ComparedSet) => readonly Item[]) => sets.flatMap(of);
  return {
    changes: {
      domain,
      add: all(({ add }) => add),
      remove: all(({ remove }) => remove),
      kept: all(({ kept }) => kept),
    },
    notes: all(({ notes }) => notes),
    conflicts: all(({ conflicts }) => conflicts),
  };
}

interface ComparedSet {
  readonly add: readonly DnsRecord[];
  readonly remove: readonly DnsRecord[];
  readonly kept: readonly DnsRecord[];
  readonly notes: readonly string[];
  readonly conflicts: readonly string[];
}

const NOTHING: ComparedSet = { add: [], remove: [], kept: [], notes: [], conflicts: [] };

async function compareSet(
  { name, type }: RecordSetName,
  compared: ComparedDomain,
  wildcards: Wildcards,
  resolver: DnsResolver,
): Promise<ComparedSet> {
  const { domain } = compared;
  const whole = toWholeName(name, domain);
  const answered = await resolver.resolve(whole, type);
  const byWildcard = name === "@" ? undefined : wildcards.find(name, answered);
  const found = byWildcard === undefined ? answered : [];
  const wanted = compared.wanted.filter((record) => record.name === name && record.type === type);
  const notes =
    byWildcard === undefined || wanted.length === 0 ? [] : [`${whole} is answered by the wildcard ${byWildcard}`];
  const set =
    type === "CNAME"
      ? await compareAlias(whole, wanted[0], found, compared, wildcards, resolver)
      : compareData(name, wanted, found, compared);
  return { ...set, notes: [...notes, ...set.notes] };
}

function compareData(
  name: string,
  wanted: readonly DnsRecord[],
  found: readonly DnsData[],
  compared: ComparedDomain,
): ComparedSet {
  const { domain } = compared;
  const add = wanted.filter((record) => !found.some((data) => isSame(record, data)));
  const stale = found.filter(
    (data) => !wanted.some((record) => isSame(record, data)) && isOurs(name, data, wanted.length > 0, compared),
  );
  // Clients that have the old file need its digest until they ask again.
  const waits = name === PACC_NAME && add.length > 0;
  const remove = waits ? [] : stale;
  return {
    ...NOTHING,
    add,
    remove: remove.map((data) => ({ name, ttl: TTL, reason: "no longer true", ...data })),
    kept: found.filter((data) => !remove.includes(data)).map((data) => ({ name, ttl: TTL, reason: "stays", ...data })),
    notes:
      waits && stale.length > 0
        ? [`${toWholeName(name, domain)}: the old digest stays for an hour beside the new one; ask again then`]
        : [],
  };
}

/** An alias suffers nothing beside it, so that there is one at most. */
async function compareAlias(
  whole: string,
  wanted: DnsRecord | undefined,
  found: readonly DnsData[],
  { domain, serviceHost, replacesAliases }: ComparedDomain,
  wildcards: Wildcards,
  resolver: DnsResolver,
): Promise<ComparedSet> {
  const name = whole.slice(0, -domain.length - 1);
  const [alias] = found;
  const target = wanted?.type === "CNAME" ? wanted.target : undefined;
  if (alias?.type !== "CNAME") {
    if (wanted === undefined || target === undefined) return NOTHING;
    const addresses = await resolver.resolveAddresses(whole);
    if (addresses.length === 0 || wildcards.hasAddresses(addresses)) return { ...NOTHING, add: [wanted] };
    const ours = await orNothing(resolver.resolveAddresses(target));
    if (addresses.every((address) => ours.includes(address)))
      return { ...NOTHING, notes: [`${whole} has the addresses of ${target}, and no alias: they will not follow it`] };
    return {
      ...NOTHING,
      conflicts: [`${whole} has addresses of its own, ${addresses.join(", ")}: an alias cannot stand beside them`],
    };
  }
  const record: DnsRecord = { name, ttl: TTL, reason: "leads elsewhere", ...alias };
  if (target === undefined)
    return alias.target === serviceHost
      ? { ...NOTHING, remove: [{ ...record, reason: "no longer true" }] }
      : { ...NOTHING, kept: [record] };
  if (alias.target === target) return { ...NOTHING, kept: [record] };
  const way = await follow(alias.target, target, resolver);
  if (way.arrives)
    return { ...NOTHING, kept: [record], notes: [`${whole} leads to ${target} by way of ${way.names.join(", ")}`] };
  const changed = { ...NOTHING, add: wanted === undefined ? [] : [wanted], remove: [record] };
  if (replacesAliases || alias.target === serviceHost) return changed;
  return {
    ...NOTHING,
    kept: [record],
    conflicts: [
      `${whole} leads to ${way.names.join(", then ")} instead of ${target}: --replace puts ours in its place`,
    ],
  };
}

async function follow(
  first: string,
  target: string,
  resolver: DnsResolver,
): Promise<{ readonly arrives: boolean; readonly names: readonly string[] }> {
  const names = [first];
  while (names.length < MAX_ALIASES) {
    const [next] = await orNothing(resolver.resolve(names.at(-1) ?? first, "CNAME"));
    if (next?.type !== "CNAME" || names.includes(next.target)) break;
    if (next.target === target) return { arrives: true, names };
    names.push(next.target);
  }
  return { arrives: false, names };
}

/** Of names outside of the domain, which its own name server may refuse to tell. */
async function orNothing<Item>(answer: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DnsUnavailableError) return [];
    throw error;
  }
}

/** Whether what is published there is of this service, or speaks for the mail that its settings describe. */
function isOurs(
  name: string,
  data: DnsData,
  isWanted: boolean,
  { domain, serviceHost, isServed }: ComparedDomain,
): boolean {
  if (data.type !== "TXT") return data.target === serviceHost || isWanted;
  if (name === PACC_NAME) return isServed && data.value.startsWith("v=UAAC1");
  if (name !== "@") return data.value.startsWith("path=");
  const url = /^mailconf=(.*)$/.exec(data.value)?.[1];
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return url !== undefined && (isServed || host === serviceHost || host === `autoconfig.${domain}`);
}

function isSame(one: DnsData, other: DnsData): boolean {
  if (one.type === "TXT") return other.type === "TXT" && one.value === other.value;
  if (one.type === "CNAME") return other.type === "CNAME" && one.target === other.target;
  return (
    other.type === "SRV" &&
    one.priority === other.priority &&
    one.weight === other.weight &&
    one.port === other.port &&
    one.target === other.target
  );
}

interface Wildcards {
  /** The wildcard that gave this answer to a name. */
  find(name: string, answered: readonly DnsData[]): string | undefined;
  hasAddresses(addresses: readonly string[]): boolean;
}

/** What is answered for names that are not there. */
async function findWildcards(domain: Domain, resolver: DnsResolver): Promise<Wildcards> {
  const parents = ["", "_tcp."];
  const answers = await Promise.all(
    parents.map(async (parent) => {
      const nobody = `${NOBODY}.${parent}${domain}`;
      const data = await Promise.all((["CNAME", "TXT", "SRV"] as const).map((type) => resolver.resolve(nobody, type)));
      return { wildcard: `*.${parent}${domain}`, data: data.flat(), parent };
    }),
  );
  const addresses = await resolver.resolveAddresses(`${NOBODY}.${domain}`);
  return {
    find(name, answered) {
      if (answered.length === 0) return undefined;
      const parent = name.endsWith("._tcp") ? "_tcp." : "";
      const of = answers.find((answer) => answer.parent === parent);
      return answered.every((one) => of?.data.some((other) => isSame(one, other))) ? of?.wildcard : undefined;
    },
    hasAddresses: (found) => addresses.length > 0 && found.every((address) => addresses.includes(address)),
  };
}
