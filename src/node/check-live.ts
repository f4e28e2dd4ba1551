import { checkDomain } from "../check/check-domain.ts";
import type { RunCheck } from "../check/shared-checks.ts";
import { createNodeProbes, findResolver } from "./probes/node-probes.ts";

/** What an operator says of checks in the environment. */
interface CheckEnvironment {
  /** Whom to ask for DNS; the system's resolvers where it is not set. */
  readonly CHECK_RESOLVER?: string | undefined;
  /** "true" where the mail never leaves the house: then loopback and private networks are connected to as well. */
  readonly CHECK_ALLOW_PRIVATE?: string | undefined;
}

/** Checks from this machine. Throws where the resolver that is named is none. */
export function createLiveCheck({ CHECK_RESOLVER = "", CHECK_ALLOW_PRIVATE }: CheckEnvironment): RunCheck {
  const resolver = CHECK_RESOLVER === "" ? undefined : findResolver(CHECK_RESOLVER);
  if (resolver === undefined && CHECK_RESOLVER !== "")
    throw new Error(`CHECK_RESOLVER: expected an address or an https URL, not ${JSON.stringify(CHECK_RESOLVER)}`);
  const probes = createNodeProbes({ resolver });
  const allowPrivate = CHECK_ALLOW_PRIVATE === "true";
  return (settings, serviceOrigin) =>
    checkDomain(settings, { probes, serviceOrigin, now: () => new Date(), allowPrivate });
}
