import type { CheckReport } from "../check/check-domain.ts";
import { checkKnown } from "../check/check-known.ts";
import type { Checked } from "../check/shared-checks.ts";
import { createEdgeProbes } from "./probes/edge-probes.ts";

export interface LiveChecks {
  /** The URL of a resolver that answers DNS over HTTPS. */
  readonly resolver: string;
  /** Whether loopback and private networks are connected to as well. */
  readonly checksInward: boolean;
}

/** A check from this Worker. */
export function checkLive(
  { resolver, checksInward }: LiveChecks,
  checked: Checked,
  serviceOrigin: string,
  signal?: AbortSignal,
): Promise<CheckReport> {
  return checkKnown(checked, {
    probes: createEdgeProbes({ resolver }),
    serviceOrigin,
    now: () => new Date(),
    signal,
    allowPrivate: checksInward,
  });
}
