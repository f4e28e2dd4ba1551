import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DnsChanges, findLeftOut, toChanges } from "../../../src/formats/dns/dns-changes.ts";
import { DNS_FORMS, type DnsFormName, renderDnsForm } from "../../../src/formats/dns/dns-forms.ts";
import { type DnsRecord, toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { toStrings } from "../../../src/formats/dns/record-text.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { settingsOf } from "../../support/domains/accounts.ts";

const serviceHost = Domain.parse("setup.hosting.example");
const NAMES = Object.keys(DNS_FORMS) as readonly DnsFormName[];

async function changesOf(name: string): Promise<DnsChanges> {
  const domain = Domain.parse(name);
  return toChanges(domain, await toDnsRecords(settingsOf(domain), { serviceHost }));
}

const text = (name: string, value: string): DnsRecord => ({ name, ttl: 3600, type: "TXT", value, reason: "because" });
const alias = (name: string, target: string): DnsRecord => ({
  name,
  ttl: 3600,
  type: "CNAME",
  target,
  reason: "because",
});

/** A domain whose DNS somebody has looked at: SPF that stays, an alias that leads elsewhere, text of ours that is old. */
const compared: DnsChanges = {
  domain: Domain.parse("fish.example"),
  add: [text("@", "mailconf=https://new.example/"), alias("autoconfig", "setup.hosting.example")],
  remove: [
    text("@", "mailconf=https://old.example/"),
    alias("autoconfig", "old.example"),
    text("_ua-auto-config", "v=UAAC1; a=sha256; d=b2xk"),
  ],
  kept: [text("@", 'v=spf1 "mx" \u{e9} -all')],
};

const EXTENSION: Readonly<Record<DnsFormName, string>> = {
  table: "txt",
  zone: "zone",
  json: "json",
  dnscontrol: "dnscontrol.js",
  octodns: "octodns.yaml",
  terraform: "tf",
  cloudflare: "cloudflare.json",
  powerdns: "powerdns.json",
  nsupdate: "nsupdate",
  route53: "route53.json",
};

describe.each(NAMES)("%s", (name) => {
  const form = DNS_FORMS[name];

  test("writes all records of a domain", async () => {
    const printed = renderDnsForm(form, await changesOf("fish.example"), true);
    await expect(printed).toMatchFileSnapshot(`../golden/fish.example/records.${EXTENSION[name]}`);
  });

  test("writes what differs from what is published", async () => {
    await expect(renderDnsForm(form, compared, true)).toMatchFileSnapshot(
      `../golden/fish.example/changes.${EXTENSION[name]}`,
    );
  });

  test("says of several domains which is whose", async () => {
    const printed = renderDnsForm(form, await changesOf("xn--bcher-kva.example"), false);
    expect(printed).toMatch(/xn--bcher-kva\.example/);
    if (form.kind === "json") {
      expect(printed.match(/\n/g)).toHaveLength(1);
      expect(JSON.parse(printed)).toMatchObject({ domain: "xn--bcher-kva.example" });
    }
  });
});

test("what writes sets as a whole leaves text of the domain itself alone until somebody has looked", async () => {
  const changes = await changesOf("fish.example");
  expect(findLeftOut(changes).map(({ name, type }) => [name, type])).toEqual([["@", "TXT"]]);
  for (const name of NAMES) {
    const printed = renderDnsForm(DNS_FORMS[name], changes, true);
    expect(printed.includes("mailconf="), name).toBe(!DNS_FORMS[name].writesSets);
  }
  expect(findLeftOut(compared)).toEqual([]);
  expect(renderDnsForm(DNS_FORMS.powerdns, compared, true)).toContain("v=spf1");
});

test("text is cut into strings of at most 255 bytes that are the text when they are read again", () => {
  const read = (strings: string) =>
    Array.from(strings.matchAll(/"((?:[^"\\]|\\\d{3}|\\[^\d])*)"/g), ([, part = ""]) =>
      part.replace(/\\(\d{3}|.)/g, (_, code: string) => (code.length === 3 ? String.fromCharCode(Number(code)) : code)),
    );
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 700 });
  fc.assert(
    fc.property(bytes, (codes) => {
      const value = String.fromCharCode(...codes);
      const strings = read(toStrings(value));
      expect(strings.join("")).toBe(value);
      for (const { length } of strings) expect(length).toBeLessThanOrEqual(255);
    }),
  );
});

test("what Terraform would take for an expression stays text", () => {
  const [dollar, percent] = ["$", "%"];
  const add = [text("_caldavs._tcp", `path=/${dollar}{a}/${percent}{b}/`)];
  const printed = renderDnsForm(DNS_FORMS.terraform, { ...compared, add, remove: [] }, true);
  expect(printed).toContain(`"path=/${dollar}${dollar}{a}/${percent}${percent}{b}/"`);
});
