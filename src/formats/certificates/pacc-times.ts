import type { Domain } from "../../model/domain/domain.ts";
import { findMoments } from "../../model/resolving/layers.ts";
import { resolveServers } from "../../model/resolving/resolve-domain.ts";
import type { Provider } from "../../model/settings/provider.ts";
import type { DomainEntry } from "../../model/settings/settings.ts";
import { ALWAYS, NEVER, type Times } from "../../model/times.ts";
import { canTellPacc } from "../pacc.ts";

/** When clients of PACC find a domain's settings: planned changes may begin and end it. */
export function findPaccTimes(domain: Domain, entry: DomainEntry, provider: Provider): Times {
  const moments = [Number.NEGATIVE_INFINITY, ...findMoments(entry, provider)];
  let isSo = false;
  const times = moments.filter((moment) => {
    const was = isSo;
    isSo = canTellPacc(resolveServers(domain, entry, provider, moment));
    return isSo !== was;
  });
  // Of a million domains nearly all have the same.
  if (times.length === 0) return NEVER;
  return times.length === 1 && times[0] === Number.NEGATIVE_INFINITY ? ALWAYS : times;
}
