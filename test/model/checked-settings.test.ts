/** Settings that were looked at once, by the build, and are only read from then on. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import example from "../../settings.json" with { type: "json" };
import { findNamedSettings } from "../../src/model/resolving/find-named-settings.ts";
import { resolveDomain } from "../../src/model/resolving/resolve-domain.ts";
import { withService } from "../../src/model/server-settings.ts";
import { fromChecked, toChecked } from "../../src/model/settings/checked-settings.ts";
import { findNotServed } from "../../src/model/settings/domain-state.ts";
import { formatFault } from "../../src/model/settings/fault.ts";
import { parseSettings, type Settings } from "../../src/model/settings/parse-settings.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";
import { arbitraryFile } from "../support/drawn/arbitrary-settings.ts";

function parse(file: unknown): Settings {
  const parsed = parseSettings(file);
  if (!parsed.ok) throw new Error(parsed.error.map(formatFault).join("\n"));
  return parsed.value;
}

const carry = (settings: Settings): Settings => fromChecked(JSON.parse(JSON.stringify(toChecked(settings))));

/** What the schema makes of each domain at each moment, and what is read of it without one. */
function compare(file: unknown): void {
  const settings = parse(file);
  const carried = carry(settings);
  expect(carried).toEqual(settings);
  for (const [domain, entry] of settings.domains)
    for (const at of ["2026-01-01", "2026-07-15", "2030-01-01"].map((text) => new Date(text))) {
      const provider = settings.providers.get(entry.provider);
      if (provider === undefined) throw new Error("no provider");
      const resolved = resolveDomain(domain, entry, provider, at);
      if (!resolved.ok) throw new Error(resolved.error.map(formatFault).join("\n"));
      const expected = findNotServed(entry) ?? withService(resolved.value, settings.service);
      expect(findNamedSettings(carried, domain, at)).toStrictEqual(expected);
    }
}

const PLAIN = {
  displayName: "Hosting",
  displayShortName: "Hosting",
  incomingServers: [IMAP],
  outgoingServers: [SUBMISSION],
};
const { username: _, ...withoutUsername } = { username: "", ...IMAP };
const WEBMAIL = { url: "https://webmail.{domain}/" };

test.each<[string, unknown]>([
  ["the example's", example],
  ["awkward ones", awkwardSettings],
  [
    "what only a patch says",
    {
      service: { origin: "https://setup.hosting.example", certificatesOnlyFor: ["one.example"] },
      providers: { p: PLAIN },
      domains: {
        "ONE.example": { $comment: "ours", provider: "p", overrides: { webmail: WEBMAIL } },
        "bücher.example": { provider: "p", overrides: { incomingServers: [{ ...withoutUsername, port: 1993 }] } },
        "three.example": { provider: "p", overrides: { services: { jmap: { url: "https://jmap.{domain}/" } } } },
        "four.example": { provider: "p", mailElsewhere: "fastmail" },
        "five.example": { provider: "p", suspended: true },
        "*": { provider: "p" },
      },
    },
  ],
  [
    "planned changes",
    {
      providers: {
        p: { ...PLAIN, webmail: WEBMAIL, changes: [{ at: "2026-06-01T00:00:00Z", overrides: { webmail: null } }] },
      },
      domains: {
        "shop.example": {
          provider: "p",
          changes: [{ at: "2026-08-01T00:00:00Z", overrides: { webmail: { ...WEBMAIL, generation: "legacy" } } }],
        },
        "other.example": { provider: "p" },
      },
    },
  ],
])("%s are read as the schema makes them", (_, file) => compare(file));

test("any settings are read as the schema makes them", () => fc.assert(fc.property(arbitraryFile, compare)));

test("an entry that many domains have is carried once", () => {
  const names = Array.from({ length: 500 }, (_, index) => `shop-${index}.example`);
  const other = { provider: "p", overrides: { displayShortName: "Other" } };
  const domains = { ...Object.fromEntries(names.map((name) => [name, { provider: "p" }])), "other.example": other };
  expect(toChecked(parse({ providers: { p: PLAIN }, domains })).entries).toHaveLength(2);
});
