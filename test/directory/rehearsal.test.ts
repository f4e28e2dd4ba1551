import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type DomainOperations, domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { type ProviderOperations, providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { rehearse } from "../../src/directory/operations/rehearsal.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import type { Directory } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { toEffort } from "../support/drawn/effort.ts";

const OPERATOR = { name: "operator", provider: undefined };
const PLAIN = awkwardSettings.providers.plain;

const domain = fc.constantFrom("a.example", "b.example", "c.example", "*");
const provider = fc.constantFrom("one", "two");
const entry = fc.oneof(
  provider.map((id) => ({ provider: id })),
  provider.map((id) => ({ provider: id, suspended: true })),
  provider.map((id) => ({ provider: id, variables: { own: "value" } })),
);
const settings = fc.constantFrom(PLAIN, { ...PLAIN, displayName: "Other" }, { ...PLAIN, displayName: "{own}" });
type Step = (operations: { domains: DomainOperations; providers: ProviderOperations }) => Promise<unknown>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(domain, entry).map(
    ([name, body]) =>
      async ({ domains }: Parameters<Step>[0]) =>
        domains.put(OPERATOR, name, body),
  ),
  domain.map(
    (name) =>
      async ({ domains }: Parameters<Step>[0]) =>
        domains.remove(OPERATOR, name),
  ),
  fc.array(fc.record({ name: domain, body: fc.option(entry, { nil: undefined }) }), { maxLength: 5 }).map(
    (items) =>
      async ({ domains }: Parameters<Step>[0]) =>
        domains.bulk(OPERATOR, items),
  ),
  fc.tuple(provider, settings).map(
    ([id, body]) =>
      async ({ providers }: Parameters<Step>[0]) =>
        providers.put(OPERATOR, id, body),
  ),
  provider.map(
    (id) =>
      async ({ providers }: Parameters<Step>[0]) =>
        providers.remove(OPERATOR, id),
  ),
  provider.map(
    (id) =>
      async ({ domains }: Parameters<Step>[0]) =>
        domains.count(OPERATOR, { provider: id }, 100),
  ),
  domain.map(
    (name) =>
      async ({ domains }: Parameters<Step>[0]) =>
        domains.get(OPERATOR, name),
  ),
);

function operationsOn(directory: Directory) {
  const options = {
    directory,
    floor: { providers: new Map(), domains: new Map() },
    now: () => new Date(0),
    changed: () => {},
  };
  return { domains: domainOperations(options), providers: providerOperations(options) };
}

/** Revisions are each directory's own, and so is which of like domains a fault is told of. */
const OWN: ReadonlySet<string> = new Set(["revision", "path", "pointer"]);

function withoutOwn(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, member) => (OWN.has(key) ? undefined : member)));
}

test("what is rehearsed goes as it goes when it is done, and leaves no trace", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 3 }),
      fc.array(step, { minLength: 6, maxLength: 20 }),
      async (first, then) => {
        const database = await openSqlite(":memory:");
        try {
          const directory = sqlDirectory(database);
          const made = operationsOn(directory);
          for (const id of ["one", "two"]) await made.providers.put(OPERATOR, id, PLAIN);
          for (const run of first) await run(made);
          const [last] = await directory.listChanges(undefined, 1);
          const tried = operationsOn(rehearse(directory));
          const answers: unknown[] = [];
          for (const run of then) answers.push(withoutOwn(await run(tried)));
          expect((await directory.listChanges(undefined, 1))[0]).toEqual(last);
          for (const [index, run] of then.entries()) expect(answers[index]).toEqual(withoutOwn(await run(made)));
        } finally {
          database.close();
        }
      },
    ),
    { numRuns: toEffort(30) },
  );
});
