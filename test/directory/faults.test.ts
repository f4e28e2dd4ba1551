/**
 * What requests are answered while the directory fails in every way and is changed here and elsewhere.
 * @module
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { type FoundSettings, isSettings } from "../../src/model/server-settings.ts";
import type { Settings } from "../../src/model/settings/parse-settings.ts";
import { type CachedReader, cachedReader } from "../../src/store/cache/cached-reader.ts";
import { directoryReader } from "../../src/store/cache/directory-reader.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { StoreUnavailableError } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import { createTestApp } from "../support/services/app.ts";
import { FAULTS, type Fault, faultyDatabase } from "../support/services/faulty-database.ts";

const OPERATOR = { name: "operator", provider: undefined };
const NOTHING: Settings = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };
const SECOND = 1_000;
const FRESH_FOR = 10 * SECOND;
const DOMAINS = Array.from({ length: 12 }, (_, index) => Domain.parse(`shop${index}.example`));
const UNKNOWN = Domain.parse("unknown.example");

/** A schedule: each step is one thing that happens, and then everybody asks. */
type Step =
  | { readonly what: "fault"; readonly fault: Fault | undefined }
  | { readonly what: "pass"; readonly milliseconds: number }
  | { readonly what: "change"; readonly index: number; readonly isHere: boolean }
  | { readonly what: "nothing" };

const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant("fault"),
        fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant("pass"),
        milliseconds: fc.constantFrom(200, SECOND, 9_999, 10_001, 60_000),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant("change"), index: fc.nat(DOMAINS.length - 1), isHere: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.constant({ what: "nothing" } as const) },
  ) as fc.Arbitrary<Step>,
  { minLength: 20, maxLength: 60 },
);

let database: SqliteDatabase;
beforeAll(async () => {
  database = await openSqlite(":memory:");
  return () => database.close();
});

/** A service over a directory that fails as it is told, and what a domain's name may be in its answers. */
async function open(start = Date.parse("2026-11-29T10:00:00Z")) {
  for (const table of ["providers", "domains", "revisions"])
    await database.query({ sql: `DELETE FROM ${table}`, values: [] });
  let time = start;
  let fault: Fault | undefined;
  const now = () => new Date(time);
  const directory = sqlDirectory(database);
  const failing = sqlDirectory(faultyDatabase(database, () => fault));
  const reader: CachedReader = cachedReader(
    directoryReader(failing, () => NOTHING, now),
    {
      now,
      freshFor: FRESH_FOR,
      staleFor: 24 * 3600 * SECOND,
      maxBytes: 1_000_000,
      patience: 2,
      sharesQuestions: true,
      report: () => {},
    },
  );
  const options = { directory, floor: NOTHING, now };
  await providerOperations({ ...options, changed: () => {} }).put(OPERATOR, "shops", awkwardSettings.providers.plain);
  const here = domainOperations({ ...options, changed: reader.forget });
  const elsewhere = domainOperations({ ...options, changed: () => {} });
  const written = new Map<Domain, { readonly name: string; readonly at: number; readonly isHere: boolean }[]>();
  const change = async (domain: Domain, isHere: boolean) => {
    const former = written.get(domain) ?? [];
    const name = `${domain} ${former.length}`;
    written.set(domain, [...former, { name, at: time, isHere }]);
    const body = { provider: "shops", overrides: { displayName: name } };
    const made = await (isHere ? here : elsewhere).put(OPERATOR, domain, body);
    if (!made.ok) throw new Error(made.error.reason);
  };
  for (const domain of DOMAINS) await change(domain, true);
  const app = createTestApp({ store: reader, now, countStale: () => reader.health.staleAnswers });
  return {
    reader,
    app,
    change,
    written,
    isWell: () => fault === undefined && !reader.health.isFailing,
    time: () => time,
    async happen(step: Step) {
      if (step.what === "fault") fault = step.fault;
      if (step.what === "pass") time += step.milliseconds;
      if (step.what === "change") await change(DOMAINS[step.index] ?? UNKNOWN, step.isHere);
    },
  };
}

/** All that somebody asks at one moment: every domain twice, so that questions are shared. */
const ASKED = [...DOMAINS, UNKNOWN, ...DOMAINS];

