import { type Domain, findDomain } from "./domain.ts";

export const PACC_LABEL = "ua-auto-config";
/** Names under a customer's domain that clients ask for its settings: autoconfig's, Autodiscover's and PACC's. */
export const DISCOVERY_LABELS: readonly string[] = ["autoconfig", "autodiscover", PACC_LABEL];

export function isDiscoveryName(hostname: string): boolean {
  return DISCOVERY_LABELS.includes(hostname.slice(0, hostname.indexOf(".")));
}

/** The domain that a discovery name is asked for, any other name's own; `undefined` for an IP address or a bare name. */
export function findNamedDomain(hostname: string): Domain | undefined {
  return findDomain(isDiscoveryName(hostname) ? hostname.slice(hostname.indexOf(".") + 1) : hostname);
}
