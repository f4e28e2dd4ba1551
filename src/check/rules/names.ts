/**
 * The domain's own name, who tells of it, and the addresses of names under it.
 * @module
 */

import type { DnsReply } from "../dns/ask-dns.ts";
import {
  type CheckedDomain,
  type Found,
  findings,
  good,
  join,
  NOTHING_FOUND,
  type Rule,
  type Subject,
} from "../finding.ts";
import { NOBODY } from "../wildcard-name.ts";

/** By RFC 6761 there is no such name: who has an address for it has one for every name that is not there. */
const NO_SUCH_NAME = `${NOBODY}.invalid`;

export const names: Rule = async (checked) => {
  const { domain, inquiry } = checked;
  const [own, lie] = await Promise.all([
    inquiry.dns({ name: domain, type: "MX" }),
    inquiry.dns({ name: NO_SUCH_NAME, type: "A" }),
  ]);
  const lies =
    lie.state === "found"
      ? findings({
          kind: "resolverLies",
          place: domain,
          values: { address: lie.data.flatMap((data) => ("address" in data ? [data.address] : [])).join(", ") },
          subject: { of: "nothing" },
        })
      : NOTHING_FOUND;
  if (own.state === "failed") {
    const found = await explainFailure(checked, domain, "MX", own, { of: "everything" });
    return join([lies, findings(found)]);
  }
  if (own.state === "nothing" && !own.nameExists)
    return join([lies, findings({ kind: "domainMissing", place: domain, values: {}, subject: { of: "everything" } })]);
  return join([lies, own.isAuthentic ? good("signed", domain) : NOTHING_FOUND]);
};

/** A resolver that fails, or one that refuses to tell what is wrongly signed. */
export async function explainFailure(
  { inquiry }: CheckedDomain,
  name: string,
  type: "A" | "CNAME" | "MX" | "SRV" | "TXT",
  reply: DnsReply & { readonly state: "failed" },
  subject: Subject,
): Promise<Found> {
  const unchecked = await inquiry.dns({ name, type, unchecked: true });
  return unchecked.state === "failed"
    ? { kind: "dnsFails", place: name, values: { because: reply.because }, subject }
    : { kind: "dnssecBroken", place: name, values: {}, subject };
}
