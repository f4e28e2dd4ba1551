import { type DnsChanges, toRecordSets } from "../dns-changes.ts";
import type { DnsRecord } from "../dns-records.ts";
import { toData, toStrings, toWholeName } from "../record-text.ts";

/** Once in front of all domains: which hosted zone each is in. */
export const TERRAFORM_HEAD = `variable "waypost_zone_ids" {
  description = "Hosted zones by domain"
  type        = map(string)
}
`;

/**
 * Resources of Terraform's provider for AWS, which writes sets of records.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_record
 */
export function toTerraform(changes: DnsChanges): string {
  const { domain } = changes;
  return toRecordSets(changes)
    .filter(({ records }) => records.length > 0)
    .map(({ name, type, ttl, records }) => {
      const whole = toWholeName(name, domain);
      // Domains have no underscore and identifiers no dot, so that no two names meet in one.
      const label = `waypost_${whole.replaceAll(".", "_")}_${type.toLowerCase()}`;
      return [
        "",
        ...new Set(records.map(({ reason }) => `# ${reason}`)),
        `resource "aws_route53_record" "${label}" {`,
        `  zone_id = var.waypost_zone_ids["${domain}"]`,
        `  name    = "${whole}"`,
        `  type    = "${type}"`,
        `  ttl     = ${ttl}`,
        `  records = [${records.map((record) => quote(toValue(record))).join(", ")}]`,
        "}\n",
      ].join("\n");
    })
    .join("");
}

/** The provider puts text between quotes by itself, and wants strings of one record with nothing between them. */
function toValue(record: DnsRecord): string {
  return record.type === "TXT" ? toStrings(record.value, 8).slice(1, -1).replaceAll('" "', '""') : toData(record);
}

/** `\${` and `%{` would begin an expression. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
}
