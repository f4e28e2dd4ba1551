import type { Domain } from "../../model/domain/domain.ts";
import type { DnsRecord } from "./dns-records.ts";

/** What is to be done to a domain's DNS. */
export interface DnsChanges {
  readonly domain: Domain;
  readonly add: readonly DnsRecord[];
  /** Ours that are published and no longer true. */
  readonly remove: readonly DnsRecord[];
  /** What stands beside these at the same names and of the same types, and stays; absent where nobody has looked. */
  readonly kept?: readonly DnsRecord[];
}

/** Everything of a domain's, where nobody has looked at what is published. */
export function toChanges(domain: Domain, records: readonly DnsRecord[]): DnsChanges {
  return { domain, add: records, remove: [] };
}

/** All records of one name and type, which many services write as a whole. */
export interface RecordSet {
  readonly name: string;
  readonly type: DnsRecord["type"];
  readonly ttl: number;
  /** As it is to be; empty where the set goes. */
  readonly records: readonly DnsRecord[];
  /** As it is, where it goes. */
  readonly former: readonly DnsRecord[];
}

/**
 * The sets that change. As long as nobody has looked, those are left out of which others may have a part: text of the
 * domain's own name, where SPF stands and what other services prove themselves by, and what is to be removed.
 */
export function toRecordSets({ add, remove, kept }: DnsChanges): RecordSet[] {
  const changed = new Map([...remove, ...add].map(({ name, type }) => [`${name} ${type}`, { name, type }]));
  const sets = [...changed.values()].map(({ name, type }) => {
    const isIn = (record: DnsRecord) => record.name === name && record.type === type;
    const records = [...(kept ?? []), ...add].filter(isIn);
    const former = remove.filter(isIn);
    return { name, type, ttl: (records[0] ?? former[0])?.ttl ?? 0, records, former };
  });
  return kept === undefined ? sets.filter((set) => !isShared(set)) : sets;
}

/** The sets that {@link toRecordSets} leaves out. */
export function findLeftOut({ domain, add, remove, kept }: DnsChanges): RecordSet[] {
  return kept === undefined ? toRecordSets({ domain, add, remove, kept: [] }).filter(isShared) : [];
}

function isShared({ name, type, former }: RecordSet): boolean {
  return (name === "@" && type === "TXT") || former.length > 0;
}
