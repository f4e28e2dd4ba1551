import { describe, expect, test } from "vitest";
import type { SourceText } from "../../../src/directory/import/imported.ts";
import { joinProviders } from "../../../src/directory/import/join-providers.ts";
import { readIspdb } from "../../../src/directory/import/read-ispdb.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { importIspdb } from "../../support/domains/import-ispdb.ts";

interface Parts {
  readonly domains: readonly string[];
  readonly id?: string;
  readonly imap: string;
  readonly smtp?: string;
  readonly name?: string;
  readonly shortName?: string;
  readonly port?: number;
  readonly more?: string;
}

function toDocument({ domains, id, imap, smtp = imap, name = "Hosting", shortName, port = 993, more = "" }: Parts) {
  const server = (element: string, type: string, host: string, number: number) =>
    `<${element} type="${type}"><hostname>${host}</hostname><port>${number}</port><socketType>SSL</socketType>
     <authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></${element}>`;
  return `<clientConfig version="1.1"><emailProvider id="${id ?? domains[0]}">
    ${domains.map((domain) => `<domain>${domain}</domain>`).join("")}
    <displayName>${name}</displayName><displayShortName>${shortName ?? name}</displayShortName>
    ${server("incomingServer", "imap", imap, port)}${server("outgoingServer", "smtp", smtp, 465)}
    ${more}</emailProvider></clientConfig>`;
}

function importDocuments(...documents: readonly Parts[]) {
  return importIspdb(documents.map((parts, index) => ({ name: `${index + 1}.xml`, text: toDocument(parts) })));
}

describe("equal providers", () => {
  test("that say the same of the same servers are one, named by what they share", async () => {
    const { settings } = await importDocuments(
      { domains: ["a.example"], imap: "mail.hosting.example" },
      { domains: ["b.example", "c.example"], imap: "MAIL.hosting.example" },
    );
    expect(Object.keys(settings.providers)).toEqual(["hosting"]);
    expect(settings.providers.hosting?.incomingServers[0].hostname).toBe("mail.hosting.example");
    expect(Object.values(settings.domains)).toEqual(new Array(3).fill({ provider: "hosting" }));
  });

  test("that differ in the customer's name alone are one, with a template for it wherever it stands", async () => {
    const more = (domain: string) => `<documentation url="https://www.${domain}/mail"/>`;
    const { settings } = await importDocuments(
      { domains: ["a.example"], imap: "mail.a.example", name: "a.example", shortName: "Mail", more: more("a.example") },
      {
        domains: ["bücher.example"],
        imap: "mail.bücher.example",
        name: "xn--bcher-kva.example",
        shortName: "Mail",
        more: more("xn--bcher-kva.example"),
      },
      {
        domains: ["c.example"],
        imap: "mail.%EMAILDOMAIN%",
        name: "%EMAILDOMAIN%",
        shortName: "Mail",
        more: more("%EMAILDOMAIN%"),
      },
    );
    expect(Object.keys(settings.providers)).toEqual(["mail.domain"]);
    expect(settings.providers["mail.domain"]).toMatchObject({
      displayName: "{domain}",
      incomingServers: [{ hostname: "mail.{domain}" }],
      documentation: [{ url: "https://www.{domain}/mail" }],
    });
    expect(Object.values(settings.domains)).toEqual(new Array(3).fill({ provider: "mail.domain" }));
  });

  test("a provider of one file stays as it is written", async () => {
    const { settings } = await importDocuments({ domains: ["a.example"], imap: "mail.a.example", name: "a.example" });
    expect(settings.providers["a.example"]).toMatchObject({
      displayName: "a.example",
      incomingServers: [{ hostname: "mail.a.example" }],
    });
  });

  test("a domain within another's name is no place for a template", async () => {
    const { settings } = await importDocuments(
      { domains: ["a.example"], imap: "mail.a.example.net" },
      { domains: ["b.example"], imap: "mail.b.example.net" },
      { domains: ["c.example"], imap: "mail.xc.example" },
      { domains: ["d.example"], imap: "mail.xd.example" },
    );
    expect(Object.keys(settings.providers)).toHaveLength(4);
  });

  test("what names one of several domains is meant so for all of them", async () => {
    const { settings } = await importDocuments(
      { domains: ["a.example", "b.example"], imap: "mail.a.example" },
      { domains: ["c.example"], imap: "mail.c.example" },
    );
    expect(Object.keys(settings.providers)).toHaveLength(2);
    expect(settings.providers["a.example"]?.incomingServers[0].hostname).toBe("mail.a.example");
  });

  test("names that customers have of their own are overrides of one provider, the most frequent is its own", async () => {
    const { settings } = await importDocuments(
      { domains: ["a.example"], imap: "mail.hosting.example", name: "Hosting" },
      { domains: ["b.example"], imap: "mail.hosting.example", name: "Shop B", shortName: "B" },
      { domains: ["c.example"], imap: "mail.hosting.example", name: "Hosting" },
    );
    expect(Object.keys(settings.providers)).toEqual(["hosting.example"]);
    expect(settings.providers["hosting.example"]?.displayName).toBe("Hosting");
    expect(settings.domains["b.example"]).toEqual({
      provider: "hosting.example",
      overrides: { displayName: "Shop B", displayShortName: "B" },
    });
  });

  test("where each customer has a name of its own, the provider is named for where its servers are", async () => {
    const { settings } = await importDocuments(
      { domains: ["a.example"], imap: "imap.hosting.example", smtp: "smtp.hosting.example", name: "Shop A" },
      { domains: ["b.example"], imap: "imap.hosting.example", smtp: "smtp.hosting.example", name: "Shop B" },
    );
    expect(settings.providers["hosting.example"]?.displayName).toBe("hosting.example");
    expect(settings.domains["a.example"]?.overrides).toEqual({ displayName: "Shop A", displayShortName: "Shop A" });
  });

  test("one that is there already is used, and the name of another is left to it", () => {
    const files = (port: number): SourceText[] => [
      { name: "1.xml", text: toDocument({ domains: ["a.example"], imap: "mail.hosting.example", port }) },
    ];
    const first = joinProviders(readIspdb(files(993)).providers).items;
    const existing = new Map(
      first.flatMap(({ kind, name, body }) => (kind === "provider" ? [[name, body] as const] : [])),
    );
    const again = joinProviders(readIspdb(files(993)).providers, existing).items;
    expect(again).toEqual([expect.objectContaining({ kind: "domain", body: { provider: "a.example" } })]);
    const other = joinProviders(readIspdb(files(1993)).providers, existing).items;
    expect(other.map(({ name }) => name)).toEqual(["a.example-2", "a.example"]);
  });
});

