import { toUnicode } from "../../../model/domain/domain.ts";
import type { DnsChanges } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";
import { toData, toWholeName } from "../record-text.ts";

/**
 * Dynamic updates (RFC 2136), a message for each domain. Zones are not named: nsupdate finds the one that a name is in,
 * which is another where the domain is below a customer's.
 */
export function toNsupdate({ domain, add, remove }: DnsChanges): string {
  const toWords = (record: DnsRecord, ...more: readonly string[]) =>
    [`${toWholeName(record.name, domain)}.`, ...more, record.type, toData(record)].join(" ");
  return [
    `; ${toUnicode(domain)}`,
    // First, because an alias suffers nothing beside it.
    ...remove.flatMap((record) => [`; ${record.reason}`, `update delete ${toWords(record)}`]),
    ...add.flatMap((record) => [`; ${record.reason}`, `update add ${toWords(record, String(record.ttl))}`]),
    "send\n",
  ].join("\n");
}
