/**
 * Real input: the provider files that mail programs are served today. `CONFORMANCE_DIR` may name a folder of one's own:
 * every `*.xml` in it, or in its folder `ispdb`, is imported, and each of its domains is compared with the original.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { XmlElement } from "libxml2-wasm";
import { expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { renderAutodiscoverJson } from "../../src/formats/autodiscover/autodiscover-json.ts";
import { autodiscoverPox, canExpressAsPox } from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { toDnsRecords } from "../../src/formats/dns/dns-records.ts";
import { renderZone } from "../../src/formats/dns/forms/zone.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { renderPacc } from "../../src/formats/pacc.ts";
import { canExpressAsProfile, mobileconfig } from "../../src/formats/profile/mobileconfig.ts";
import { EmailAddress } from "../../src/model/address/email-address-schema.ts";
import type { MailAccount } from "../../src/model/address/mail-account.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../src/model/resolving/find-settings.ts";
import { isSettings, type ServerSettings } from "../../src/model/server-settings.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { importIspdb } from "../support/domains/import-ispdb.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { chooseCover } from "../support/drawn/cover.ts";
import { isThorough } from "../support/drawn/effort.ts";
import { conformanceDir, describeConformance, findFaults, VALIDATORS } from "../support/reading/conformance.ts";
import { type ReadAutoconfig, type ReadServer, readAutoconfig, withXml } from "../support/reading/read-documents.ts";

/** Files that cannot be carried, each with its reason: at most 2 % of all. */
const NOT_CARRIED: ReadonlyMap<string, string> = new Map();

interface Imported {
  readonly file: string;
  readonly original: string;
  readonly account: MailAccount;
  readonly warnings: readonly string[];
}

const { files, failures, imported, claimedTwice } = await importAll();
/** One domain of each file: the others differ in nothing but the name, as the first two tests find. */
const firsts = [...Map.groupBy(imported, ({ file }) => file).values()].flatMap(([first]) => first ?? []);

/** Of those that differ in names and texts alone, one is validated, and in `npm run fuzz` each. */
const validated = isThorough
  ? firsts
  : chooseCover(new Map(firsts.map((one) => [one, listWords(one.account.settings)])));

describeConformance("provider files of the ISPDB", () => {
  test("all are carried but a named few", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(failures.filter(({ name }) => !NOT_CARRIED.has(name))).toEqual([]);
    expect(failures.length / files.length).toBeLessThanOrEqual(0.02);
  });

  test("each domain of each file is answered", () => {
    const answered = new Set(imported.map(({ file, account }) => `${file} ${account.settings.domain}`));
    const asked = files
      .filter(({ name }) => !failures.some((failure) => failure.name === name))
      .flatMap(({ name, text }) => readAutoconfig(text, "a@b.example").domains.map((domain) => `${name} ${domain}`));
    expect(asked.filter((pair) => !answered.has(pair) && !claimedTwice.has(pair))).toEqual([]);
  });

  test("each answer is equivalent to the original", () => {
    for (const { file, original, account } of imported) {
      const rendered = readAutoconfig(renderAutoconfig(account.settings).body, account.address.canonical);
      expect(rendered.domains, file).toEqual([account.settings.domain]);
      expect(toComparable(rendered), `${file}, ${account.settings.domain}`).toEqual(
        toComparable(readAutoconfig(original, account.address.canonical)),
      );
    }
  });

  test("whatever is not in the answer was told when the file was read", () => {
    for (const { file, original, account, warnings } of firsts) {
      const told = warnings.flatMap((warning) => /^<([^>]+)>/.exec(warning)?.[1] ?? []);
      const rendered = withXml(renderAutoconfig(account.settings).body, (root) => countElements(root, []));
      const missing = [...withXml(original, (root) => countElements(root, told))].filter(
        ([name, count]) => name !== "domain" && count > (rendered.get(name) ?? 0),
      );
      expect(missing, `${file}, ${account.settings.domain}`).toEqual([]);
    }
  });
});

