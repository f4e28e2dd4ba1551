import { type CheckReport, checkDomain } from "../check/check-domain.ts";
import type { ServerSettings } from "../model/server-settings.ts";
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
  settings: ServerSettings,
  serviceOrigin: string,
  signal?: AbortSignal,
): Promise<CheckReport> {
  return checkDomain(settings, {
    probes: createEdgeProbes({ resolver }),
    serviceOrigin,
    now: () => new Date(),
    signal,
    allowPrivate: checksInward,
  });
}
