import { type DnsChanges, toRecordSets } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";
import { toTarget } from "../record-text.ts";

/**
 * For the zone's file of octoDNS, where keys stand in order. Each string is written as JSON writes it, which is YAML.
 * @see https://octodns.readthedocs.io/en/latest/records.html
 */
export function toOctodns(changes: DnsChanges): string {
  const byName = new Map<string, string[]>();
  // What is in the file already is for whoever puts this into it to see, so that text of the domain itself is told, too.
  const { domain, add, remove, kept = [] } = changes;
  for (const { name, type, ttl, records } of toRecordSets({ domain, add, remove, kept })) {
    if (records.length === 0) continue;
    const lines = [`- ttl: ${ttl}`, `  type: ${type}`, ...toValues(records).map((line) => `  ${line}`)];
    byName.set(name === "@" ? "" : name, [...(byName.get(name === "@" ? "" : name) ?? []), ...lines]);
  }
  const names = [...byName].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    `--- # ${domain}.yaml`,
    ...remove.map(({ name, type }) => `# remove: ${name} ${type}`),
    ...(names.length === 0 ? ["{}"] : names.flatMap(([name, lines]) => [`${JSON.stringify(name)}:`, ...lines])),
    "",
  ].join("\n");
}

function toValues(records: readonly DnsRecord[]): string[] {
  const [first] = records;
  if (first?.type === "CNAME") return [`value: ${JSON.stringify(toTarget(first.target))}`];
  return ["values:", ...records.flatMap(toItem)];
}

function toItem(record: DnsRecord): string[] {
  if (record.type === "CNAME") return [];
  // A bare semicolon would begin a comment in the zone files of old, and is refused.
  if (record.type === "TXT") return [`- ${JSON.stringify(record.value.replace(/;/g, "\\;"))}`];
  return [
    `- port: ${record.port}`,
    `  priority: ${record.priority}`,
    `  target: ${JSON.stringify(toTarget(record.target))}`,
    `  weight: ${record.weight}`,
  ];
}
