/**
 * What operators send, and what they have us read, in the hands of somebody who wants it to fail.
 * @module
 */
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { readCsv } from "../../src/directory/import/read-csv.ts";
import { readIspdb } from "../../src/directory/import/read-ispdb.ts";
import { readLive } from "../../src/directory/import/read-live.ts";
import { readMonogramm } from "../../src/directory/import/read-monogramm.ts";
import { parseLine } from "../../src/directory/import/read-ndjson.ts";
import { parseAutodiscoverRequest } from "../../src/formats/autodiscover/autodiscover-request.ts";
import { parseEmailAddress } from "../../src/model/address/email-address.ts";
import { findNamedDomain, isDiscoveryName } from "../../src/model/domain/discovery-name.ts";
import { findDomain, toUnicode } from "../../src/model/domain/domain.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { parseSettings, parseSettingsText } from "../../src/model/settings/parse-settings.ts";
import { readSigningIdentity } from "../../src/signing/signing-identity.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import { hostileHeader, hostileText } from "../support/drawn/hostile-text.ts";
import { ADMIN_TOKEN, createOperatedApp } from "../support/services/operators.ts";

const ORIGIN = "https://setup.hosting.example";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const SHOP = Domain.parse("shop.example");

/** Each gives a value, whatever it is given: an exception is a fault. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "an address": (text) => {
    const parsed = parseEmailAddress(text);
    // What is an address stays the same one when it is read again.
    if (parsed.ok) expect(parseEmailAddress(parsed.value.canonical)).toMatchObject({ ok: true });
    return parsed;
  },
  "a domain": (text) => {
    const domain = findDomain(text);
    if (domain !== undefined) expect([findDomain(domain), typeof toUnicode(domain)]).toEqual([domain, "string"]);
    return [domain, findNamedDomain(text), isDiscoveryName(text)];
  },
  "an Autodiscover request": parseAutodiscoverRequest,
  "a settings file": parseSettingsText,
  "an import of autoconfig": (text) => readIspdb([{ name: "a.xml", text }]),
  "an import of a table": (text) => [...readCsv({ name: "a.csv", text }, { provider: undefined })],
  "an import of an .env file": (text) => readMonogramm({ name: ".env", text }),
  "an import of lines": (text) => text.split("\n").map((line) => parseLine(line, "line 1")),
  "an answer of another server": (text) =>
    readLive({ url: "https://shop.example/mail/config-v1.1.xml", bytes: bytesOf(text) }, SHOP),
  "a key and a chain": (text) => readSigningIdentity({ key: text, chain: text }),
};

describe("whatever text it is, it is read or refused:", () => {
  test.each(Object.entries(READERS))("%s", (_, read) =>
    fc.assert(
      fc.asyncProperty(hostileText, async (text) => void (await read(text))),
      { numRuns: toEffort(400) },
    ),
  );
});

/** A value of JSON that may be anything, with the settings' own names in it. */
const { value: hostileJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    hostileText,
    fc.double(),
    fc.constantFrom(null, true, [], {}, -0),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          "provider",
          "providers",
          "domains",
          "overrides",
          "variables",
          "changes",
          "incomingServers",
          "hostname",
          "__proto__",
          "kind",
          "name",
          "body",
        ),
        hostileText,
      ),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
}));

/** The awkward settings with something else in one place. */
const spoiltSettings = fc.tuple(fc.nat(10_000), hostileJson).map(([place, value]) => {
  const settings = structuredClone(awkwardSettings) as Record<string, unknown>;
  let at: Record<string, unknown> = settings;
  for (let step = place; ; step = Math.floor(step / 7)) {
    const names = Object.keys(at);
    const name = names[step % Math.max(1, names.length)] ?? "x";
    const next = at[name];
    if (step === 0 || typeof next !== "object" || next === null) {
      at[name] = value;
      return settings;
    }
    at = next as Record<string, unknown>;
  }
});

test("settings with anything in any place are read or refused, with a place for each fault", () =>
  fc.assert(
    fc.property(spoiltSettings, (settings) => {
      const parsed = parseSettings(settings);
      if (!parsed.ok) expect(parsed.error.length).toBeGreaterThan(0);
    }),
    { numRuns: toEffort(60) },
  ));

describe("whatever an operator sends, it is answered below 500", () => {
  async function open() {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    return (await createOperatedApp(database, {}, {})).app;
  }

  test("in a body, to the API and to the console", async () => {
    const [app, clock] = [await open(), { requests: 0 }];
    const bodies = fc.oneof(
      hostileText,
      hostileJson.map((value) => JSON.stringify(value) ?? ""),
    );
    const routes = [
      ["PUT", "/api/v1/domains/ours.example", "application/json"],
      ["PATCH", "/api/v1/domains/ours.example", "application/merge-patch+json"],
      ["PUT", "/api/v1/providers/ours", "application/json"],
      ["POST", "/api/v1/bulk", "application/x-ndjson"],
      ["POST", "/api/v1/tokens", "application/json"],
      ["POST", "/api/v1/domains/ours.example/logins", "application/json"],
      ["POST", "/console/log-in", "application/x-www-form-urlencoded"],
    ] as const;
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(...routes), async (body, [method, path, type]) => {
        clock.requests += 1;
        const response = await app.request(`${ORIGIN}${path}`, {
          method,
          body,
          headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": type, "sec-fetch-site": "same-origin" },
        });
        expect([path, response.status < 500]).toEqual([path, true]);
        await response.text();
      }),
      { numRuns: toEffort(40) },
    );
  });

  test("in a query, a path, a token and a cookie", async () => {
    const app = await open();
    await fc.assert(
      fc.asyncProperty(hostileText, hostileHeader, async (text, header) => {
        for (const path of [
          `/api/v1/domains?prefix=${encodeURIComponent(text)}&cursor=${encodeURIComponent(text)}&limit=${encodeURIComponent(text)}`,
          `/api/v1/domains/${encodeURIComponent(text)}`,
          `/api/v1/audit?cursor=${encodeURIComponent(text)}`,
        ]) {
          const response = await app.request(`${ORIGIN}${path}`, {
            headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "if-match": header },
          });
          expect([path, response.status < 500]).toEqual([path, true]);
        }
        for (const headers of [{ authorization: header }, { cookie: `__Host-waypost=${header}` }]) {
          const response = await app.request(`${ORIGIN}/api/v1/domains`, { headers: { ...headers } });
          expect(response.status).toBeLessThan(500);
          const page = await app.request(`${ORIGIN}/console/log-in?next=${encodeURIComponent(text)}`, {
            headers: { ...headers },
          });
          expect(page.status).toBeLessThan(500);
        }
      }),
      { numRuns: toEffort(15) },
    );
  });
});
