import { getDomain } from "tldts";

/** The part of a host name that somebody registered, by the public suffix list: what clients compare sites by. */
export function registrableDomain(hostname: string): string {
  return getDomain(hostname, { allowPrivateDomains: false }) ?? hostname;
}

/** The host's name without its first label. */
export function parentDomain(hostname: string): string {
  return hostname.slice(hostname.indexOf(".") + 1);
}
