import { expect, onTestFinished, test } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { findDirectoryFindings } from "../../src/directory/views/directory-findings.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const OPERATOR = { name: "operator", provider: undefined };

async function openTestDirectory() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const options = {
    database,
    directory: sqlDirectory(database),
    floor: { providers: new Map(), domains: new Map() },
    now: () => new Date("2026-11-29T10:00:00Z"),
    changed: () => {},
  };
  const [domains, providers] = [domainOperations(options), providerOperations(options)];
  await providers.put(OPERATOR, "pop", awkwardSettings.providers["pop-only"]);
  await providers.put(OPERATOR, "plain", awkwardSettings.providers.plain);
  for (const name of ["a.example", "b.example", "c.example"]) await domains.put(OPERATOR, name, { provider: "pop" });
  await domains.put(OPERATOR, "d.example", { provider: "plain" });
  await domains.put(OPERATOR, "e.example", { provider: "pop", suspended: true });
  return { options, domains, providers };
}

test("what is wrong is told once for all domains that it concerns, worst first", async () => {
  const { options } = await openTestDirectory();
  const { findings, isPartial } = await findDirectoryFindings(OPERATOR, options);
  expect(isPartial).toBe(false);
  expect(findings[0]).toMatchObject({ kind: "warning", provider: "pop", sample: "a.example", count: 3 });
  expect(findings.map(({ count }) => count)).toEqual(findings.map(({ count }) => count).toSorted((a, b) => b - a));
});

test("a domain that somebody else's hand broke comes before all warnings", async () => {
  const { options } = await openTestDirectory();
  const change = { name: "pop", body: { ...awkwardSettings.providers.plain, displayName: "{nobody}" }, expected: 1 };
  await options.directory.writeProviders([change], { name: "somebody", at: options.now() });
  const { findings } = await findDirectoryFindings(OPERATOR, options);
  expect(findings[0]).toMatchObject({ kind: "broken", count: 3, problem: expect.stringContaining("{nobody}") });
});

test("a domain whose name makes a value too long is told of by itself, and beside it what concerns the others", async () => {
  const { options, domains } = await openTestDirectory();
  await domains.put(OPERATOR, "shop-with-a-long-name.example", { provider: "pop" });
  const body = { ...awkwardSettings.providers["pop-only"], displayShortName: "{domain}" };
  await options.directory.writeProviders([{ name: "pop", body, expected: 1 }], { name: "somebody", at: options.now() });
  const { findings } = await findDirectoryFindings(OPERATOR, options);
  const sample = "shop-with-a-long-name.example";
  expect(findings[0]).toMatchObject({ kind: "broken", provider: "pop", sample, count: 1 });
  expect(findings[1]).toMatchObject({ kind: "warning", provider: "pop", sample: "a.example", count: 4 });
});

test("whoever has one provider is told of no other", async () => {
  const { options } = await openTestDirectory();
  const { findings } = await findDirectoryFindings({ name: "reseller", provider: "plain" }, options);
  expect(findings.filter(({ provider }) => provider !== "plain")).toEqual([]);
});

test("a domain whose provider somebody else's hand removed is not answered, and told of", async () => {
  const { options } = await openTestDirectory();
  await options.database.query({ sql: "DELETE FROM providers WHERE id = 'plain'", values: [] });
  const { findings } = await findDirectoryFindings(OPERATOR, options);
  expect(findings[0]).toMatchObject({ kind: "broken", provider: "plain", sample: "d.example", count: 1 });
});

test("as many questions are asked, whatever the number of providers", async () => {
  const { options, domains, providers } = await openTestDirectory();
  for (let index = 0; index < 20; index += 1) {
    await providers.put(OPERATOR, `p${index}`, awkwardSettings.providers["pop-only"]);
    await domains.put(OPERATOR, `d${index}.example`, { provider: `p${index}` });
  }
  let asked = 0;
  const { database } = options;
  const query: typeof database.query = (statement) => {
    asked += 1;
    return database.query(statement);
  };
  const directory = sqlDirectory({ ...database, query });
  const { findings } = await findDirectoryFindings(OPERATOR, { ...options, directory });
  expect(new Set(findings.map(({ provider }) => provider)).size).toBeGreaterThan(20);
  expect(asked).toBeLessThan(5);
});

test("a fault of one entry is found among thousands that differ in the values of their variables alone", async () => {
  const { options } = await openTestDirectory();
  const count = 5_000;
  const toGroup = (name: string, body: object) => ({ provider: "plain", body, name, extremes: [name], count: 1 });
  const groups = [
    ...Array.from({ length: count }, (_, index) =>
      toGroup(`d${index}.example`, { provider: "plain", variables: { node: `n${index}` } }),
    ),
    toGroup("wrong.example", { provider: "plain", overrides: { displayName: "{nobody}" } }),
  ];
  const directory = {
    ...options.directory,
    surveyEntries: async () => ({ groups, isCut: false, next: undefined }),
  } as unknown as typeof options.directory;
  const { findings, isPartial } = await findDirectoryFindings(OPERATOR, { ...options, directory });
  expect(findings).toEqual([expect.objectContaining({ kind: "broken", sample: "wrong.example" })]);
  expect(isPartial).toBe(true);
});

test("of a provider whose every domain has a value of its own, each is looked at", async () => {
  const { options, domains } = await openTestDirectory();
  for (let index = 0; index < 120; index += 1)
    await domains.put(OPERATOR, `d${index}.example`, { provider: "plain", variables: { node: `n${index}` } });
  expect((await findDirectoryFindings(OPERATOR, options)).isPartial).toBe(false);
});
