/**
 * What services of DNS take over HTTP.
 * @module
 */
import { type DnsChanges, toRecordSets } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";
import { toData, toStrings, toTarget, toWholeName } from "../record-text.ts";

/** Our own. */
export function toJsonBody({ domain, add, remove, kept }: DnsChanges): unknown {
  return kept === undefined && remove.length === 0 ? { domain, records: add } : { domain, add, remove };
}

/**
 * `POST /zones/ZONE/dns_records/batch`. What is removed is named there by identifiers that DNS does not tell.
 * @see https://developers.cloudflare.com/api/resources/dns/subresources/records/methods/batch/
 */
export function toCloudflareBody({ domain, add }: DnsChanges): unknown {
  return {
    posts: add.map((record) => ({
      name: toWholeName(record.name, domain),
      type: record.type,
      ttl: record.ttl,
      ...toCloudflareContent(record),
      // Ours are found again by it.
      comment: "waypost",
    })),
  };
}

function toCloudflareContent(record: DnsRecord) {
  switch (record.type) {
    // Through its proxy the name would have the proxy's certificate, and clients the proxy's answer.
    case "CNAME":
      return { content: record.target, proxied: false };
    case "TXT":
      return { content: toStrings(record.value) };
    case "SRV": {
      const { priority, weight, port, target } = record;
      return { data: { priority, weight, port, target } };
    }
  }
}

/**
 * `PATCH /api/v1/servers/localhost/zones/ZONE`
 * @see https://doc.powerdns.com/authoritative/http-api/zone.html
 */
export function toPowerdnsBody(changes: DnsChanges): unknown {
  return {
    rrsets: toRecordSets(changes).map(({ name, type, ttl, records }) => ({
      name: toTarget(toWholeName(name, changes.domain)),
      type,
      ...(records.length === 0
        ? { changetype: "DELETE" }
        : {
            ttl,
            changetype: "REPLACE",
            records: records.map((record) => ({ content: toData(record), disabled: false })),
          }),
    })),
  };
}

/**
 * A change batch: `aws route53 change-resource-record-sets --hosted-zone-id ZONE --change-batch file://…`. A set that goes has to be
 * told as it is.
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
export function toRoute53Body(changes: DnsChanges): unknown {
  return {
    Comment: `waypost: ${changes.domain}`,
    Changes: toRecordSets(changes).map(({ name, type, ttl, records, former }) => ({
      Action: records.length === 0 ? "DELETE" : "UPSERT",
      ResourceRecordSet: {
        Name: toTarget(toWholeName(name, changes.domain)),
        Type: type,
        TTL: ttl,
        ResourceRecords: (records.length === 0 ? former : records).map((record) => ({
          Value: record.type === "TXT" ? toStrings(record.value, 8) : toData(record),
        })),
      },
    })),
  };
}