test("a thousand files of four hosting companies are four providers, and each domain gets what its file says", async () => {
  const files = Array.from({ length: 1_000 }, (_, index): SourceText => {
    const domain = `shop${index}.example`;
    const kinds: readonly Omit<Parts, "domains">[] = [
      { imap: "imap.north.example", smtp: "smtp.north.example", name: "North" },
      { imap: `mail.${domain}`, name: domain },
      { imap: `imap.${domain}`, smtp: "relay.south.example", name: `Shop ${index}` },
      { imap: "mx.west.example", port: 1993, name: `Mail of ${domain}`, shortName: "West" },
    ];
    const kind = kinds[index % kinds.length] ?? { imap: "" };
    return { name: `${domain}.xml`, text: toDocument({ domains: [domain], ...kind }) };
  });
  const { settings, warnings, failures } = await importIspdb(files);
  expect([warnings, failures]).toEqual([[], []]);
  expect(Object.keys(settings.providers)).toEqual(["north", "mail.domain", "south.example", "west.example"]);
  expect(settings.providers["west.example"]?.displayName).toBe("Mail of {domain}");
  const together = parseSettings(settings);
  if (!together.ok) throw new Error("the settings are valid");
  for (const file of files.filter((_, index) => index % 99 === 0)) {
    const alone = parseSettings((await importIspdb([file])).settings);
    const domain = Domain.parse(file.name.replace(".xml", ""));
    expect(findSettings(together.value, domain, new Date(0))).toEqual(
      alone.ok && findSettings(alone.value, domain, new Date(0)),
    );
  }
});
