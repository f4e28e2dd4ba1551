import { expect, test } from "vitest";
import { toCertificateNames } from "../../../src/formats/certificates/certificate-names.ts";
import { toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { Domain } from "../../../src/model/domain.ts";
import { settingsOf } from "../../support/accounts.ts";
import { IMAP, smallSettings } from "../../support/small-settings.ts";

test.each<[string, Record<string, unknown>, string[]]>([
  ["every client's", {}, ["autoconfig", "autodiscover", "ua-auto-config"]],
  [
    "but PACC's where it cannot tell the settings",
    { incomingServers: [{ ...IMAP, port: 1993 }] },
    ["autoconfig", "autodiscover"],
  ],
])("names are %s", (_, differing, labels) => {
  expect(toCertificateNames(smallSettings(differing))).toEqual(labels.map((label) => `${label}.shop.example`));
});

test.each(["plain.example", "fish.example", "pop.example"])(
  "%s: what DNS leads here has a certificate",
  async (domain) => {
    const settings = settingsOf(domain);
    const records = await toDnsRecords(settings, { serviceHost: Domain.parse("setup.hosting.example") });
    const aliases = records.flatMap(({ type, name }) => (type === "CNAME" ? [`${name}.${domain}`] : []));
    expect(toCertificateNames(settings).toSorted()).toEqual(aliases.toSorted());
  },
);
