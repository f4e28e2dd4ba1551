/**
 * A check told in the reader's language: what was found, what it breaks, and what to do, still without markup.
 * @module
 */
import { fillWords, type Language } from "../../content/language.ts";
import type { DnsRecord } from "../../formats/dns/dns-records.ts";
import { toData, toWholeName } from "../../formats/dns/record-text.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { FindingKind, GoodKind, Severity } from "../../model/finding-kind.ts";
import { tellProgram } from "../values/program-name.ts";

/** What `src/check` finds, as far as it is told. */
export interface TellableFinding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
  readonly breaks: readonly string[];
  readonly hinders: readonly string[];
  readonly records?: { readonly add: readonly DnsRecord[]; readonly remove: readonly DnsRecord[] };
}

export interface ToldFinding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly place: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
  readonly breaks: readonly string[];
  readonly hinders: readonly string[];
  /** Lines of a zone file. */
  readonly publish: readonly string[];
  readonly remove: readonly string[];
}

export function tellFinding(
  { kind, severity, place, values, breaks, hinders, records }: TellableFinding,
  domain: Domain,
  { words }: Pick<Language, "words">,
): ToldFinding {
  const text = words.check.findings[kind];
  const fill = (template: string) => fillWords(template, { place, ...values }).trim();
  const toLine = (record: DnsRecord) =>
    `${toWholeName(record.name, domain)}. ${record.ttl} IN ${record.type} ${toData(record)}`;
  return {
    kind,
    severity,
    place,
    found: fill(text.found),
    expected: fill(text.expected),
    remedy: fill(text.remedy),
    breaks: breaks.map((name) => tellProgram(name, words)),
    hinders: hinders.map((name) => tellProgram(name, words)),
    publish: (records?.add ?? []).map(toLine),
    remove: (records?.remove ?? []).map(toLine),
  };
}

export function tellGood(
  {
    kind,
    place,
    values,
  }: { readonly kind: GoodKind; readonly place: string; readonly values: Readonly<Record<string, string>> },
  { words }: Pick<Language, "words">,
): string {
  return fillWords(words.check.good[kind], { place, ...values });
}

/** To be pasted into a mail or a ticket. */
export function toSupportText(finding: ToldFinding, { words }: Pick<Language, "words">): string {
  const { check } = words;
  const toBlock = (label: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${label}:`, ...lines.map((line) => `  ${line}`)];
  return [
    finding.found,
    `${check.expected}: ${finding.expected}`,
    ...(finding.breaks.length === 0 ? [] : [`${check.breaks}: ${finding.breaks.join(", ")}`]),
    ...(finding.hinders.length === 0 ? [] : [`${check.hinders}: ${finding.hinders.join(", ")}`]),
    `${check.remedy}: ${finding.remedy}`,
    ...toBlock(check.publish, finding.publish),
    ...toBlock(check.remove, finding.remove),
  ].join("\n");
}
