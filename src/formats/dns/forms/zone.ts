import type { Domain } from "../../../model/domain/domain.ts";
import type { RenderedDocument } from "../../rendered-document.ts";
import { type DnsChanges, toChanges } from "../dns-changes.ts";
import { type DnsRecord, TTL } from "../dns-records.ts";
import { toData } from "../record-text.ts";

/** A fragment to paste into the domain's zone file. */
export function renderZone(domain: Domain, records: readonly DnsRecord[]): RenderedDocument {
  return { contentType: "text/plain; charset=utf-8", body: toZone(toChanges(domain, records)) };
}

/** The same; what is to be taken out of the file stands in a comment. */
export function toZone({ domain, add, remove }: DnsChanges): string {
  const width = Math.max(0, ...[...add, ...remove].map(({ name }) => name.length));
  const toLine = (record: DnsRecord) => `${record.name.padEnd(width)} IN ${record.type.padEnd(5)} ${toData(record)}`;
  const lines = [
    ...remove.map((record) => `; ${record.reason}\n; remove: ${toLine(record)}`),
    ...add.map((record) => `; ${record.reason}\n${toLine(record)}`),
  ];
  return `$ORIGIN ${domain}.\n$TTL ${TTL}\n${lines.map((line) => `${line}\n`).join("")}`;
}
