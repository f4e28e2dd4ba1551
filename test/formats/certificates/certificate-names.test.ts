import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toCertificateNames } from "../../../src/formats/certificates/certificate-names.ts";
import { findPaccTimes } from "../../../src/formats/certificates/pacc-times.ts";
import { toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { renderPacc } from "../../../src/formats/pacc.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { isSettings } from "../../../src/model/server-settings.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { ALWAYS, NEVER } from "../../../src/model/times.ts";
import { settingsOf } from "../../support/domains/accounts.ts";
import { IMAP, smallSettings } from "../../support/domains/small-settings.ts";
import { arbitraryFile } from "../../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../../support/drawn/effort.ts";

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

test("a domain whose names have no certificates needs none, and DNS promises none", async () => {
  const settings = { ...smallSettings(), discoveryOrigin: "https://setup.hosting.example" };
  expect(toCertificateNames(settings)).toEqual([]);
  const records = await toDnsRecords(settings, { serviceHost: Domain.parse("setup.hosting.example") });
  const told = records.filter(({ type }) => type === "CNAME" || type === "TXT");
  expect(told.map(({ name }) => name)).toEqual(["autoconfig", "autodiscover", "@"]);
  expect(told.map(({ reason }) => reason).join()).not.toContain("needs a certificate");
  expect(told).toContainEqual(
    expect.objectContaining({ value: "mailconf=https://setup.hosting.example/d/shop.example/mail/config-v1.1.xml" }),
  );
});

test("when PACC tells a domain is known of its servers alone as of all of its settings", () => {
  fc.assert(
    fc.property(arbitraryFile, (file) => {
      const parsed = parseSettings(file);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      for (const [name, entry] of parsed.value.domains) {
        const provider = parsed.value.providers.get(entry.provider);
        if (provider === undefined || name === "*") throw new Error("no domain of a provider");
        const found = findSettings(parsed.value, name, new Date(0));
        const isTold = isSettings(found) && renderPacc(found) !== undefined;
        expect(findPaccTimes(name, entry, provider)).toEqual(isTold ? ALWAYS : NEVER);
      }
    }),
    { numRuns: toEffort(40) },
  );
});
