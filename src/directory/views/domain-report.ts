/**
 * All that an operator wants to know of a domain: what mail clients are told, where they ask, what has to be published.
 * @module
 */
import { toCertificateNames } from "../../formats/certificates/certificate-names.ts";
import { type DnsRecord, toDnsRecords } from "../../formats/dns/dns-records.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";

export interface DomainReport {
  readonly settings: ServerSettings;
  /** As people read it. */
  readonly displayName: string;
  readonly discovery: readonly DiscoveryUrl[];
  readonly records: readonly DnsRecord[];
  /** Names that lead here and that clients ask over https. */
  readonly certificates: readonly string[];
  readonly links: readonly Link[];
}

interface DiscoveryUrl {
  readonly protocol: "autoconfig" | "autodiscover" | "autodiscover-json" | "pacc" | "profile";
  readonly url: string;
}

interface Link {
  readonly name: "guides" | "errors" | "support" | "welcome" | "guide-code" | "profile-code";
  readonly url: string;
}

export interface ServicePlace {
  /** Where people reach the service. */
  readonly origin: string;
  readonly host: Domain;
}

/** Of a domain that is served. */
export async function toDomainReport(settings: ServerSettings, { origin, host }: ServicePlace): Promise<DomainReport> {
  const { domain } = settings;
  const records = await toDnsRecords(settings, { serviceHost: host });
  const certificates = toCertificateNames(settings);
  const page = { settings, origin, query: "" };
  const scheme = settings.discoveryOrigin === undefined ? "https" : "http";
  const discovery: readonly DiscoveryUrl[] = [
    { protocol: "autoconfig", url: `${scheme}://autoconfig.${domain}/mail/config-v1.1.xml` },
    { protocol: "autoconfig", url: `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml` },
    { protocol: "autoconfig", url: `${origin}/v1.1/${domain}` },
    { protocol: "autoconfig", url: `${origin}/d/${domain}/mail/config-v1.1.xml` },
    { protocol: "autodiscover", url: `${scheme}://autodiscover.${domain}/autodiscover/autodiscover.xml` },
    { protocol: "autodiscover", url: `${origin}/d/${domain}/autodiscover/autodiscover.xml` },
    { protocol: "autodiscover-json", url: `${scheme}://autodiscover.${domain}/autodiscover/autodiscover.json` },
    { protocol: "pacc", url: `https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json` },
    { protocol: "profile", url: `${origin}/profiles/apple.mobileconfig?domain=${domain}` },
  ];
  return {
    settings,
    displayName: toUnicode(domain),
    discovery: discovery.filter(
      ({ protocol }) => protocol !== "pacc" || certificates.includes(`ua-auto-config.${domain}`),
    ),
    records,
    certificates,
    links: [
      { name: "guides", url: toPageUrl(page) },
      { name: "errors", url: toPageUrl(page, "errors") },
      { name: "support", url: toPageUrl(page, "support") },
      { name: "welcome", url: toPageUrl(page, "welcome") },
      { name: "guide-code", url: `${origin}/qr/guide.svg?domain=${domain}` },
      { name: "profile-code", url: `${origin}/qr/profile.svg?domain=${domain}` },
    ],
  };
}
