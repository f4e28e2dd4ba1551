/**
 * Records as zone files write them (RFC 1035 section 5.1): what most forms are made of.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import type { DnsRecord } from "./dns-records.ts";

/** With the names in it absolute. */
export function toData(record: DnsRecord): string {
  switch (record.type) {
    case "CNAME":
      return toTarget(record.target);
    case "TXT":
      return toStrings(record.value);
    case "SRV":
      return `${record.priority} ${record.weight} ${record.port} ${toTarget(record.target)}`;
  }
}

/** `.` alone stays what it is. */
export function toTarget(name: string): string {
  return name.endsWith(".") ? name : `${name}.`;
}

/** The whole name, without the dot at its end. */
export function toWholeName(name: string, domain: Domain): string {
  return name === "@" ? domain : `${name}.${domain}`;
}

/**
 * Strings of at most 255 bytes that readers join again. Each character stands for a byte: ours are ASCII, and others'
 * are read so; what does not print is written by its number, in decimal (Route 53: in octal).
 */
export function toStrings(value: string, base: 8 | 10 = 10): string {
  return toParts(value)
    .map((part) => `"${part.replace(/["\\]/g, "\\$&").replace(/[^ -~]/g, (byte) => toNumber(byte, base))}"`)
    .join(" ");
}

/** One even where the text is empty. */
function toParts(value: string): readonly string[] {
  return value.match(/.{1,255}/gs) ?? [""];
}

function toNumber(byte: string, base: number): string {
  return `\\${byte.charCodeAt(0).toString(base).padStart(3, "0")}`;
}
