import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { type DnsRecord, toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import {
  renderConnectTemplate,
  toConnectPath,
  toConnectQuery,
  toConnectVariables,
} from "../../../src/formats/dns/domain-connect.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { settingsOf } from "../../support/domains/accounts.ts";

const HOST = Domain.parse("setup.hosting.example");
const service = { providerId: HOST, serviceId: "mail" };

/** The schema that public templates are checked with (Domain-Connect/spec, CC0). */
const schema = JSON.parse(readFileSync(`${import.meta.dirname}/../../fixtures/domain-connect.schema.json`, "utf8"));
const isTemplate = new Ajv({ strict: false }).compile(schema);

interface Template {
  readonly records: readonly Readonly<Record<string, string | number>>[];
  readonly warnPhishing?: boolean;
  readonly syncPubKeyDomain?: string;
}

async function templateOf(domain: string, isSigned = false): Promise<Template> {
  const settings = settingsOf(domain);
  const records = await toDnsRecords(settings, { serviceHost: HOST });
  return JSON.parse(JSON.stringify(renderConnectTemplate(settings, records, service, isSigned)));
}

/** What a DNS provider makes of a template: DNS records, by name and type. */
function apply({ records }: Template, domain: string, variables: Readonly<Record<string, string>>): string[] {
  const fill = (text: unknown) =>
    String(text).replace(/%(\w+)%/g, (_, name: string) => (name === "fqdn" ? domain : (variables[name] ?? `?${name}`)));
  return records.map((record) => {
    if (record.type === "CNAME") return `${record.host} CNAME ${fill(record.pointsTo)}`;
    if (record.type === "TXT") return `${record.host} TXT ${fill(record.data)}`;
    const name = [record.service, record.protocol, ...(record.name === "@" ? [] : [record.name])].join(".");
    return `${name} SRV ${record.priority} ${record.weight} ${record.port} ${fill(record.target)}`;
  });
}

function show(record: DnsRecord): string {
  if (record.type === "CNAME") return `${record.name} CNAME ${record.target}`;
  if (record.type === "TXT") return `${record.name} TXT ${record.value}`;
  return `${record.name} SRV ${record.priority} ${record.weight} ${record.port} ${record.target}`;
}

const DOMAINS = ["fish.example", "bücher.example", "pop.example", "upgraded.example", "all.example"];

describe.each(DOMAINS)("the template of %s", (name) => {
  test("is one by the published schema, with links signed or not", async () => {
    for (const isSigned of [false, true]) {
      const template = await templateOf(name, isSigned);
      isTemplate(template);
      expect(isTemplate.errors).toBeNull();
      expect([template.warnPhishing, template.syncPubKeyDomain]).toEqual(
        isSigned ? [undefined, HOST] : [true, undefined],
      );
    }
  });

  test("gives the records that waypost dns prints, but for what is not offered", async () => {
    const records = await toDnsRecords(settingsOf(name), { serviceHost: HOST });
    const offered = records.filter((record) => record.type !== "SRV" || record.target !== ".");
    const applied = apply(await templateOf(name), Domain.parse(name), { ...toConnectVariables(records) });
    expect(applied).toEqual(offered.map(show));
  });

  test("names no domain", async () => {
    expect(JSON.stringify((await templateOf(name)).records)).not.toContain(`"${Domain.parse(name)}`);
    expect(JSON.stringify((await templateOf(name)).records)).not.toContain(`.${Domain.parse(name)}`);
  });
});

test("one template serves every domain of a provider", async () => {
  expect((await templateOf("plain.example")).records).toEqual((await templateOf("other.example")).records);
});

test("a schema that refuses nothing would show nothing", async () => {
  const { records, ...rest } = await templateOf("fish.example");
  expect(isTemplate({ ...rest, records: [{ type: "CNAME", host: "@", pointsTo: "x.example", ttl: 1 }] })).toBe(false);
  expect(isTemplate({ ...rest, records: [{ type: "TXT", host: "x", ttl: 1 }, ...records] })).toBe(false);
});

test("a link names the zone, and the host below it where the domain is not all of it", () => {
  const [shop, zone] = [Domain.parse("shop.customer.example"), Domain.parse("customer.example")];
  expect(toConnectQuery(zone, zone, { digest: "a+/=" })).toBe("domain=customer.example&digest=a%2B%2F%3D");
  expect(toConnectQuery(shop, zone, {})).toBe("domain=customer.example&host=shop");
  expect(toConnectPath(service)).toBe("/v2/domainTemplates/providers/setup.hosting.example/services/mail");
});
