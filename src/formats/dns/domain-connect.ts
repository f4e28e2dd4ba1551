/**
 * Domain Connect: a template of records that DNS providers keep, and the link by which a domain's owner has theirs apply it.
 * @see https://datatracker.ietf.org/doc/draft-ietf-dconn-domainconnect/
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { DnsRecord } from "./dns-records.ts";

/** What a template is called where nobody calls it otherwise. */
export const DEFAULT_SERVICE = "mail";

/** Whose template it is; DNS providers know it by both. */
export interface ConnectedService {
  /** Our own host name, as the specification asks for. */
  readonly providerId: Domain;
  readonly serviceId: string;
}

/** Values of one domain that the template leaves open. */
export interface ConnectVariables {
  /** Of its PACC file. */
  readonly digest?: string;
}

const DIGEST = /^(v=UAAC1; a=sha256; d=)(.+)$/;

/**
 * The template of all domains whose settings differ from these by the domain's name only. Without a key to sign links with,
 * DNS providers are to warn of links that others make (section "Warnings").
 */
export function renderConnectTemplate(
  { domain, displayName, displayShortName }: ServerSettings,
  records: readonly DnsRecord[],
  { providerId, serviceId }: ConnectedService,
  isSigned: boolean,
): unknown {
  return {
    providerId,
    providerName: displayShortName,
    serviceId,
    serviceName: `${displayName}: settings for mail programs`,
    version: 1,
    description: "Lets mail programs find the settings of a domain's mailboxes by themselves",
    ...(records.some(isPacc) ? { variableDescription: "digest: SHA-256 of the domain's PACC file, in base64" } : {}),
    ...(isSigned ? { syncPubKeyDomain: providerId } : { warnPhishing: true }),
    // That a service is not offered is told by a target that not every DNS provider takes, and clients do without.
    records: records
      .filter((record) => record.type !== "SRV" || record.target !== ".")
      .map((record) => toRecord(record, domain)),
  };
}

/** What one domain puts into the template: nothing where PACC cannot tell its settings. */
export function toConnectVariables(records: readonly DnsRecord[]): ConnectVariables {
  const [pacc] = records.filter(isPacc);
  const digest = pacc?.type === "TXT" ? DIGEST.exec(pacc.value)?.[2] : undefined;
  return digest === undefined ? {} : { digest };
}

/** The query of a link that applies the template to `domain`, which may be below the `zone` that the DNS provider has. */
export function toConnectQuery(domain: Domain, zone: Domain, variables: ConnectVariables): string {
  const host = domain === zone ? undefined : domain.slice(0, -zone.length - 1);
  return new URLSearchParams({ domain: zone, ...(host === undefined ? {} : { host }), ...variables }).toString();
}

/** Where the template is at a DNS provider, below one of the URLs that it names. */
export function toConnectPath({ providerId, serviceId }: ConnectedService): string {
  return `/v2/domainTemplates/providers/${providerId}/services/${serviceId}`;
}

function isPacc(record: DnsRecord): boolean {
  return record.type === "TXT" && DIGEST.test(record.value);
}

function toRecord(record: DnsRecord, domain: Domain) {
  const { type, name: host, ttl } = record;
  switch (type) {
    case "CNAME":
      return { type, host, pointsTo: toTemplate(record.target, domain), ttl };
    case "TXT":
      return {
        type,
        host,
        data: toTemplate(record.value.replace(DIGEST, "$1%digest%"), domain),
        ttl,
        // Takes the place of our own text of before, and of no other.
        txtConflictMatchingMode: "Prefix",
        txtConflictMatchingPrefix: `${record.value.split("=")[0]}=`,
      };
    case "SRV": {
      const [service = "", protocol = ""] = host.split(".");
      const { priority, weight, port } = record;
      return {
        type,
        name: "@",
        service,
        protocol,
        target: toTemplate(record.target, domain),
        priority,
        weight,
        port,
        ttl,
      };
    }
  }
}

/** The domain's name wherever it stands as a whole, also behind other labels. */
function toTemplate(text: string, domain: Domain): string {
  const pattern = domain.replaceAll(".", "\\.");
  return text.replace(new RegExp(`(?<![a-z0-9-])${pattern}(?![a-z0-9.-])`, "g"), "%fqdn%");
}