test("whatever fails, nobody gets another's settings, or what was changed longer ago than it may take", async () => {
  let answers = 0;
  while (answers < toEffort(5_000))
    await fc.assert(
      fc.asyncProperty(steps, async (schedule) => {
        const service = await open();
        for (const step of schedule) {
          await service.happen(step);
          const wasWell = service.isWell();
          const found = await Promise.allSettled(ASKED.map((domain) => service.reader.find(domain)));
          answers += found.length;
          const isWell = wasWell && service.isWell();
          const wrong = found.map((result, index) => findWrong(service, ASKED[index] ?? UNKNOWN, result, isWell));
          expect(wrong.filter(Boolean)).toEqual([]);
        }
      }),
      { numRuns: toEffort(20) },
    );
});

/** What is wrong with an answer; `isWell` says that the directory could be asked, and was not given up for a moment. */
function findWrong(
  { written, time }: Awaited<ReturnType<typeof open>>,
  domain: Domain,
  result: PromiseSettledResult<FoundSettings>,
  isWell: boolean,
): string | undefined {
  if (result.status === "rejected")
    return result.reason instanceof StoreUnavailableError ? undefined : String(result.reason);
  const settings = result.value;
  if (domain === UNKNOWN) return settings === undefined ? undefined : "a domain that there is not is answered";
  if (!isSettings(settings)) return `${domain} is not answered`;
  if (settings.domain !== domain) return `${domain} is answered with ${settings.domain}`;
  const names = written.get(domain) ?? [];
  const shown = names.findIndex(({ name }) => name === settings.displayName);
  if (shown < 0) return `${domain} has another's name`;
  const later = names.slice(shown + 1);
  if (!isWell || later.length === 0) return undefined;
  if (later.some(({ isHere }) => isHere)) return `${domain} does not show what was changed here`;
  return later.some(({ at }) => time() - at >= FRESH_FOR) ? `${domain} shows what was changed long ago` : undefined;
}

test("requests get what they asked for, or are told to come again; and are told while it cannot be confirmed", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (schedule) => {
      const { app, reader, happen, isWell } = await open();
      for (const step of schedule) {
        await happen(step);
        for (const domain of [...DOMAINS.slice(0, 3), UNKNOWN]) {
          const before = reader.health.staleAnswers;
          const response = await app.request(`https://autoconfig.${domain}/mail/config-v1.1.xml`);
          const body = await response.text();
          expect([200, 404, 503]).toContain(response.status);
          expect(response.headers.get("retry-after")).toBe(response.status === 503 ? "30" : null);
          expect(response.headers.has("cache-status")).toBe(reader.health.staleAnswers > before);
          if (response.status === 200) expect(body).toContain(`<emailProvider id="${domain}">`);
          if (isWell()) expect(response.status).toBe(domain === UNKNOWN ? 404 : 200);
        }
      }
    }),
    { numRuns: toEffort(3) },
  );
});

test("all is well again with the first question after a failure, of whatever kind", async () => {
  for (const fault of FAULTS) {
    const { reader, happen } = await open();
    await Promise.allSettled(ASKED.map((domain) => reader.find(domain)));
    await happen({ what: "fault", fault });
    await happen({ what: "pass", milliseconds: 60_000 });
    await Promise.allSettled(ASKED.map((domain) => reader.find(domain)));
    await happen({ what: "fault", fault: undefined });
    await happen({ what: "pass", milliseconds: 2_000 });
    const found = await Promise.all(ASKED.map((domain) => reader.find(domain)));
    expect(found.map((settings) => (isSettings(settings) ? settings.domain : settings))).toEqual(
      ASKED.map((domain) => (domain === UNKNOWN ? undefined : domain)),
    );
    expect(reader.health.isFailing).toBe(false);
  }
});

test("a clock that jumps makes nobody's answer another's, and no error", async () => {
  const { reader, happen, change } = await open();
  for (const milliseconds of [-3600_000, 5, 86_400_000, -86_400_000 * 400, 86_400_000 * 4000]) {
    await happen({ what: "pass", milliseconds });
    for (const domain of DOMAINS) await change(domain, true);
    for (const domain of DOMAINS) expect(await reader.find(domain)).toMatchObject({ domain });
  }
});
