/**
 * Documents against grammars that were not written from them: RELAX NG, XML Schema, and Apple's lists of keys.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import {
  autodiscoverPox,
  canExpressAsPox,
  renderAutodiscoverError,
} from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { renderProfile, renderSharedProfile } from "../../src/formats/profile/mobileconfig.ts";
import { findOfferedParts, PROFILE_PARTS } from "../../src/formats/profile/profile-payloads.ts";
import { accountOf } from "../support/domains/accounts.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { arbitraryAccount, arbitraryAccounts, arbitrarySettings } from "../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import { conformanceDir, describeConformance } from "../support/reading/conformance.ts";
import { isDictionary, type PlistValue, readPlist } from "../support/reading/read-documents.ts";
import { createRelaxNgValidator, createXsdValidator } from "../support/reading/xml-validator.ts";

const RUNS = { numRuns: toEffort(40) };
const GOLDEN = `${import.meta.dirname}/golden`;

describeConformance(
  "grammars",
  () => {
    const validators = {
      clientConfig: createRelaxNgValidator(join(conformanceDir, "autoconfig.rng")),
      outlook: createXsdValidator(join(conformanceDir, "autodiscover-outlook-response.xsd")),
      mobilesync: createXsdValidator(join(conformanceDir, "autodiscover-mobilesync-response.xsd")),
      profile: (xml: string) => findProfileFaults(readPlist(xml)),
    };
    type Kind = keyof typeof validators;

    /** Which grammar a document is for; `undefined` when it is none of these formats. */
    function toKind(body: string): Kind | undefined {
      if (body.includes("<clientConfig")) return "clientConfig";
      if (body.includes("<plist")) return "profile";
      if (!body.includes("<Autodiscover ")) return undefined;
      return body.includes("/mobilesync/responseschema/") ? "mobilesync" : "outlook";
    }

    test("golden documents are valid", () => {
      const names = existsSync(GOLDEN) ? readdirSync(GOLDEN, { recursive: true, encoding: "utf8" }) : [];
      const faults = names
        .filter((name) => /\.(?:xml|plist|mobileconfig)$/.test(name))
        .flatMap((name) => {
          const body = readFileSync(join(GOLDEN, name), "utf8");
          const kind = toKind(body);
          return kind === undefined ? [] : validators[kind](body).map((fault) => `${name}: ${fault}`);
        });
      expect(faults).toEqual([]);
    });

    test("the samples are valid, and a spoilt one is not", () => {
      const read = (name: string) => readFileSync(join(conformanceDir, "samples", name), "utf8");
      const samples: [Kind, string, string, string][] = [
        ["clientConfig", "autoconfig/full.xml", "<displayName>", "<displayName><b/>"],
        ["outlook", "autodiscover/outlook-settings.xml", "<AccountType>", "<Type>"],
        ["outlook", "autodiscover/outlook-error.xml", "<ErrorCode>", "<ErrorCode>x"],
        ["mobilesync", "autodiscover/mobilesync-settings.xml", "<Culture>", "<Culture>x"],
        ["profile", "mobileconfig/full.mobileconfig", "<key>PayloadVersion</key>", "<key>PayloadVersions</key>"],
      ];
      for (const [kind, name, from, to] of samples) {
        expect(validators[kind](read(name)), name).toEqual([]);
        const spoilt = read(name).replaceAll(from, to).replaceAll(from.replace("<", "</"), to.replace("<", "</"));
        expect(() => {
          const faults = validators[kind](spoilt);
          if (faults.length > 0) throw new Error(faults.join("\n"));
        }, `${name} spoilt`).toThrow();
      }
    });

    test("autoconfig is valid whatever the settings", () => {
      fc.assert(
        fc.property(arbitrarySettings, (settings) => {
          expect(validators.clientConfig(renderAutoconfig(settings).body)).toEqual([]);
        }),
        RUNS,
      );
    });

    test("Autodiscover is valid whatever settings and address", async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryAccount, fc.boolean(), async (account, withLogin) => {
          fc.pre(canExpressAsPox(account.settings));
          const { body } = await renderPersonal(autodiscoverPox, account, { withLogin });
          expect(validators.outlook(body)).toEqual([]);
        }),
        RUNS,
      );
    });

    test.each([600, 601] as const)("Autodiscover error %d is valid at any time of day", (code) => {
      fc.assert(
        fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (now) => {
          expect(validators.outlook(renderAutodiscoverError(code, now).body)).toEqual([]);
        }),
        RUNS,
      );
    });

    test("a profile has Apple's keys only, whatever settings, addresses and choice", async () => {
      const asked = fc.record({
        protocol: fc.constantFrom("imap", "pop3", undefined),
        name: fc.constantFrom("Zoë & <friends>", undefined),
        include: fc.subarray([...PROFILE_PARTS], { minLength: 1 }),
      });
      await fc.assert(
        fc.property(arbitraryAccounts, asked, (accounts, differing) => {
          const options = profileOptions(differing);
          const offered = accounts.map(({ settings }) => findOfferedParts(settings, options.include, options).length);
          fc.pre(!offered.includes(0));
          const own = renderProfile(accounts, options).body;
          const shared = accounts.map(({ settings }) => renderSharedProfile(settings, options).body);
          expect([own, ...shared].flatMap(validators.profile)).toEqual([]);
        }),
        RUNS,
      );
    });

    test("a profile takes nothing from a person that a set-up by hand would leave", () => {
      const options = profileOptions({ include: PROFILE_PARTS });
      const { body } = renderProfile([accountOf("a@all.example")], options);
      const { PayloadContent: payloads } = readPlist(body);
      const faults = (Array.isArray(payloads) ? payloads.filter(isDictionary) : []).flatMap((payload) =>
        readRules(String(payload.PayloadType))
          .filter(({ key, type, default: byDefault }) => type === "<boolean>" && byDefault === false && !payload[key])
          .map(({ key }) => key),
      );
      expect([...new Set(faults)].toSorted()).toEqual(TAKES_NOTHING.toSorted());
    });
  },
  { files: ["autoconfig.rng", "apple/json"] },
);

