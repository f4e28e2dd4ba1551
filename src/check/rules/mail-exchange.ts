/**
 * Where the domain's mail arrives. Clients look there for settings where they find none, and customers for their mail.
 * @module
 */

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
import { isAddress } from "../network/public-address.ts";
import { findProviderName } from "./known-hosts.ts";

export const mailExchange: Rule = async (checked) => {
  const { domain, inquiry } = checked;
  const reply = await inquiry.dns({ name: domain, type: "MX" });
  // Whether there is such a name, and why nobody answers, is told by another rule.
  if (reply.state === "failed" || (reply.state === "nothing" && !reply.nameExists)) return NOTHING_FOUND;
  const say = (kind: Found["kind"], values: Readonly<Record<string, string>> = {}) =>
    findings({ kind, place: domain, values, subject: { of: "dns", name: domain, type: "MX" } });
  const exchanges = (reply.state === "found" ? reply.data : []).flatMap((data) =>
    data.type === "MX" ? [data.exchange] : [],
  );
  if (exchanges.length === 0) return say("mxMissing");
  // RFC 7505.
  if (exchanges.every((exchange) => exchange === ".")) return say("mxNone");
  const results = await Promise.all(exchanges.map((exchange) => checkExchange(checked, exchange, say)));
  const result = join(results);
  return result.findings.length === 0 ? good("mxRight", domain, { found: exchanges.join(", ") }) : result;
};

async function checkExchange(
  { inquiry, settings }: CheckedDomain,
  exchange: string,
  say: (kind: Found["kind"], values: Readonly<Record<string, string>>) => RuleResult,
): Promise<RuleResult> {
  if (isAddress(exchange)) return say("mxIsAddress", { found: exchange });
  const provider = findProviderName(exchange);
  const servers = [...settings.incomingServers, ...settings.outgoingServers];
  if (provider !== undefined && !servers.some(({ hostname }) => findProviderName(hostname) === provider))
    return say("mxElsewhere", { found: exchange, provider });
  const { usable, inward, aliases, failure } = await inquiry.addresses(exchange);
  if (failure !== undefined) return NOTHING_FOUND;
  if (usable.length + inward.length === 0) return say("mxTargetMissing", { found: exchange });
  // RFC 2181 section 10.3.
  return aliases.length > 0
    ? say("mxTargetAlias", { found: exchange, target: aliases.join(", then ") })
    : NOTHING_FOUND;
}
