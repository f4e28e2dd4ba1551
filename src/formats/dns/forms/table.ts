import type { DnsChanges } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";

/** Columns as a panel's form asks for them, and in front what to do where that is not the same for all. */
export function toTable({ add, remove, kept }: DnsChanges): string {
  const isCompared = kept !== undefined || remove.length > 0;
  const toRows = (action: string, records: readonly DnsRecord[]) =>
    records.map((record) => [...(isCompared ? [action] : []), ...toCells(record)]);
  const head = [
    ...(isCompared ? ["Do"] : []),
    ...["Name", "Type", "Priority", "Weight", "Port", "Target or text", "Why"],
  ];
  return toLines([head, ...toRows("remove", remove), ...toRows("add", add)]);
}

function toCells(record: DnsRecord): string[] {
  return [
    record.name,
    record.type,
    ...(record.type === "SRV" ? [String(record.priority), String(record.weight), String(record.port)] : ["", "", ""]),
    record.type === "TXT" ? record.value : record.target,
    record.reason,
  ];
}

function toLines(table: readonly (readonly string[])[]): string {
  const widths = table.reduce(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [] as number[],
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
