import type { DomainEntry } from "./settings.ts";

export const DOMAIN_STATES = ["served", "elsewhere", "suspended"] as const;
/** What an entry makes of its domain: in any state but the first, every endpoint answers 404. */
export type DomainState = (typeof DOMAIN_STATES)[number];

export function stateOf({ mailElsewhere, suspended }: DomainEntry): DomainState {
  if (mailElsewhere !== undefined) return "elsewhere";
  return suspended ? "suspended" : "served";
}

/** Why a domain is not served, and where its mail is where that is why. */
export type NotServed = { readonly mailElsewhere: string } | "suspended";

export function findNotServed(entry: DomainEntry): NotServed | undefined {
  const { mailElsewhere } = entry;
  if (mailElsewhere !== undefined) return { mailElsewhere };
  return stateOf(entry) === "suspended" ? "suspended" : undefined;
}
