import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { importIspdb } from "../support/domains/import-ispdb.ts";
import { waypost } from "../support/services/waypost.ts";

interface Parts {
  readonly id?: string;
  readonly domains?: readonly string[];
  readonly socketType?: string;
  readonly displayName?: string;
  readonly inside?: string;
}

function toDocument({
  id = "example.com",
  domains = ["example.com"],
  socketType = "SSL",
  displayName = "Example",
  inside = "",
}: Parts = {}) {
  const server = (name: string, type: string) =>
    `<${name} type="${type}"><hostname>${type}.example.com</hostname><port>2525</port><socketType>${socketType}</socketType>
     <authentication>plain</authentication><username>%EMAILADDRESS%</username></${name}>`;
  return `<clientConfig version="1.1"><emailProvider id="${id}">
    ${domains.map((domain) => `<domain>${domain}</domain>`).join("")}
    <displayName>${displayName}</displayName><displayShortName>Ex</displayShortName>
    ${server("incomingServer", "imap")}${server("outgoingServer", "smtp")}${inside}</emailProvider></clientConfig>`;
}

function importDocuments(...documents: readonly Parts[]) {
  return importIspdb(documents.map((parts, index) => ({ name: `${index + 1}.xml`, text: toDocument(parts) })));
}

describe("importing", () => {
  test("one provider and its domains for a document", async () => {
    const { settings, warnings, failures } = await importDocuments({ domains: ["example.com", "bücher.example"] });
    expect(Object.keys(settings.providers)).toEqual(["example.com"]);
    expect(settings.domains).toEqual({
      "example.com": { provider: "example.com" },
      "xn--bcher-kva.example": { provider: "example.com" },
    });
    expect({ warnings, failures }).toEqual({ warnings: [], failures: [] });
    expect(parseSettings(settings).ok).toBe(true);
  });

  test("two documents with one id that say different things stay two providers", async () => {
    const { settings } = await importDocuments(
      {},
      { domains: ["two.example"], socketType: "STARTTLS" },
      { domains: ["three.example"], socketType: "plain" },
    );
    expect(Object.keys(settings.providers)).toEqual(["example.com", "example.com-2", "example.com-3"]);
    expect(settings.domains["three.example"]).toEqual({ provider: "example.com-3", allowPlaintext: true });
  });

  test.each([
    ["Example.COM", "example.com"],
    ["-a b/c-", "a-b-c"],
    ["メール", "provider"],
    [`${"x".repeat(120)}`, "x".repeat(90)],
    ["__proto__", "proto"],
    ["constructor", "constructor"],
  ])("the id %s makes a provider's name", async (id, name) => {
    const { settings } = await importDocuments({ id });
    expect(Object.keys(settings.providers)).toEqual([name]);
    expect(parseSettings(settings).ok).toBe(true);
  });

  test("a domain that two documents claim stays with the first, and the second is told", async () => {
    const { settings, warnings } = await importDocuments(
      {},
      { id: "other", domains: ["other.example", "EXAMPLE.com"], socketType: "STARTTLS" },
    );
    expect(settings.domains["example.com"]).toEqual({ provider: "example.com" });
    expect(warnings).toEqual(["2.xml: <domain>: is left out: 1.xml has example.com already"]);
  });

  test("a provider that is left without a domain fails, unless the domain's owner says the same", async () => {
    const { warnings, failures } = await importDocuments({}, {}, { id: "other", socketType: "STARTTLS" });
    expect(warnings).toEqual(["2.xml: <domain>: is left out: 1.xml has example.com already"]);
    expect(failures).toEqual([
      {
        name: "3.xml",
        because: "other is left without a domain; <domain>: is left out: 1.xml has example.com already",
      },
    ]);
  });

  test("a document with a server without TLS allows that for its domains alone, and that is told", async () => {
    const { settings, warnings } = await importDocuments({ socketType: "plain" }, { id: "b", domains: ["b.example"] });
    expect(settings.domains).toEqual({
      "example.com": { provider: "example.com", allowPlaintext: true },
      "b.example": { provider: "b" },
    });
    expect(warnings).toEqual(
      ["imap", "smtp"].map(
        (name) => `1.xml: ${name}.example.com:2525 is without encryption, and "allowPlaintext" lets the domain have it`,
      ),
    );
    expect(parseSettings(settings).ok).toBe(true);
  });

  test("a warning names file and element", async () => {
    const { warnings } = await importDocuments({ inside: '<incomingServer type="ews"/>' });
    expect(warnings).toEqual(['1.xml: <incomingServer type="ews">: is left out: only imap and pop3 are carried over']);
  });

  test("a file that gives no provider hinders no other", async () => {
    const { settings, failures } = await importIspdb([
      { name: "broken.xml", text: "<clientConfig>" },
      { name: "good.xml", text: toDocument() },
    ]);
    expect(Object.keys(settings.providers)).toEqual(["example.com"]);
    expect(failures).toMatchObject([{ name: "broken.xml", because: expect.stringContaining("not well-formed") }]);
  });

  test("each provider of a document that has several", async () => {
    const [first, second] = [
      toDocument(),
      toDocument({ id: "club", domains: ["club.example"], socketType: "STARTTLS" }),
    ];
    const text = first.replace("</clientConfig>", second.replace('<clientConfig version="1.1">', ""));
    const { settings, failures } = await importIspdb([{ name: "both.xml", text }]);
    expect(settings.domains).toEqual({
      "example.com": { provider: "example.com" },
      "club.example": { provider: "club" },
    });
    expect(failures).toEqual([]);
  });

  test("for any domain, where the operator says so and the document names none", async () => {
    const { settings } = await importIspdb(
      [{ name: "a.xml", text: toDocument({ id: "My mail", domains: [] }) }],
      ["*"],
    );
    expect(settings.domains).toEqual({ "*": { provider: "my-mail" } });
    expect(parseSettings(settings).ok).toBe(true);
  });

  test("a name that is too long for one of the domains is replaced", async () => {
    const domains = ["example.com", `${"long".repeat(14)}.example`];
    const { settings, warnings, failures } = await importDocuments({ displayName: "%EMAILDOMAIN%", domains });
    expect(failures).toEqual([]);
    expect(settings.providers["example.com"]?.displayName).toBe("Ex");
    expect(warnings.join()).toContain("displayName");
    expect(parseSettings(settings).ok).toBe(true);
  });

  test("nothing gives a file with nothing in it", async () => {
    expect((await importIspdb([])).settings).toEqual({ $schema: "./settings.schema.json", providers: {}, domains: {} });
  });
});