/** One key as Apple describes it: apple/device-management, mdm/profiles. */
interface KeyRule {
  readonly key: string;
  readonly type: string;
  readonly presence?: string;
  readonly default?: PlistValue;
  readonly rangelist?: readonly PlistValue[];
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly format?: string;
}

/** What Apple's schemas have as false unless a profile says otherwise, and that is a restriction or a replaced key. */
const TAKES_NOTHING = [
  "OAuth",
  "OverridePreviousPassword",
  "PreventAppSheet",
  "PreventMove",
  "SMIMEEnablePerMessageSwitch",
  "SMIMEEnabled",
  "SMIMEEncryptByDefault",
  "SMIMEEncryptionEnabled",
  "SMIMESigningEnabled",
  "disableMailRecentsSyncing",
];

type Dictionary = { readonly [key: string]: PlistValue };

function findProfileFaults(profile: Dictionary): string[] {
  const payloads = Array.isArray(profile.PayloadContent) ? profile.PayloadContent.filter(isDictionary) : [];
  const uuids = [profile, ...payloads].map(({ PayloadUUID }) => String(PayloadUUID).toLowerCase());
  return [
    ...findKeyFaults(profile, readRules("TopLevel")),
    ...payloads.flatMap((payload) =>
      findKeyFaults(payload, [...readRules("CommonPayloadKeys"), ...readRules(String(payload.PayloadType))]),
    ),
    ...uuids
      .filter((uuid) => !/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(uuid))
      .map((uuid) => `${uuid}: no UUID`),
    ...(new Set(uuids).size < uuids.length ? [`UUIDs are not unique: ${uuids.join(", ")}`] : []),
    ...(payloads.length === 0 ? ["there is no payload"] : []),
  ];
}

function readRules(name: string): readonly KeyRule[] {
  // The file is Apple's own data, and `findKeyFaults` finds every key unknown where it is not.
  const { payloadkeys } = JSON.parse(readFileSync(join(conformanceDir, "apple/json", `${name}.json`), "utf8")) as {
    readonly payloadkeys: readonly KeyRule[];
  };
  return payloadkeys;
}

function findKeyFaults(dictionary: Dictionary, rules: readonly KeyRule[]): string[] {
  const missing = rules.filter(({ key, presence }) => presence === "required" && !(key in dictionary));
  return [
    ...missing.map(({ key }) => `${key}: missing`),
    ...Object.entries(dictionary).flatMap(([key, value]) => {
      const rule = rules.find((known) => known.key === key);
      if (rule === undefined) return [`${key}: unknown`];
      return isAllowed(value, rule) ? [] : [`${key}: ${JSON.stringify(value)} is not allowed`];
    }),
  ];
}

const TYPES: Readonly<Record<string, (value: PlistValue) => boolean>> = {
  "<string>": (value) => typeof value === "string" && value !== "",
  "<integer>": (value) => Number.isInteger(value),
  "<real>": (value) => typeof value === "number",
  "<boolean>": (value) => typeof value === "boolean",
  "<array>": Array.isArray,
  "<dictionary>": isDictionary,
};

function isAllowed(value: PlistValue, { type, rangelist, range, format }: KeyRule): boolean {
  const inRange = typeof value !== "number" || (value >= (range?.min ?? value) && value <= (range?.max ?? value));
  return (
    (TYPES[type]?.(value) ?? false) &&
    (rangelist?.includes(value) ?? true) &&
    inRange &&
    (format === undefined || new RegExp(format).test(String(value)))
  );
}
