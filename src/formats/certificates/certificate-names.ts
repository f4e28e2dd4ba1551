import { PACC_LABEL } from "../../model/domain/discovery-name.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { canTellPacc } from "../pacc.ts";

/** Names for which certificates are had together, or that are told together: a domain's, or the service's own. */
export interface NamesOfDomain {
  readonly domain: Domain;
  /** None where the domain needs no certificate from here any more. */
  readonly names: readonly string[];
}

/** Names under a domain that lead here and that clients ask over https. */
export function toCertificateNames(settings: ServerSettings): readonly string[] {
  if (settings.discoveryOrigin !== undefined) return [];
  return toNames(settings.domain, canTellPacc(settings));
}

/** The same names by all that differs between domains. */
export function toNames(domain: Domain, hasPacc: boolean): readonly string[] {
  const labels = ["autoconfig", "autodiscover", ...(hasPacc ? [PACC_LABEL] : [])];
  return labels.map((label) => `${label}.${domain}`);
}