describe("waypost import", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "import-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function save(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  test("prints a settings file, and warnings beside it", async () => {
    const file = save("a.xml", `\u{FEFF}${toDocument({ inside: "<stray/><stray/>" })}`);
    const printed = await waypost(["import", "ispdb", file]);
    expect(printed.status).toBe(0);
    expect(parseSettings(JSON.parse(printed.out)).ok).toBe(true);
    expect(JSON.parse(printed.out)).toHaveProperty("$schema");
    expect(printed.error).toBe(
      `waypost: warning: ${file}: <stray>: is left out of <emailProvider>: settings have no place for it\n`,
    );
  });

  test.each([
    ["is broken", "<clientConfig>"],
    ["is not UTF-8", new Uint8Array([0x3c, 0xff])],
  ])("ends with 1 when a file %s, and prints the rest", async (_, content) => {
    const broken = save("broken.xml", content);
    const printed = await waypost(["import", "ispdb", broken, save("a.xml", toDocument())]);
    expect(printed.status).toBe(1);
    expect(printed.error).toContain(`waypost: error: ${broken}: `);
    expect(JSON.parse(printed.out)).toHaveProperty("providers");
  });

  test("asks whose a file is that names no domain, and takes the answer", async () => {
    const file = save("a.xml", toDocument({ id: "%EMAILDOMAIN%", domains: ["%EMAILDOMAIN%"] }));
    const asked = await waypost(["import", "ispdb", file]);
    expect([asked.status, asked.out]).toEqual([1, ""]);
    expect(asked.error).toMatch(/\nhint: name the domain with --domain, or "\*" for any\n$/);
    const printed = await waypost(["import", "ispdb", file, "--domain", "Shop.example", "--domain", "*"]);
    expect(printed.status).toBe(0);
    expect(Object.keys(JSON.parse(printed.out).domains)).toEqual(["shop.example", "*"]);
  });

  test("reads the encoding that a file declares", async () => {
    const declared = '<?xml version="1.0" encoding="iso-8859-1"?>';
    const file = save("a.xml", Buffer.from(`${declared}${toDocument({ displayName: "Zoë" })}`, "latin1"));
    const { out } = await waypost(["import", "ispdb", file]);
    expect(JSON.parse(out).providers["example.com"].displayName).toBe("Zoë");
  });

  test("prints no settings when there are none", async () => {
    const printed = await waypost(["import", "ispdb", join(folder, "missing.xml")]);
    expect(printed.status).toBe(1);
    expect(printed.out).toBe("");
    expect(printed.error).toContain("waypost: error: ");
  });

  test.each([
    [[]],
    [["ispdb"]],
    [["other", "a.xml"]],
    [["ispdb", "--colour", "a.xml"]],
    [["ispdb", "a.xml", "--domain", "shop"]],
  ])("misuse: %j", async (args) => {
    const printed = await waypost(["import", ...args]);
    expect(printed.status).toBe(2);
    expect(printed.out).toBe("");
    expect(printed.error).toMatch(/^waypost: error: .+\nhint: waypost import --help\n$/);
  });

  test("explains itself", async () => {
    const printed = await waypost(["import", "--help"]);
    expect(printed.status).toBe(0);
    expect(printed.out).toMatch(/^usage: waypost import KIND SOURCE…/);
    expect(printed.out).toContain(
      "exit status: 0 done, with or without warnings; 1 a source or a record could not be taken",
    );
  });
});
