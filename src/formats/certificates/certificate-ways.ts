import type { Domain } from "../../model/domain/domain.ts";

/** How names get their certificates, and what that takes. */
export interface CertificateWay {
  readonly id: "caddy" | "certbot" | "lego" | "traefik" | "cloudflare" | "none";
  readonly certificates: number;
  /** What is paid for them each month where many others are had the same way; a third party's figures. */
  readonly monthlyDollars: number;
  readonly note: string;
}

/** When what is said here of others was so. */
export const KNOWN_AT = "2026-11";

/** Of Cloudflare for SaaS: a name and month, beyond those that are free. */
const CLOUDFLARE = { dollars: 0.1, free: 100 };

/** Of Let's Encrypt, which the others use unless they are told another authority. */
export const LIMITS: readonly string[] = [
  "Let's Encrypt takes 300 new orders of an account in 3 hours, and does not count renewals",
  "Let's Encrypt's certificates last 64 days from 2027-02-10 on, and 45 from 2028-02-16 on",
];

/** The ways for a domain's names. */
export function toCertificateWays(domain: Domain, names: readonly string[]): readonly CertificateWay[] {
  const each = names.length;
  const free = { certificates: each, monthlyDollars: 0 };
  return [
    { id: "caddy", ...free, note: `each name's when a client first asks for it` },
    {
      id: "certbot",
      ...free,
      certificates: Math.min(1, each),
      note: `one for all names of ${domain} that lead here`,
    },
    { id: "lego", ...free, note: `each name's by itself, from a printed list` },
    { id: "traefik", ...free, note: `each name's by itself, from a list that Traefik asks for` },
    {
      id: "cloudflare",
      certificates: each,
      monthlyDollars: Math.round(each * CLOUDFLARE.dollars * 100) / 100,
      note: `a custom hostname for each name: ${CLOUDFLARE.free} are free, then ${CLOUDFLARE.dollars.toFixed(2)} USD a name and month; some 15 are issued in a minute`,
    },
    {
      id: "none",
      certificates: 0,
      monthlyDollars: 0,
      note: "the setting service.certificatesOnlyFor: clients are led to the service's own name",
    },
  ];
}
