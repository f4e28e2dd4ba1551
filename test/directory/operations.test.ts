import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "../../src/directory/actor.ts";
import type { DirectoryOptions } from "../../src/directory/operations/change.ts";
import { MAX_ENTRY_BYTES } from "../../src/directory/operations/check-entry.ts";
import { type DomainOperations, domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { type ProviderOperations, providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { DomainEntry } from "../../src/model/settings/settings.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const OPERATOR: Actor = { name: "operator", provider: undefined };
const RESELLER: Actor = { name: "reseller", provider: "theirs" };
const PLAIN = awkwardSettings.providers.plain;

let domains: DomainOperations;
let providers: ProviderOperations;
let options: DirectoryOptions;
let told: unknown[];

beforeEach(async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  told = [];
  options = {
    directory: sqlDirectory(database),
    floor: { providers: new Map(), domains: new Map() },
    now: () => new Date("2026-11-29T10:00:00Z"),
    changed: (domain) => told.push(domain ?? "everything"),
  };
  domains = domainOperations(options);
  providers = providerOperations(options);
  for (const id of ["ours", "theirs"]) await providers.put(OPERATOR, id, PLAIN);
  told = [];
});

const ours = { provider: "ours" };
const theirs = { provider: "theirs" };

describe("a domain", () => {
  test("is made, and the same again is no change", async () => {
    expect(await domains.put(OPERATOR, "shop.example", ours)).toMatchObject({ ok: true, value: { isChanged: true } });
    expect(await domains.put(OPERATOR, "SHOP.example.", { ...ours })).toMatchObject({
      ok: true,
      value: { isChanged: false, record: { name: "shop.example", revision: 3 } },
    });
    expect(told).toEqual(["shop.example"]);
  });

  test.each(["bücher.example", "BÜCHER.Example.", "xn--bcher-kva.example", "xn--b"])(
    "is found by its name as %j",
    async (prefix) => {
      await domains.put(OPERATOR, "bücher.example", ours);
      await domains.put(OPERATOR, "other.example", ours);
      const found = await domains.list(OPERATOR, { prefix }, 10);
      expect(found.items.map(({ name }) => name)).toEqual(["xn--bcher-kva.example"]);
      expect(await domains.count(OPERATOR, { prefix }, 10)).toBe(1);
    },
  );

  test.each([
    ["a domain", () => domains, "shop.example", ours],
    ["a provider", () => providers, "new", PLAIN],
  ] as const)(
    "that is %s may be as large as every surface takes it, and no larger",
    async (_, operations, name, entry) => {
      const left = MAX_ENTRY_BYTES - JSON.stringify({ ...entry, $comment: "" }).length;
      const put = (letters: number) => operations().put(OPERATOR, name, { ...entry, $comment: "x".repeat(letters) });
      const fault = { expected: "expected at most 131072 bytes as JSON" };
      expect(await put(left + 1)).toMatchObject({ error: { reason: "faulty", faults: [fault] } });
      expect(await put(left)).toMatchObject({ ok: true });
      const patched = await operations().patch(OPERATOR, name, { $comment: "é".repeat(left / 2 + 1) });
      expect(patched).toMatchObject({ error: { reason: "faulty", faults: [fault] } });
    },
  );

  test("is refused with every fault, in the words of a file's", async () => {
    const body = { ...ours, launched: "yes", nonsense: 1 };
    expect(await domains.put(OPERATOR, "shop.example", body)).toMatchObject({
      ok: false,
      error: {
        reason: "faulty",
        faults: [
          {
            path: 'domains["shop.example"].launched',
            pointer: "/domains/shop.example/launched",
            expected: "expected a boolean",
          },
          { path: 'domains["shop.example"].nonsense', expected: "unknown member" },
        ],
      },
    });
    expect(told).toEqual([]);
  });

  test.each([
    ["a provider that is not there", { provider: "nobody" }],
    ["a template that nobody fills in", { ...ours, overrides: { displayName: "{shop}" } }],
    ["no object", "ours"],
  ])("is refused for %s", async (_, body) =>
    expect(await domains.put(OPERATOR, "shop.example", body)).toMatchObject({ ok: false, error: { reason: "faulty" } }),
  );

  test("may use a provider of the settings file", async () => {
    const { value } = await providers.get(OPERATOR, "ours").then((found) => (found.ok ? found : { value: undefined }));
    const fromFile = new Map(value === undefined ? [] : [["from-file", value.provider]]);
    const floor = { providers: fromFile, domains: new Map() };
    const both = domainOperations({ ...options, floor });
    expect(await both.put(OPERATOR, "shop.example", { provider: "from-file" })).toMatchObject({ ok: true });
  });

  test("is patched member by member", async () => {
    await domains.put(OPERATOR, "shop.example", { ...ours, launched: false });
    const patched = await domains.patch(OPERATOR, "shop.example", { suspended: true, launched: null });
    expect(patched).toMatchObject({
      ok: true,
      value: { record: { body: { ...ours, suspended: true }, state: "suspended" } },
    });
    expect(await domains.patch(OPERATOR, "none.example", {})).toEqual({ ok: false, error: { reason: "not_found" } });
  });

  test("is changed only as it was expected to be", async () => {
    await domains.put(OPERATOR, "shop.example", ours);
    const changed = { ok: false, error: { reason: "changed", revision: 3 } };
    expect(await domains.put(OPERATOR, "shop.example", ours, { expected: "none" })).toEqual(changed);
    expect(await domains.patch(OPERATOR, "shop.example", { launched: false }, { expected: 2 })).toEqual(changed);
    expect(await domains.remove(OPERATOR, "none.example", { expected: "any" })).toEqual({
      ok: false,
      error: { reason: "changed", revision: undefined },
    });
    expect(await domains.patch(OPERATOR, "shop.example", { launched: false }, { expected: 3 })).toMatchObject({
      ok: true,
    });
  });

  test("of many who patch at once, every patch is made", async () => {
    await domains.put(OPERATOR, "shop.example", ours);
    const patches = ["a", "b", "c"].map((name) => ({ variables: { [name]: name } }));
    await Promise.all(patches.map((patch) => domains.patch(OPERATOR, "shop.example", patch)));
    expect(await domains.get(OPERATOR, "shop.example")).toMatchObject({
      value: { body: { variables: { a: "a", b: "b", c: "c" } } },
    });
  });

  test("is not changed when it is only tried", async () => {
    const tried = await domains.put(OPERATOR, "shop.example", ours, { dryRun: true });
    expect(tried).toMatchObject({ ok: true, value: { isChanged: true, before: undefined } });
    expect(await domains.get(OPERATOR, "shop.example")).toMatchObject({ ok: false });
  });

  test("is removed once, and removed already after that", async () => {
    await domains.put(OPERATOR, "shop.example", ours);
    expect(await domains.remove(OPERATOR, "shop.example")).toMatchObject({ ok: true, value: { isChanged: true } });
    expect(await domains.remove(OPERATOR, "shop.example")).toMatchObject({ ok: true, value: { isChanged: false } });
  });

  test("goes back to what it was, also after its removal", async () => {
    await domains.put(OPERATOR, "shop.example", { ...ours, launched: false });
    await domains.remove(OPERATOR, "shop.example");
    expect(await domains.rollBack(OPERATOR, "shop.example", 3)).toMatchObject({
      ok: true,
      value: { record: { body: { ...ours, launched: false }, revision: 5 } },
    });
    expect(await domains.rollBack(OPERATOR, "shop.example", 2)).toEqual({ ok: false, error: { reason: "not_found" } });
  });

  test.each(["", "no domain", "localhost", "a@b.example", "xn--0.example"])("has no name such as %j", async (name) => {
    const refused = { ok: false, error: { reason: "name_malformed" } };
    expect(await domains.put(OPERATOR, name, ours)).toEqual(refused);
    expect(await domains.get(OPERATOR, name)).toEqual({ ok: false, error: { reason: "not_found" } });
  });
});

describe("many at once", () => {
  test("each is answered in its place, and one that is refused keeps no other from being made", async () => {
    await domains.put(OPERATOR, "same.example", ours);
    const results = await domains.bulk(OPERATOR, [
      { name: "a.example", body: ours },
      { name: "same.example", body: ours },
      { name: "bad.example", body: { provider: 1 } },
      { name: "no domain", body: ours },
      { name: "gone.example", body: undefined },
      { name: "a.example", body: { ...ours, launched: false } },
      { name: "a.example", body: undefined },
      { name: "b.example", body: ours },
    ]);
    const told = results.map((result) => (result.ok ? result.value.isChanged : result.error.reason));
    expect(told).toEqual([true, false, "faulty", "name_malformed", false, true, true, true]);
    expect((await domains.list(OPERATOR, {}, 10)).items.map(({ name }) => name)).toEqual(["b.example", "same.example"]);
  });

  test("sent again they change nothing", async () => {
    const items = Array.from({ length: 1_200 }, (_, index) => ({ name: `d${index}.example`, body: ours }));
    const first = await domains.bulk(OPERATOR, items);
    expect(first.every((result) => result.ok && result.value.isChanged)).toBe(true);
    const second = await domains.bulk(OPERATOR, items);
    expect(second.every((result) => result.ok && !result.value.isChanged)).toBe(true);
  });
});

describe("whoever has one provider", () => {
  beforeEach(async () => {
    await domains.put(OPERATOR, "ours.example", ours);
    await domains.put(OPERATOR, "theirs.example", theirs);
  });

  test("sees its own domains alone", async () => {
    expect((await domains.list(RESELLER, {}, 10)).items.map(({ name }) => name)).toEqual(["theirs.example"]);
    expect((await domains.list(RESELLER, { provider: "ours" }, 10)).items).toEqual([]);
    expect(await domains.count(RESELLER, {}, 10)).toBe(1);
    expect((await providers.list(RESELLER, 10)).items.map(({ id }) => id)).toEqual(["theirs"]);
  });

  test("is told of another's what it is told of nothing", async () => {
    for (const ask of [
      (name: string) => domains.get(RESELLER, name),
      (name: string) => domains.patch(RESELLER, name, { launched: false }, { expected: "any" }),
      (name: string) => domains.remove(RESELLER, name),
      (name: string) => domains.remove(RESELLER, name, { expected: 4 }),
      (name: string) => domains.history(RESELLER, name, 10),
      (name: string) => domains.rollBack(RESELLER, name, 5),
    ])
      expect(await ask("ours.example")).toEqual(await ask("none.example"));
    for (const ask of [
      (id: string) => providers.get(RESELLER, id),
      (id: string) => providers.history(RESELLER, id, 10),
      (id: string) => providers.remove(RESELLER, id),
      (id: string) => providers.patch(RESELLER, id, {}),
    ])
      expect(await ask("ours")).toEqual(await ask("none"));
    expect(await domains.get(OPERATOR, "ours.example")).toMatchObject({
      ok: true,
      value: { entry: { launched: true } },
    });
  });

  test("cannot take a domain over, or give one away", async () => {
    const refused = { ok: false, error: { reason: "not_yours" } };
    expect(await domains.put(RESELLER, "ours.example", theirs)).toEqual(refused);
    expect(await domains.put(RESELLER, "theirs.example", ours)).toMatchObject({ error: { reason: "faulty" } });
    expect(await providers.put(RESELLER, "new", PLAIN)).toEqual(refused);
    expect((await domains.bulk(RESELLER, [{ name: "ours.example", body: theirs }]))[0]).toEqual(refused);
  });

  test("neither makes, changes nor removes what answers for any name, though it is of its provider", async () => {
    const refused = { ok: false, error: { reason: "not_yours" } };
    expect(await domains.put(RESELLER, "*", theirs)).toEqual(refused);
    expect(await domains.remove(RESELLER, "*")).toEqual(refused);
    const made = await domains.put(OPERATOR, "*", theirs);
    expect(await domains.patch(RESELLER, "*", { suspended: true })).toEqual(refused);
    expect(await domains.remove(RESELLER, "*")).toEqual(refused);
    expect(await domains.bulk(RESELLER, [{ name: "*", body: undefined }])).toEqual([refused]);
    expect(await domains.get(OPERATOR, "*")).toEqual({ ok: true, value: made.ok && made.value.record });
  });
});

describe("a domain of the settings file", () => {
  const ofFile = (provider: string): DirectoryOptions["floor"] => ({
    providers: new Map(),
    domains: new Map([[Domain.parse("file.example"), DomainEntry.parse({ provider })]]),
  });

  test("is its provider's, and no other's token takes it over", async () => {
    const both = domainOperations({ ...options, floor: ofFile("ours") });
    const refused = { ok: false, error: { reason: "not_yours" } };
    expect(await both.put(RESELLER, "file.example", theirs)).toEqual(refused);
    expect(await both.put(RESELLER, "file.example", theirs, { dryRun: true })).toEqual(refused);
    expect((await both.bulk(RESELLER, [{ name: "file.example", body: theirs }]))[0]).toEqual(refused);
    const own = domainOperations({ ...options, floor: ofFile("theirs") });
    expect(await own.put(RESELLER, "file.example", theirs)).toMatchObject({ ok: true });
  });

  test("is whose the directory says, once it says so", async () => {
    const both = domainOperations({ ...options, floor: ofFile("ours") });
    expect(await both.put(OPERATOR, "file.example", theirs)).toMatchObject({ ok: true });
    expect(await both.patch(RESELLER, "file.example", { launched: false })).toMatchObject({ ok: true });
  });
});

describe("a provider", () => {
  test("is not changed to what one of its domains cannot bear", async () => {
    await domains.put(OPERATOR, "shop.example", { ...ours, variables: { host: "imap" } });
    const incomingServers = [{ ...PLAIN.incomingServers[0], hostname: "{other}.{domain}" }];
    expect(await providers.patch(OPERATOR, "ours", { incomingServers })).toMatchObject({
      ok: false,
      error: { reason: "faulty", faults: [{ path: 'domains["shop.example"].variables.other' }] },
    });
    const filled = [{ ...PLAIN.incomingServers[0], hostname: "{host}.{domain}" }];
    expect(await providers.patch(OPERATOR, "ours", { incomingServers: filled })).toMatchObject({ ok: true });
    expect(told).toEqual(["shop.example", "everything"]);
  });

  test.each([
    ["{domain}", "a.shop-with-a-long-name.example"],
    ["{prefix}", "shop-with-a-long-name"],
  ])(
    "is not changed to %s where that is too long for some of the domains that say the same",
    async (template, value) => {
      for (const one of ["a.example", "a.shop-with-a-long-name.example", "shop-with-a-long-name.example"])
        await domains.put(OPERATOR, one, ours);
      const patched = await providers.patch(OPERATOR, "ours", { displayShortName: template });
      const fault = expect.objectContaining({ value: JSON.stringify(value) });
      expect(patched).toMatchObject({ ok: false, error: { faults: expect.arrayContaining([fault]) } });
    },
  );

  test("that a domain uses is not removed", async () => {
    await domains.put(OPERATOR, "shop.example", ours);
    for (const dryRun of [true, false])
      expect(await providers.remove(OPERATOR, "ours", { dryRun })).toEqual({ ok: false, error: { reason: "in_use" } });
    await domains.remove(OPERATOR, "shop.example");
    expect(await providers.remove(OPERATOR, "ours", { dryRun: true })).toMatchObject({ ok: true });
    expect(await providers.remove(OPERATOR, "ours")).toMatchObject({ ok: true, value: { isChanged: true } });
  });

  test("goes back to what it was", async () => {
    await providers.patch(OPERATOR, "ours", { displayName: "New" });
    expect(await providers.rollBack(OPERATOR, "ours", 1)).toMatchObject({
      ok: true,
      value: { record: { provider: { displayName: PLAIN.displayName } } },
    });
  });
});
