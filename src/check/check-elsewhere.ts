/**
 * The check of a domain whose mail is elsewhere by now: what still leads clients here, or to whoever had it before.
 * @module
 */

import type { DnsRecord } from "../formats/dns/dns-records.ts";
import { toMoveRecords } from "../formats/dns/elsewhere-records.ts";
import { toWholeName } from "../formats/dns/record-text.ts";
import type { Domain } from "../model/domain/domain.ts";
import { toServiceHost } from "../model/domain/service-host.ts";
import { FINDING_KINDS, SEVERITIES } from "../model/finding-kind.ts";
import { findMailPlace, type MovedDomain } from "../model/mail-place.ts";
import type { CheckOptions, CheckReport } from "./check-domain.ts";
import type { FoundData } from "./dns/ask-dns.ts";
import { type Found, findings, good, join, NOTHING_FOUND, type RuleResult } from "./finding.ts";
import { Inquiry, USUAL_LIMITS } from "./inquiry.ts";
import { findProviderName } from "./rules/known-hosts.ts";

export async function checkElsewhere(
  { domain, mailElsewhere }: MovedDomain,
  { probes, serviceOrigin, now, signal, limits = USUAL_LIMITS }: CheckOptions,
): Promise<CheckReport> {
  const began = now();
  const inquiry = new Inquiry(
    probes,
    { domain, hosts: new Set(), allowPrivate: false },
    { limits, signal: signal ?? new AbortController().signal, clock: () => now().getTime() },
  );
  const { add, remove } = toMoveRecords(domain, mailElsewhere, toServiceHost(serviceOrigin, domain));
  const place = findMailPlace(mailElsewhere)?.name ?? mailElsewhere;
  const find = async ({ name, type }: Pick<DnsRecord, "name" | "type">): Promise<readonly FoundData[]> => {
    const reply = await inquiry.dns({ name: toWholeName(name, domain), type });
    return reply.state === "found" ? reply.data : [];
  };
  const leftovers = remove.map(async (record): Promise<RuleResult> => {
    const isThere = (await find(record)).some((data) => isSame(data, record));
    return isThere
      ? findings({
          kind: "leftoverRecord",
          place: toWholeName(record.name, domain),
          values: { provider: place },
          subject: { of: "nothing" },
          records: { add: [], remove: [record] },
        })
      : NOTHING_FOUND;
  });
  const wanted = add.map(async (record): Promise<RuleResult> => {
    const name = toWholeName(record.name, domain);
    if ((await find(record)).some((data) => isSame(data, record)))
      return good("recordRight", name, { type: record.type });
    return findings({
      kind: "elsewhereMissing",
      place: name,
      values: { provider: place },
      subject: { of: "nothing" },
      records: { add: [record], remove: [] },
    });
  });
  const { findings: found, good: well } = join(
    await Promise.all([...leftovers, ...wanted, checkExchanges(inquiry, domain, mailElsewhere)]),
  );
  const judged = found
    .map((one: Found) => ({ ...one, severity: FINDING_KINDS[one.kind], breaks: [], hinders: [] }))
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  return {
    domain,
    checkedAt: began.toISOString(),
    milliseconds: now().getTime() - began.getTime(),
    state: judged[0]?.severity ?? "good",
    isComplete: !inquiry.isOver,
    unseen: [],
    findings: judged,
    good: well,
    clients: [],
  };
}

function isSame(data: FoundData, record: DnsRecord): boolean {
  if (data.type === "CNAME" && record.type === "CNAME") return data.target === record.target;
  if (data.type === "SRV" && record.type === "SRV") return data.target === record.target.replace(/\.$/, "");
  return data.type === "TXT" && record.type === "TXT" && data.value === record.value;
}

/** Whether mail arrives at the place that is told, as far as we know whose hosts are whose. */
async function checkExchanges(inquiry: Inquiry, domain: Domain, mailElsewhere: string): Promise<RuleResult> {
  const place = findMailPlace(mailElsewhere);
  const reply = await inquiry.dns({ name: domain, type: "MX" });
  if (place === undefined || reply.state === "failed") return NOTHING_FOUND;
  const exchanges = (reply.state === "found" ? reply.data : []).flatMap((data) =>
    data.type === "MX" ? [data.exchange] : [],
  );
  const isThere = exchanges.some((exchange) => place.name.includes(findProviderName(exchange) ?? NOBODYS));
  const values = { provider: place.name, found: exchanges.join(", ") || "–" };
  return isThere
    ? good("mxRight", domain, values)
    : findings({ kind: "leftoverExchange", place: domain, values, subject: { of: "nothing" } });
}

/** In no place's name. */
const NOBODYS = "\0";