describeConformance(
  "answers for the domains of the ISPDB",
  () => {
    test("validate as autoconfig", async () => {
      const documents = validated.map(({ file, account: { settings } }) => ({
        name: `${settings.domain}--${file}`,
        body: renderAutoconfig(settings).body,
        options: ["--profile", "publish"],
      }));
      expect(await findFaults("check-autoconfig", documents)).toEqual([]);
    });

    test("validate as Autodiscover", async () => {
      const documents = await Promise.all(
        validated
          .filter(({ account }) => canExpressAsPox(account.settings))
          .map(async ({ file, account }) => ({
            name: `${account.settings.domain}--${file}`,
            body: (await renderPersonal(autodiscoverPox, account, { withLogin: true })).body,
            options: ["--schema", "outlook"],
          })),
      );
      expect(documents.length).toBeGreaterThan(0);
      expect(await findFaults("check-autodiscover", documents)).toEqual([]);
    });

    test("validate as Apple profiles, by either protocol", async () => {
      const documents = await Promise.all(
        validated.flatMap(({ file, account }) =>
          (["imap", "pop3"] as const)
            .map((protocol) => profileOptions({ protocol, name: "Zoë & <friends>" }))
            .filter((options) => canExpressAsProfile(account.settings, options))
            .map(async (options) => ({
              name: `${options.protocol}-${account.settings.domain}--${file}`,
              body: (await renderPersonal(mobileconfig, account, options)).body,
            })),
        ),
      );
      expect(documents.length).toBeGreaterThan(0);
      expect(await findFaults("check-mobileconfig", documents)).toEqual([]);
    });

    test("validate as PACC, where it has words for the service", async () => {
      const documents = validated.flatMap(({ file, account }) => {
        const document = renderPacc(account.settings);
        return document === undefined
          ? []
          : [{ name: `${account.settings.domain}--${file}.json`, body: document.body }];
      });
      expect(documents.length).toBeGreaterThan(0);
      expect(await findFaults("check-pacc", documents)).toEqual([]);
    });

    test("validate as Autodiscover version 2", async () => {
      const documents = validated.map(({ file, account }) => ({
        name: `${account.settings.domain}--${file}.json`,
        body: renderAutodiscoverJson(account.settings, "AutodiscoverV1").body,
      }));
      expect(await findFaults("check-autodiscover", documents)).toEqual([]);
    });

    test("validate as zone files", async () => {
      const serviceHost = Domain.parse("setup.hosting.example");
      const documents = await Promise.all(
        validated.map(async ({ file, account: { settings } }) => ({
          name: `${file}.zone`,
          body: renderZone(settings.domain, await toDnsRecords(settings, { serviceHost })).body,
        })),
      );
      expect(documents.length).toBeGreaterThan(0);
      expect(await findFaults("check-zone", documents)).toEqual([]);
    });
  },
  VALIDATORS,
);

async function importAll() {
  const folder = [join(conformanceDir, "ispdb"), conformanceDir].find((path) => existsSync(path));
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith(".xml"));
  const files = names.sort().map((name) => ({ name, text: readFileSync(join(folder ?? "", name), "utf8") }));
  const { settings, warnings, failures } = await importIspdb(files);
  const parsed = parseSettings(settings);
  if (!parsed.ok) throw new Error(`the imported settings do not validate: ${JSON.stringify(parsed.error)}`);
  const claimedTwice = new Set<string>();
  const imported: Imported[] = [];
  for (const { name, text } of files) {
    // By itself, so that a domain which two files claim is compared with each of them.
    const alone = parseSettings((await importIspdb([{ name, text }])).settings);
    if (!alone.ok) throw new Error(`${name} does not validate by itself`);
    for (const domain of alone.value.domains.keys()) {
      const together = findSettings(parsed.value, domain, new Date(0));
      const own = findSettings(alone.value, domain, new Date(0));
      if (!isSettings(own) || together === undefined) throw new Error(`${domain} has no answer`);
      if (warnings.some((warning) => warning.startsWith(`${name}: <domain>:`) && warning.includes(` ${domain} `)))
        claimedTwice.add(`${name} ${domain}`);
      else expect(together).toEqual(own);
      imported.push({
        file: name,
        original: text,
        account: { address: EmailAddress.parse(`Alice.Liddell+mail@${domain}`), settings: own },
        warnings: warnings.flatMap((warning) =>
          warning.startsWith(`${name}: `) ? [warning.slice(name.length + 2)] : [],
        ),
      });
    }
  }
  return { files, failures, imported, claimedTwice };
}

/** What has to be the same: all that is read but the ids and the other domains, in the order that counts. */
function toComparable(config: ReadAutoconfig) {
  const { id: _, domains: __, displayName, displayShortName, incomingServers, documentation, ...rest } = config;
  return {
    ...rest,
    displayName: displayName.slice(0, 60).trim(),
    displayShortName: displayShortName.slice(0, 20).trim(),
    imap: incomingServers.filter(({ protocol }) => protocol === "imap").map(lowerBooleans),
    pop3: incomingServers.filter(({ protocol }) => protocol === "pop3").map(lowerBooleans),
    documentation: documentation.map((text) => JSON.stringify(text)).sort(),
  };
}

function lowerBooleans(server: ReadServer) {
  return { ...server, pop3: Object.entries(server.pop3).map(([name, value]) => [name, value.toLowerCase()]) };
}

/** What settings say: all words, numbers and the like, and of names and texts only that there is one. */
function listWords(settings: ServerSettings): Set<string> {
  const list = (value: unknown, path: string): string[] => {
    if (typeof value === "object" && value !== null)
      return Object.entries(value).flatMap(([key, one]) => list(one, Array.isArray(value) ? path : `${path}/${key}`));
    return [typeof value !== "string" || /^[\w-]+$/.test(value) ? `${path}: ${value}` : path];
  };
  const { displayName: _, displayShortName: __, ...said } = settings;
  return new Set(list(said, ""));
}

/** How often each element stands in a document, not counting those in `leftOut` and all within them. */
function countElements(root: XmlElement, leftOut: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of root.find("descendant-or-self::*")) {
    const ancestry = node.find("ancestor-or-self::*").map(toLabel);
    if (ancestry.some((label) => leftOut.includes(label))) continue;
    const name = String(node.eval("name()"));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function toLabel(node: { eval(xpath: string): unknown }): string {
  const type = String(node.eval("string(@type)"));
  return `${String(node.eval("name()"))}${type === "" ? "" : ` type="${type}"`}`;
}
