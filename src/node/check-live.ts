import type { CheckReport } from "../check/check-domain.ts";
import { checkKnown } from "../check/check-known.ts";
import type { Probes } from "../check/network/probes.ts";
import type { Checked } from "../check/shared-checks.ts";
import { createNodeProbes } from "./probes/node-probes.ts";
import { namedResolver, type ResolverEnvironment } from "./probes/resolvers.ts";

/** What an operator says of checks in the environment. */
export interface CheckEnvironment extends ResolverEnvironment {
  /** "true" where the mail never leaves the house: then loopback and private networks are connected to as well. */
  readonly CHECK_ALLOW_PRIVATE?: string | undefined;
}

/** By the resolver that they ask: each holds the authorities that it trusts. */
const opened = new Map<string, Probes>();

/** The Internet from this machine. Throws where the resolver that is named is none. */
export function openProbes(environment: CheckEnvironment): Probes {
  const { CHECK_RESOLVER = "" } = environment;
  const known = opened.get(CHECK_RESOLVER);
  if (known !== undefined) return known;
  const probes = createNodeProbes({ resolver: namedResolver(environment) });
  opened.set(CHECK_RESOLVER, probes);
  return probes;
}

/** A check from this machine. */
export function checkLive(
  environment: CheckEnvironment,
  checked: Checked,
  serviceOrigin: string,
): Promise<CheckReport> {
  return checkKnown(checked, {
    probes: openProbes(environment),
    serviceOrigin,
    now: () => new Date(),
    allowPrivate: environment.CHECK_ALLOW_PRIVATE === "true",
  });
}
