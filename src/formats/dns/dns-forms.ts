import type { DnsChanges } from "./dns-changes.ts";
import { toCloudflareBody, toJsonBody, toPowerdnsBody, toRoute53Body } from "./forms/bodies.ts";
import { toDnscontrol } from "./forms/dnscontrol.ts";
import { toNsupdate } from "./forms/nsupdate.ts";
import { toOctodns } from "./forms/octodns.ts";
import { toTable } from "./forms/table.ts";
import { TERRAFORM_HEAD, toTerraform } from "./forms/terraform.ts";
import { toZone } from "./forms/zone.ts";

/** One way to write down what is to be done to domains' records. */
export type DnsForm = {
  /** Whether it writes sets of records as a whole, which `toRecordSets` is careful with. */
  readonly writesSets: boolean;
  /** Whether what reads it removes records that it says to remove. */
  readonly removes: boolean;
} & (
  | {
      readonly kind: "text";
      /** Once, in front of the first domain. */
      readonly head?: string;
      /** Whether the text itself says whose it is. */
      readonly namesDomain: boolean;
      readonly render: (changes: DnsChanges) => string;
    }
  | { readonly kind: "json"; readonly namesDomain: boolean; readonly toBody: (changes: DnsChanges) => unknown }
);

export const DNS_FORMS = {
  table: { kind: "text", writesSets: false, removes: true, namesDomain: false, render: toTable },
  zone: { kind: "text", writesSets: false, removes: true, namesDomain: true, render: toZone },
  json: { kind: "json", writesSets: false, removes: true, namesDomain: true, toBody: toJsonBody },
  dnscontrol: { kind: "text", writesSets: false, removes: true, namesDomain: true, render: toDnscontrol },
  octodns: { kind: "text", writesSets: false, removes: true, namesDomain: true, render: toOctodns },
  terraform: {
    kind: "text",
    writesSets: true,
    removes: false,
    head: TERRAFORM_HEAD,
    namesDomain: true,
    render: toTerraform,
  },
  cloudflare: { kind: "json", writesSets: false, removes: false, namesDomain: false, toBody: toCloudflareBody },
  powerdns: { kind: "json", writesSets: true, removes: true, namesDomain: false, toBody: toPowerdnsBody },
  nsupdate: { kind: "text", writesSets: false, removes: true, namesDomain: true, render: toNsupdate },
  route53: { kind: "json", writesSets: true, removes: true, namesDomain: false, toBody: toRoute53Body },
} as const satisfies Readonly<Record<string, DnsForm>>;

export type DnsFormName = keyof typeof DNS_FORMS;

export function findDnsForm(name: string): DnsForm | undefined {
  return Object.hasOwn(DNS_FORMS, name) ? DNS_FORMS[name as DnsFormName] : undefined;
}

/** What one domain of one or more is printed as: a JSON body by itself where it is the only one, else on a line of its own. */
export function renderDnsForm(form: DnsForm, changes: DnsChanges, isOnlyOne: boolean): string {
  if (form.kind === "text")
    return form.namesDomain || isOnlyOne ? form.render(changes) : `${changes.domain}\n${form.render(changes)}\n`;
  const body = form.toBody(changes);
  if (isOnlyOne) return `${JSON.stringify(body, null, 2)}\n`;
  return `${JSON.stringify(form.namesDomain ? body : { domain: changes.domain, body })}\n`;
}
