/** What clients look for by themselves at a host, with their name in the path (RFC 6764 section 5, RFC 8620 section 2.2). */
export const WELL_KNOWN_SERVICES = ["caldav", "carddav", "jmap"] as const;
export type WellKnownService = (typeof WELL_KNOWN_SERVICES)[number];

/** Whether a service's URL is no more than the place where clients look by themselves, which leads to the service. */
export function isWellKnownUrl(service: WellKnownService, { pathname }: URL): boolean {
  return pathname.replace(/\/$/, "") === `/.well-known/${service}`;
}
