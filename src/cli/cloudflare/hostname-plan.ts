/**
 * What has to be done at Cloudflare so that its zone has the names that the directory needs, and no others of ours.
 * @module
 */
import { mayLookAgain } from "../../directory/views/hostname-state.ts";
import type { CustomHostname } from "../../model/custom-hostname.ts";
import { isDiscoveryName } from "../../model/domain/discovery-name.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { Listed } from "./cloudflare-api.ts";

export interface HostnamePlan {
  /** Names that are needed and not there. */
  readonly create: readonly Needed[];
  /** Names that nobody needs any more. */
  readonly remove: readonly Listed[];
  /** Names that are needed, and there; with whether the command made them. */
  readonly keep: readonly Kept[];
  /** Of those, what Cloudflare has given up and may be told to try again. */
  readonly lookAgain: readonly Kept[];
  /** Discovery names that nobody needs, made by others: left alone. */
  readonly foreign: readonly Listed[];
  /** What is kept of names that are neither needed nor there. */
  readonly forget: readonly CustomHostname[];
}

export interface Needed {
  readonly hostname: Domain;
  readonly domain: Domain;
}

export interface Kept extends Needed {
  readonly listed: Listed;
  readonly made: boolean;
}

export interface PlanOptions {
  /** Whether discovery names that others made are removed too where nobody needs them. */
  readonly removeForeign: boolean;
}

/** Custom hostnames carry no mark of who made them: what was kept of earlier runs tells. */
export function planHostnames(
  needed: ReadonlyMap<string, Needed>,
  listed: ReadonlyMap<string, Listed>,
  known: ReadonlyMap<string, CustomHostname>,
  { removeForeign }: PlanOptions,
): HostnamePlan {
  const isMade = (hostname: string) => known.get(hostname)?.made === true;
  const unneeded = [...listed.values()].filter(({ hostname }) => !needed.has(hostname) && isDiscoveryName(hostname));
  const keep = [...needed.values()].flatMap((name): Kept[] => {
    const found = listed.get(name.hostname);
    return found === undefined ? [] : [{ ...name, listed: found, made: isMade(name.hostname) }];
  });
  return {
    create: [...needed.values()].filter(({ hostname }) => !listed.has(hostname)),
    remove: unneeded.filter(({ hostname }) => removeForeign || isMade(hostname)),
    keep,
    lookAgain: keep.filter(({ listed: { status, ssl } }) =>
      mayLookAgain({ status, certificateStatus: ssl?.status ?? null }),
    ),
    foreign: unneeded.filter(({ hostname }) => !removeForeign && !isMade(hostname)),
    forget: [...known.values()].filter(({ hostname }) => !needed.has(hostname) && !listed.has(hostname)),
  };
}
