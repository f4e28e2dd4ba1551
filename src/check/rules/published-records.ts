/**
 * The records that clients read themselves: SRV of mail, calendars and contacts, and text.
 * @module
 */
import type { DnsData, DnsRecord } from "../../formats/dns/dns-records.ts";
import { toData, toWholeName } from "../../formats/dns/record-text.ts";
import type { FindingKind } from "../../model/finding-kind.ts";
import type { FoundData } from "../dns/ask-dns.ts";
import {
  type CheckedDomain,
  type Found,
  findings,
  good,
  join,
  NOTHING_FOUND,
  type Rule,
  type RuleResult,
} from "../finding.ts";
import { NOBODY } from "../wildcard-name.ts";
import { explainFailure } from "./names.ts";

export const publishedRecords: Rule = async (checked) => {
  const wanted = checked.records.filter(({ type }) => type !== "CNAME");
  const sets = new Map(wanted.map(({ name, type }) => [`${name} ${type}`, { name, type }]));
  const results = await Promise.all(
    [...sets.values()].map(({ name, type }) =>
      checkSet(
        checked,
        name,
        type === "SRV" ? "SRV" : "TXT",
        wanted.filter((record) => record.name === name && record.type === type),
      ),
    ),
  );
  return joinDenials(join([...results, await checkAutodiscoverSrv(checked)]));
};

/** That services are not offered is one thing to publish, in several records. */
function joinDenials({ findings: found, good: well }: RuleResult): RuleResult {
  const denials = found.filter(isDenial);
  const [first] = denials;
  if (first === undefined) return { findings: found, good: well };
  const all = {
    ...first,
    kind: "srvNotDenied",
    place: denials.map(({ place }) => place).join(", "),
    records: { add: denials.flatMap(({ records }) => records?.add ?? []), remove: [] },
  } as const;
  return { findings: [...found.filter((one) => !isDenial(one)), all], good: well };
}

/** No harm is done without them: each subject is one that no client minds. */
function isDenial({ kind, records }: Found): boolean {
  const add = records?.add ?? [];
  return (
    kind === "srvMissing" && add.length > 0 && add.every((record) => record.type === "SRV" && record.target === ".")
  );
}

async function checkSet(
  checked: CheckedDomain,
  name: string,
  type: "SRV" | "TXT",
  wanted: readonly DnsRecord[],
): Promise<RuleResult> {
  const place = toWholeName(name, checked.domain);
  const reply = await checked.inquiry.dns({ name: place, type });
  const subject = { of: "dns", name: place, type } as const;
  if (reply.state === "failed") return findings(await explainFailure(checked, place, type, reply, subject));
  const all = reply.state === "found" ? reply.data.filter((data) => isMeant(name, data)) : [];
  const wildcard = all.length > 0 && name !== "@" ? await findWildcard(checked, name, type, all) : undefined;
  const found = wildcard === undefined ? all : [];
  const missing = wanted.filter((record) => !found.some((data) => isSame(record, data)));
  const surplus = found.filter((data) => !wanted.some((record) => isSame(record, data)));
  const say = (kind: FindingKind, values: Readonly<Record<string, string>> = {}) =>
    findings({
      kind,
      place,
      values: { wanted: wanted.map(toData).join(" · "), found: surplus.map(describe).join(" · "), ...values },
      subject,
      records: {
        add: missing,
        remove: surplus.flatMap((data) => (isOurType(data) ? [{ name, ttl: 3600, reason: "not true", ...data }] : [])),
      },
    } satisfies Found);
  if (wildcard !== undefined) return say("srvByWildcard", { wildcard, found: all.map(describe).join(" · ") });
  if (missing.length === 0 && surplus.length === 0)
    return join([good("recordRight", place, { type }), await checkTargets(checked, place, found)]);
  const [none, other] = toKinds(name, type);
  return say(surplus.length === 0 ? none : other);
}

/** What a set is called where it is not there, and where it is another. */
function toKinds(name: string, type: "SRV" | "TXT"): readonly [FindingKind, FindingKind] {
  if (type === "SRV") return ["srvMissing", "srvDiffers"];
  if (name === "@") return ["mailconfMissing", "mailconfDiffers"];
  if (name === "_ua-auto-config") return ["paccDigestMissing", "paccDigestDiffers"];
  return ["davPathMissing", "davPathMissing"];
}

