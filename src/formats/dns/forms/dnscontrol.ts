import { toUnicode } from "../../../model/domain/domain.ts";
import type { DnsChanges } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";
import { toTarget } from "../record-text.ts";

/**
 * For `dnsconfig.js`, behind the `D()` of the domain or of what it is below.
 * @see https://docs.dnscontrol.org/language-reference/top-level-functions/d_extend
 */
export function toDnscontrol({ domain, add, remove }: DnsChanges): string {
  // Its reader knows JavaScript of 2009: no comma behind the last argument.
  const calls = add.map((record, index) => `${toCall(record)}${index < add.length - 1 ? "," : ""}`);
  return [
    `// ${toUnicode(domain)}`,
    ...remove.map((record) => `// remove: ${toCall(record)}`),
    `D_EXTEND(${JSON.stringify(domain)}${add.length > 0 ? "," : ""}`,
    ...calls.flatMap((call, index) => [`  // ${add[index]?.reason}`, `  ${call}`]),
    ");\n",
  ].join("\n");
}

function toCall(record: DnsRecord): string {
  return `${record.type}(${[record.name, ...toArguments(record)].map((value) => JSON.stringify(value)).join(", ")}, TTL(${record.ttl}))`;
}

/** Text stays whole: it is cut where it is sent. */
function toArguments(record: DnsRecord): readonly (string | number)[] {
  if (record.type === "TXT") return [record.value];
  if (record.type === "CNAME") return [toTarget(record.target)];
  return [record.priority, record.weight, record.port, toTarget(record.target)];
}
