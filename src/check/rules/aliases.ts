/**
 * The names that lead clients here: `autoconfig`, `autodiscover` and PACC's.
 * @module
 */
import type { DnsRecord } from "../../formats/dns/dns-records.ts";
import { toWholeName } from "../../formats/dns/record-text.ts";
import { type CheckedDomain, type Found, findings, good, join, type Rule, type RuleResult } from "../finding.ts";
import type { HostAddresses } from "../inquiry.ts";
import { NOBODY } from "../wildcard-name.ts";
import { findProviderName, MICROSOFT } from "./known-hosts.ts";
import { explainFailure } from "./names.ts";

export const aliases: Rule = async (checked) => {
  const wanted = checked.records.filter(({ type }) => type === "CNAME");
  return join(await Promise.all(wanted.map((record) => checkAlias(checked, record))));
};

async function checkAlias(checked: CheckedDomain, record: DnsRecord): Promise<RuleResult> {
  const { domain, inquiry, serviceHost } = checked;
  const name = toWholeName(record.name, domain);
  const subject = { of: "web", host: name } as const;
  const [own, ours, nobodys] = await Promise.all([
    inquiry.addresses(name),
    inquiry.addresses(serviceHost),
    inquiry.addresses(`${NOBODY}.${domain}`),
  ]);
  const all = [...own.usable, ...own.inward];
  const say = (kind: Found["kind"], values: Readonly<Record<string, string>> = {}, remove: readonly DnsRecord[] = []) =>
    ({
      kind,
      place: name,
      values: { target: serviceHost, ...values },
      subject,
      records: { add: [record], remove },
    }) satisfies Found;
  const inward =
    own.inward.length === 0
      ? []
      : [{ kind: "addressInward", place: name, values: { addresses: own.inward.join(", ") }, subject } satisfies Found];
  if (own.failure !== undefined) {
    const circle = await findCircle(checked, name);
    if (circle !== undefined) return findings(say("aliasLoop", { found: circle.join(", then ") }));
    const reply = await inquiry.dns({ name, type: "A" });
    return reply.state === "failed" ? findings(await explainFailure(checked, name, "A", reply, subject)) : findings();
  }
  if (own.aliases.includes(serviceHost))
    return all.length === 0
      ? findings({ ...say("aliasHostMissing", { found: serviceHost }), records: { add: [], remove: [] } })
      : join([findings(...inward), good("aliasRight", name, { target: serviceHost })]);
  const [first] = own.aliases;
  const isByWildcard = isSame(own, nobodys);
  if (first !== undefined) {
    const found = own.aliases.at(-1) ?? first;
    const way = { found: own.aliases.join(", then "), provider: findProviderName(found) ?? found };
    const remove = isByWildcard ? [] : [{ ...record, target: first } as DnsRecord];
    if (isByWildcard) return findings(say("aliasByWildcard", { ...way, wildcard: `*.${domain}` }), ...inward);
    if (isLoop(name, own.aliases)) return findings(say("aliasLoop", way, remove));
    if (way.provider === MICROSOFT) return findings(say("aliasToMicrosoft", way, remove));
    if (all.length === 0) return findings(say("aliasDangling", way, remove));
    return findings(say("aliasElsewhere", way, remove), ...inward);
  }
  if (all.length === 0) return findings(say("aliasMissing"));
  const found = all.join(", ");
  if (isByWildcard) return findings(say("aliasByWildcard", { found, wildcard: `*.${domain}` }), ...inward);
  const isCopied = all.every((address) => ours.usable.includes(address) || ours.inward.includes(address));
  return findings(say(isCopied ? "aliasCopied" : "aliasIsAddress", { found }), ...inward);
}

/** What is answered for a name that nobody has. */
function isSame(own: HostAddresses, nobodys: HostAddresses): boolean {
  const [one, other] = [own, nobodys].map(({ usable, inward, aliases }) =>
    JSON.stringify([aliases[0], aliases.length > 0 ? [] : [...usable, ...inward].sort()]),
  );
  return nobodys.nameExists && one === other;
}

/** Resolvers fail at a circle: each alias by itself shows it. */
async function findCircle({ inquiry }: CheckedDomain, name: string): Promise<readonly string[] | undefined> {
  const ways: string[] = [];
  while (ways.length < MAX_ALIASES) {
    const reply = await inquiry.dns({ name: ways.at(-1) ?? name, type: "CNAME" });
    const [alias] = reply.state === "found" ? reply.data : [];
    if (alias?.type !== "CNAME") return undefined;
    ways.push(alias.target);
    if (isLoop(name, ways)) return ways;
  }
  return undefined;
}

/** What resolvers follow, too. */
const MAX_ALIASES = 8;

function isLoop(name: string, ways: readonly string[]): boolean {
  return ways.includes(name) || new Set(ways).size < ways.length;
}
