import { describe, expect, onTestFinished, test } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { directoryView } from "../../src/directory/views/directory-view.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const ORIGIN = "https://setup.hosting.example";
const OPERATOR = { name: "operator", provider: undefined };
const PLAIN = awkwardSettings.providers.plain;

async function openDirectory() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const floor = parseSettings({
    providers: { plain: PLAIN },
    domains: { "floor.example": { provider: "plain" } },
  });
  if (!floor.ok) throw new Error("the settings are faulty");
  const directory = sqlDirectory(database);
  const options = { directory, floor: floor.value, now: () => new Date(0), changed: () => {} };
  const providers = providerOperations(options);
  await providers.put(OPERATOR, "p", PLAIN);
  return { domains: domainOperations(options), providers, view: directoryView(directory, floor.value, options.now) };
}

function unwrap<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

test("a domain's change shows in each document that it reaches, and in no other", async () => {
  const { domains, view } = await openDirectory();
  await domains.put(OPERATOR, "shop.example", { provider: "p" });
  const patch = { overrides: { displayName: "Another name" } };
  const tried = unwrap(await domains.patch(OPERATOR, "shop.example", patch, { dryRun: true }));
  const { samples, ...rest } = await view.previewDomain(tried, ORIGIN);
  expect(rest).toEqual({ domains: 1, isCut: false });
  const told = samples.flatMap(({ diffs }) => diffs.map(({ document }) => document));
  // The zone has a digest of the PACC document in it; Autodiscover has no name at all.
  expect(told).toEqual(["autoconfig", "profile", "pacc", "dns"]);
  expect(samples[0]?.diffs[0]?.diff).toContain("+    <displayName>Another name</displayName>");
});

test("without a record a domain is what the file or the wildcard makes of it", async () => {
  const { domains, view } = await openDirectory();
  const same = unwrap(await domains.put(OPERATOR, "floor.example", { provider: "plain" }, { dryRun: true }));
  expect(await view.previewDomain(same, ORIGIN)).toEqual({ domains: 1, samples: [], isCut: false });
  await domains.put(OPERATOR, "*", { provider: "p" });
  const likewise = unwrap(await domains.put(OPERATOR, "any.example", { provider: "p" }, { dryRun: true }));
  expect((await view.previewDomain(likewise, ORIGIN)).samples).toEqual([]);
});

test("a provider's change is shown at one domain of each kind, and counted for all of them", async () => {
  const { domains, providers, view } = await openDirectory();
  for (const name of ["a", "b", "c"]) await domains.put(OPERATOR, `${name}.example`, { provider: "p" });
  await domains.put(OPERATOR, "d.example", { provider: "p", overrides: { displayName: "Its own" } });
  await domains.put(OPERATOR, "e.example", { provider: "p", suspended: true });
  const tried = unwrap(await providers.patch(OPERATOR, "p", { displayName: "New" }, { dryRun: true }));
  const preview = await view.previewProvider(tried, ORIGIN);
  expect(preview).toMatchObject({ domains: 5, samples: [{ domain: "a.example", count: 3 }], isCut: false });
});

test("of a provider whose domains are all of them different, twenty are looked at", async () => {
  const { domains, providers, view } = await openDirectory();
  const items = Array.from({ length: 30 }, (_, index) => ({
    name: `shop${index}.example`,
    body: { provider: "p", variables: { number: String(index) } },
  }));
  await domains.bulk(OPERATOR, items);
  const tried = unwrap(await providers.patch(OPERATOR, "p", { displayShortName: "New" }, { dryRun: true }));
  const { samples, ...rest } = await view.previewProvider(tried, ORIGIN);
  expect(rest).toEqual({ domains: 30, isCut: true });
  expect(samples.length).toBeLessThanOrEqual(20);
});

describe("a change of what is planned", () => {
  const planOf = (hostname: string, year: number) => ({
    at: `${year}-01-01T00:00:00Z`,
    overrides: { incomingServers: [{ ...PLAIN.incomingServers[0], hostname }] },
  });
  const NEW = planOf("new.example", 2099);

  async function preview(before: object, after: object) {
    const { domains, view } = await openDirectory();
    await domains.put(OPERATOR, "shop.example", { provider: "p", ...before });
    return view.previewDomain(
      unwrap(await domains.put(OPERATOR, "shop.example", { provider: "p", ...after }, { dryRun: true })),
      ORIGIN,
    );
  }

  test("is shown as of its moment, and not before", async () => {
    const { samples } = await preview({}, { changes: [NEW] });
    expect(samples).toMatchObject([{ diffs: [], planned: [{ at: "2099-01-01T00:00:00.000Z" }] }]);
    expect(samples[0]?.planned[0]?.diffs[0]?.diff).toContain("+      <hostname>new.example</hostname>");
  });

  test("that is put off makes a difference until the later moment", async () => {
    const { samples } = await preview({ changes: [NEW] }, { changes: [planOf("new.example", 2100)] });
    expect(samples[0]?.planned.map(({ at, diffs }) => [at.slice(0, 4), diffs.length > 0])).toEqual([
      ["2099", true],
      ["2100", false],
    ]);
  });

  test.each<[string, object, object]>([
    ["of anything else", { changes: [NEW] }, { changes: [NEW], overrides: { displayName: "Another" } }],
    ["made already", {}, { changes: [planOf("new.example", 1960)] }],
    ["that ends with the domain's answers", { changes: [NEW] }, { changes: [NEW], suspended: true }],
  ])("%s is shown as of now alone", async (_, before, after) => {
    const { samples } = await preview(before, after);
    expect(samples).toMatchObject([{ diffs: expect.arrayContaining([expect.anything()]), planned: [] }]);
  });

  test("that is a provider's is shown at one domain of each kind", async () => {
    const { domains, providers, view } = await openDirectory();
    for (const name of ["a", "b"]) await domains.put(OPERATOR, `${name}.example`, { provider: "p" });
    const tried = unwrap(await providers.patch(OPERATOR, "p", { changes: [NEW] }, { dryRun: true }));
    expect(await view.previewProvider(tried, ORIGIN)).toMatchObject({
      domains: 2,
      samples: [{ count: 2, diffs: [], planned: [{ at: "2099-01-01T00:00:00.000Z" }] }],
    });
  });

  test("is cut where there are more moments than anybody reads", async () => {
    const years = (start: number) =>
      Array.from({ length: 6 }, (_, index) => planOf(`h${index}.example`, start + index));
    const { samples, isCut } = await preview({ changes: years(2080) }, { changes: years(2090) });
    expect([samples[0]?.planned.length, isCut]).toEqual([10, true]);
  });
});

test("a domain that is not served has no report, nor has the wildcard", async () => {
  const { domains, view } = await openDirectory();
  const put = async (name: string, more = {}) => {
    const { record } = unwrap(await domains.put(OPERATOR, name, { provider: "p", ...more }));
    if (record === undefined) throw new Error("it was not made");
    return view.report(record, ORIGIN);
  };
  expect(await put("shop.example")).toMatchObject({ displayName: "shop.example", certificates: expect.any(Array) });
  expect(await put("late.example", { suspended: true })).toBeUndefined();
  expect(await put("*")).toBeUndefined();
});
