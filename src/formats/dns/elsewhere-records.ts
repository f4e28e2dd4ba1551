/**
 * Records of domains whose mail is elsewhere: ours, which mislead clients there, and what the other provider wants instead.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { findMailPlace, type MailPlaceId } from "../../model/mail-place.ts";
import { type DnsRecord, TTL } from "./dns-records.ts";

/** What to do in the DNS of a domain that has moved away. */
export interface MoveRecords {
  readonly remove: readonly DnsRecord[];
  readonly add: readonly DnsRecord[];
  /** Absent where we do not know what it wants. */
  readonly provider: OtherProvider | undefined;
}

interface OtherProvider {
  readonly name: string;
  /** What its clients need; where mail goes is told by its own console. */
  readonly records: readonly DnsRecord[];
  readonly source: string;
}

/** By what `mailElsewhere` calls them. */
const PROVIDERS: Readonly<Partial<Record<MailPlaceId, Omit<OtherProvider, "name">>>> = {
  "microsoft-365": {
    records: [
      {
        name: "autodiscover",
        ttl: TTL,
        type: "CNAME",
        target: "autodiscover.outlook.com",
        reason: "Outlook finds Exchange Online here",
      },
    ],
    source: "https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records",
  },
  // Clients know Google by the MX record.
  "google-workspace": {
    records: [],
    source: "https://support.google.com/a/answer/174125",
  },
};

/** The records to remove and to add where a domain's mail is at the place that the setting names. */
export function toMoveRecords(domain: Domain, mailElsewhere: string, serviceHost: Domain): MoveRecords {
  const provider = findOtherProvider(mailElsewhere);
  return { remove: toMisleadingRecords(domain, serviceHost), add: provider?.records ?? [], provider };
}

function findOtherProvider(mailElsewhere: string): OtherProvider | undefined {
  const place = findMailPlace(mailElsewhere);
  const wanted = place && PROVIDERS[place.id];
  return wanted && { name: place.name, ...wanted };
}

/** Ours that may be published, whatever its settings were: those that say where this service is. */
function toMisleadingRecords(domain: Domain, serviceHost: Domain): DnsRecord[] {
  const base = { ttl: TTL, reason: "leads clients here, where nothing is answered for this domain" };
  return [
    ...["autoconfig", "autodiscover", "ua-auto-config"].map(
      (name) => ({ ...base, name, type: "CNAME", target: serviceHost }) as const,
    ),
    { ...base, name: "_autodiscover._tcp", type: "SRV", priority: 0, weight: 1, port: 443, target: serviceHost },
    ...[
      `https://autoconfig.${domain}/mail/config-v1.1.xml`,
      `https://${serviceHost}/d/${domain}/mail/config-v1.1.xml`,
    ].map((url) => ({ ...base, name: "@", type: "TXT", value: `mailconf=${url}` }) as const),
  ];
}