/** Of the text at a name, that which is not somebody else's. */
function isMeant(name: string, data: FoundData): boolean {
  if (data.type !== "TXT") return true;
  if (name === "@") return data.value.startsWith("mailconf=");
  return name === "_ua-auto-config" ? data.value.startsWith("v=UAAC1") : data.value.startsWith("path=");
}

async function findWildcard(
  { domain, inquiry }: CheckedDomain,
  name: string,
  type: "SRV" | "TXT",
  found: readonly FoundData[],
): Promise<string | undefined> {
  const parent = name.endsWith("._tcp") ? "_tcp." : "";
  const nobodys = await inquiry.dns({ name: `${NOBODY}.${parent}${domain}`, type });
  const data = nobodys.state === "found" ? nobodys.data : [];
  const isByIt = found.every((one) => data.some((other) => JSON.stringify(one) === JSON.stringify(other)));
  return isByIt ? `*.${parent}${domain}` : undefined;
}

/** RFC 2782: a target has addresses of its own, and is no alias. Those of mail servers are looked at as such. */
async function checkTargets(
  { inquiry }: CheckedDomain,
  place: string,
  found: readonly FoundData[],
): Promise<RuleResult> {
  const targets = new Set(found.flatMap((data) => (data.type === "SRV" && data.target !== "." ? [data.target] : [])));
  const results = await Promise.all(
    [...targets].map(async (target) => {
      const { aliases, usable, inward, failure } = await inquiry.addresses(target);
      const subject = { of: "nothing" } as const;
      if (aliases.length > 0)
        return findings({ kind: "srvTargetAlias", place, values: { target, found: aliases.join(", then ") }, subject });
      return usable.length + inward.length > 0 || failure !== undefined
        ? NOTHING_FOUND
        : findings({ kind: "srvTargetMissing", place, values: { target }, subject });
    }),
  );
  return join(results);
}

/** Outlook asks it last, eM Client too: where the aliases are ours it has nothing to add, and may lead astray. */
async function checkAutodiscoverSrv(checked: CheckedDomain): Promise<RuleResult> {
  const { domain, inquiry, records, serviceHost } = checked;
  if (records.some(({ name }) => name === "_autodiscover._tcp")) return NOTHING_FOUND;
  const place = `_autodiscover._tcp.${domain}`;
  const reply = await inquiry.dns({ name: place, type: "SRV" });
  const found = reply.state === "found" ? reply.data : [];
  const others = found.filter((data) => data.type === "SRV" && data.target !== serviceHost && data.target !== ".");
  // Outlook goes there in the end: whom that breaks is to be seen.
  for (const data of others) if (data.type === "SRV") inquiry.give(data.target);
  if (others.length === 0 || (await findWildcard(checked, "_autodiscover._tcp", "SRV", found)) !== undefined)
    return NOTHING_FOUND;
  return findings({
    kind: "srvUnwanted",
    place,
    values: { found: others.map(describe).join(" · ") },
    subject: { of: "dns", name: place, type: "SRV" },
    records: {
      add: [],
      remove: others.flatMap((data) =>
        isOurType(data) ? [{ name: "_autodiscover._tcp", ttl: 3600, reason: "leads elsewhere", ...data }] : [],
      ),
    },
  });
}

function isOurType(data: FoundData): data is DnsData {
  return data.type === "SRV" || data.type === "TXT" || data.type === "CNAME";
}

function isSame(record: DnsRecord, data: FoundData): boolean {
  if (record.type === "TXT") return data.type === "TXT" && record.value === data.value;
  if (record.type !== "SRV" || data.type !== "SRV") return false;
  // A service that is not offered has no weight worth comparing.
  if (record.target === "." || data.target === ".") return record.target === data.target;
  return record.target === data.target && record.port === data.port && record.priority === data.priority;
}

function describe(data: FoundData): string {
  return isOurType(data) ? toData({ name: "", ttl: 0, reason: "", ...data }) : data.type;
}
