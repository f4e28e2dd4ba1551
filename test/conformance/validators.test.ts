/**
 * Other people's validators over what the built Worker answers, for every domain of the settings that it ships with.
 * @module
 */
import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { findSettings } from "../../src/model/resolving/find-settings.ts";
import { isSettings } from "../../src/model/server-settings.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { type CheckedDocument, describeConformance, findFaults, VALIDATORS } from "../support/reading/conformance.ts";
import { readAutoconfig } from "../support/reading/read-documents.ts";

const ENVELOPE = "http://schemas.microsoft.com/exchange/autodiscover";

const domains = findServedDomains();

describeConformance(
  "what the service answers",
  () => {
    test("is valid autoconfig for the domain that was asked about", async () => {
      const documents = await fetchAll((domain) => ({
        path: `/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(`alice+mail@${domain}`)}`,
        options: ["--profile", "publish"],
      }));
      expect(documents.map(({ body }) => readAutoconfig(String(body), "alice@shop.example").domains)).toEqual(
        domains.map((domain) => [domain]),
      );
      expect(await findFaults("check-autoconfig", documents)).toEqual([]);
    });

    test.each(["outlook", "mobilesync"])("is valid Autodiscover in the %s schema", async (schema) => {
      const version = schema === "outlook" ? "2006a" : "2006";
      const documents = await fetchAll((domain) => ({
        path: "/autodiscover/autodiscover.xml",
        init: {
          method: "POST",
          headers: { "content-type": "text/xml; charset=utf-8" },
          body: `<Autodiscover xmlns="${ENVELOPE}/${schema}/requestschema/2006"><Request><EMailAddress>alice+mail@${domain}</EMailAddress>
            <AcceptableResponseSchema>${ENVELOPE}/${schema}/responseschema/${version}</AcceptableResponseSchema></Request></Autodiscover>`,
        },
        options: ["--schema", schema],
      }));
      expect(await findFaults("check-autodiscover", documents)).toEqual([]);
    });

    test("is a valid profile of a person, with a name or in another language, and of nobody in particular", async () => {
      const person = (domain: string) => `emailaddress=${encodeURIComponent(`alice+mail@${domain}`)}`;
      const queries: Record<string, (domain: string) => string> = {
        person,
        named: (domain) => `${person(domain)}&name=Zo%C3%AB+%26+%3Cfriends%3E`,
        german: (domain) => `${person(domain)}&lang=de`,
        nobody: (domain) => `domain=${domain}`,
      };
      const documents = await Promise.all(
        Object.entries(queries).map(async ([kind, toQuery]) => {
          const fetched = await fetchAll((domain) => ({ path: `/profiles/apple.mobileconfig?${toQuery(domain)}` }));
          return fetched.map(({ name, ...rest }) => ({ ...rest, name: `${kind}-${name}` }));
        }),
      );
      expect(await findFaults("check-mobileconfig", documents.flat())).toEqual([]);
    });
  },
  VALIDATORS,
);

interface Asked {
  readonly path: string;
  readonly init?: RequestInit;
  readonly options?: readonly string[];
}

/** The answers for every domain, under its name. */
async function fetchAll(toRequest: (domain: string) => Asked): Promise<CheckedDocument[]> {
  expect(domains.length).toBeGreaterThan(0);
  return Promise.all(
    domains.map(async (domain) => {
      const { path, init, options = [] } = toRequest(domain);
      const response = await fetch(new URL(path, inject("baseUrl")), init);
      const body = await response.text();
      expect(response.status, `${domain}: ${body}`).toBe(200);
      return { name: domain, body, options };
    }),
  );
}

function findServedDomains(): string[] {
  const file = readFileSync(`${import.meta.dirname}/../../settings.json`, "utf8");
  const settings = parseSettings(JSON.parse(file));
  if (!settings.ok) throw new Error("settings.json does not validate");
  return [...settings.value.domains.keys()].filter((domain) =>
    isSettings(findSettings(settings.value, domain, new Date(0))),
  );
}
