import { beforeEach, describe, expect, test } from "vitest";
import { findDomain } from "../../src/model/domain/domain.ts";
import type { DomainName } from "../../src/store/records.ts";
import type { Author, Directory, DomainChange, NamedState, Page, ProviderChange } from "../../src/store/roles.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const AUTHOR: Author = { name: "test", at: new Date("2026-11-29T10:00:00Z") };
const PLAIN = awkwardSettings.providers.plain;

/** What every directory promises. `open` gives an empty one. */
export function directoryContract(open: () => Promise<Directory>): void {
  let directory: Directory;
  beforeEach(async () => {
    directory = await open();
  });

  const provide = (id: string, more: Partial<ProviderChange> = {}) =>
    directory.writeProviders([{ name: id, body: PLAIN, expected: 0, ...more }], AUTHOR);
  const register = (name: string, more: Partial<DomainChange> = {}) =>
    directory.writeDomains([change(name, more)], AUTHOR);

  describe("records", () => {
    test("nothing is there at first", async () => {
      expect(await directory.findDomain(nameOf("shop.example"))).toBeUndefined();
      expect(await directory.getProvider("plain")).toBeUndefined();
      expect(await directory.listDomains({}, 10)).toEqual({ items: [], next: undefined });
    });

    test("a domain is found with its provider, as it was written", async () => {
      await provide("plain");
      await register("shop.example", { body: { provider: "plain", launched: false } });
      const found = await directory.findDomain(nameOf("shop.example"));
      expect(found?.domain).toMatchObject({
        name: "shop.example",
        state: "served",
        body: { provider: "plain", launched: false },
        entry: { provider: "plain", launched: false, allowPlaintext: false },
      });
      expect(found?.provider?.body).toEqual(PLAIN);
    });

    test("a provider that is not there is no error: a settings file may have it", async () => {
      await register("shop.example");
      expect((await directory.findDomain(nameOf("shop.example")))?.provider).toBeUndefined();
    });

    test("the wildcard answers for names that are not there, and for no other", async () => {
      await register("*");
      await register("shop.example");
      expect((await directory.findDomain(nameOf("shop.example")))?.domain.name).toBe("shop.example");
      expect((await directory.findDomain(nameOf("other.example")))?.domain.name).toBe("*");
      expect(await directory.getDomain(nameOf("other.example"))).toBeUndefined();
    });

    test("several are got at once: those that there are", async () => {
      for (const name of ["a.example", "b.example"]) await register(name);
      const names = ["b.example", "c.example", "a.example"].map(nameOf);
      expect((await directory.getDomains(names)).map(({ name }) => name).sort()).toEqual(["a.example", "b.example"]);
      expect(await directory.getDomains([])).toEqual([]);
    });

    test("text of any script, quotes and markup come back as they were", async () => {
      const body = { ...PLAIN, displayName: `Größe "x" 'y' \\ <&> 😀 \u{2028}`, support: { name: "?1 $1 %s" } };
      await provide("awkward", { body });
      expect((await directory.getProvider("awkward"))?.body).toEqual(body);
    });
  });

  describe("writing", () => {
    test("answers with revisions that grow", async () => {
      const [first] = await provide("plain");
      const [second, third] = await directory.writeDomains([change("a.example"), change("b.example")], AUTHOR);
      expect([first, second, third]).toEqual([1, 2, 3]);
      expect((await directory.getDomain(nameOf("b.example")))?.revision).toBe(3);
    });

    test("a record that is there already is a conflict for who expects none, and the other way round", async () => {
      await register("shop.example");
      expect(await register("shop.example", { body: { provider: "other" } })).toEqual(["conflict"]);
      expect(await register("new.example", { expected: 7 })).toEqual(["conflict"]);
      expect((await directory.getDomain(nameOf("shop.example")))?.entry.provider).toBe("plain");
    });

    test("of two who change the same state one is told of a conflict, and history has one change", async () => {
      const [revision] = await register("shop.example");
      const expected = Number(revision);
      const answers = await Promise.all(
        ["x", "y"].map((provider) => register("shop.example", { body: { provider }, provider, expected })),
      );
      expect(answers.flat().filter((answer) => answer === "conflict")).toHaveLength(1);
      expect(await directory.listRevisions("domain", "shop.example", 10)).toHaveLength(2);
    });

    test("what has a conflict is left out, and the rest is done", async () => {
      await register("b.example");
      const changes = ["a.example", "b.example", "c.example"].map((name) => change(name));
      expect(await directory.writeDomains(changes, AUTHOR)).toEqual([2, "conflict", 3]);
      expect((await directory.listDomains({}, 10)).items).toHaveLength(3);
    });

    test("a change moves a domain to another provider and state", async () => {
      const [revision] = await register("shop.example");
      const body = { provider: "other", suspended: true };
      await register("shop.example", { body, provider: "other", state: "suspended", expected: Number(revision) });
      expect(await namesOf({ provider: "plain" })).toEqual([]);
      expect(await namesOf({ provider: "other", state: "suspended" })).toEqual(["shop.example"]);
    });

    test("a removed domain is gone, and can come again", async () => {
      const [revision] = await register("shop.example");
      expect(await register("shop.example", { body: undefined, expected: Number(revision) })).toEqual([2]);
      expect(await directory.findDomain(nameOf("shop.example"))).toBeUndefined();
      expect(await register("shop.example")).toEqual([3]);
    });

    test("a provider that domains name stays", async () => {
      const [revision] = await provide("plain");
      await register("shop.example");
      expect(await provide("plain", { body: undefined, expected: Number(revision) })).toEqual(["in_use"]);
      await register("shop.example", { body: undefined, expected: 2 });
      expect(await provide("plain", { body: undefined, expected: Number(revision) })).toEqual([4]);
      expect(await directory.getProvider("plain")).toBeUndefined();
    });

    test("a domain is not written by what its provider no longer says", async () => {
      await provide("plain");
      expect(await register("shop.example", { providerRevision: 0 })).toEqual(["conflict"]);
      expect(await register("shop.example", { providerRevision: 1 })).toEqual([2]);
      expect(await register("other.example", { provider: "none", providerRevision: 0 })).toEqual([3]);
    });

    test("a provider is not written for domains that came while it was checked", async () => {
      await provide("plain", { seen: 0 });
      await register("shop.example");
      expect(await provide("plain", { expected: 1, seen: 1 })).toEqual(["conflict"]);
      expect(await provide("plain", { expected: 1, seen: 2 })).toEqual([3]);
    });

    test("no change at all is none", async () => expect(await directory.writeDomains([], AUTHOR)).toEqual([]));

    test("a thousand in one call", async () => {
      const changes = Array.from({ length: 1000 }, (_, index) => change(`d${index}.example`));
      const revisions = await directory.writeDomains(changes, AUTHOR);
      expect(revisions).toEqual(changes.map((_, index) => index + 1));
      expect(await directory.countDomains({}, 5_000)).toBe(1000);
    });
  });

  describe("lists", () => {
    beforeEach(async () => {
      const names = ["a-b.example", "a.example", "ab.example", "b.example", "xn--bcher-kva.example"];
      await directory.writeDomains(
        names.map((name, index) => change(name, index === 1 ? { state: "suspended" } : {})),
        AUTHOR,
      );
    });

    test("are in the order of bytes", async () =>
      expect(await namesOf({})).toEqual([
        "a-b.example",
        "a.example",
        "ab.example",
        "b.example",
        "xn--bcher-kva.example",
      ]));

    test.each([
      ["", 5],
      ["a", 3],
      ["a-", 1],
      ["a.", 1],
      ["xn--", 1],
      ["%", 0],
      ["_", 0],
      ["c", 0],
    ])("of names that begin with %j: %i", async (prefix, count) => {
      expect(await namesOf({ prefix })).toHaveLength(count);
      expect(await directory.countDomains({ prefix }, 100)).toBe(count);
    });

    test("what is given together must hold together", async () => {
      expect(await namesOf({ prefix: "a", state: "suspended", provider: "plain" })).toEqual(["a.example"]);
      expect(await namesOf({ prefix: "a", provider: "other" })).toEqual([]);
    });

    test("come in pages, each once", async () => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await directory.listDomains({}, 2, after);
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map(({ name }) => name));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(await namesOf({}));
    });

    test("what a provider's domains say is listed once, the most frequent first", async () => {
      await register("c.example", { body: { provider: "plain", launched: false } });
      await register("d.example", { body: { provider: "other" }, provider: "other" });
      expect(await directory.listEntries("plain", 10)).toEqual([
        {
          body: { provider: "plain" },
          name: "a-b.example",
          extremes: ["a-b.example", "xn--bcher-kva.example"],
          count: 5,
        },
        { body: { provider: "plain", launched: false }, name: "c.example", extremes: ["c.example"], count: 1 },
      ]);
      await register("a.much-longer-name.example");
      const [{ extremes } = { extremes: undefined }] = await directory.listEntries("plain", 1);
      expect(extremes).toEqual(["a-b.example", "a.much-longer-name.example", "xn--bcher-kva.example"]);
    });

    test("are surveyed in turn, each once, and by provider", async () => {
      await register("c.example", { body: { provider: "other" }, provider: "other" });
      const seen: unknown[] = [];
      let after: string | undefined = "";
      while (after !== undefined) {
        const { groups, next, isCut } = await directory.surveyEntries(undefined, 2, after);
        seen.push(groups.map(({ provider, name, count }) => [provider, name, count]));
        expect(isCut).toBe(false);
        after = next;
      }
      expect(seen).toEqual([
        [["plain", "a-b.example", 2]],
        [["plain", "ab.example", 2]],
        [
          ["other", "c.example", 1],
          ["plain", "xn--bcher-kva.example", 1],
        ],
        [],
      ]);
      const { groups } = await directory.surveyEntries("other", 10);
      expect(groups).toEqual([
        { provider: "other", body: { provider: "other" }, name: "c.example", extremes: ["c.example"], count: 1 },
      ]);
    });

    test("are counted no further than asked", async () => expect(await directory.countDomains({}, 3)).toBe(3));

    test("of providers come in pages too", async () => {
      for (const id of ["p1", "p3", "p2"]) await provide(id);
      const first = await directory.listProviders(2);
      expect(first.items.map(({ id }) => id)).toEqual(["p1", "p2"]);
      const second = await directory.listProviders(2, first.next);
      expect(second.items.map(({ id }) => id)).toEqual(["p3"]);
      expect(second.next).toBeUndefined();
    });
  });

  test("domains that plan changes of their own are found among the others", async () => {
    const changes = [{ at: "2026-12-01T03:00:00Z", overrides: { displayName: "Then" } }];
    await register("a.example");
    await register("b.example", { body: { provider: "plain", changes } });
    const { items } = await directory.listDomains({ hasPlan: true }, 5);
    expect(items.map(({ name }) => name)).toEqual(["b.example"]);
    expect((await directory.listDomains({ hasPlan: true, provider: "plain" }, 5, "b.example")).items).toEqual([]);
  });

  describe("names and states", () => {
    const TEXT = '{"provider":"plain"}';
    const listAll = async (limit: number) => {
      const found = [];
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page: Page<NamedState> = await directory.listStates(limit, after);
        found.push(...page.items);
        after = page.next;
      }
      return found;
    };

    test("of all domains come in pages", async () => {
      for (const name of ["b.example", "*", "a.example"]) await register(name);
      await register("c.example", { state: "suspended" });
      expect(await listAll(2)).toEqual([
        { name: "*", state: "served", text: TEXT },
        { name: "a.example", state: "served", text: TEXT },
        { name: "b.example", state: "served", text: TEXT },
        { name: "c.example", state: "suspended", text: TEXT },
      ]);
    });

    test("of one provider's domains come in pages, too", async () => {
      await directory.writeProviders([{ name: "other", body: PLAIN, expected: 0 }], AUTHOR);
      await register("a.example");
      for (const name of ["b.example", "d.example"])
        await directory.writeDomains([change(name, { provider: "other", body: { provider: "other" } })], AUTHOR);
      const page = await directory.listStates(1, "", "other");
      expect(page.items.map(({ name }) => name)).toEqual(["b.example"]);
      const { items } = await directory.listStates(5, page.next, "other");
      expect(items).toEqual([{ name: "d.example", state: "served", text: '{"provider":"other"}' }]);
    });

    test("since a revision are those that changed, as they are now, and the providers that did", async () => {
      expect(await directory.findLastRevision()).toBe(0);
      const [first = 0] = await register("a.example");
      await register("b.example");
      await directory.writeProviders([{ name: "b.example", body: PLAIN, expected: 0 }], AUTHOR);
      const since = await directory.findLastRevision();
      expect(await directory.listStatesSince(since, 10)).toEqual({ items: [], providers: [], revision: since });
      await directory.writeDomains(
        [change("a.example", { state: "suspended", expected: Number(first) }), change("c.example")],
        AUTHOR,
      );
      await directory.writeProviders([{ name: "other", body: PLAIN, expected: 0 }], AUTHOR);
      const [made = 0] = await register("d.example");
      await directory.writeDomains([change("d.example", { body: undefined, expected: Number(made) })], AUTHOR);
      const changed = await directory.listStatesSince(since, 10);
      expect(changed.revision).toBe(await directory.findLastRevision());
      expect(changed.items.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
        { name: "a.example", state: "suspended", text: TEXT },
        { name: "c.example", state: "served", text: TEXT },
        { name: "d.example", state: undefined, text: undefined },
      ]);
      expect(changed.providers).toEqual(["other"]);
      const some = await directory.listStatesSince(since, 1);
      expect([some.items.length, some.revision]).toEqual([1, since + 1]);
    });

    test("changes are asked for of one provider: of what it has, and of what it had until then", async () => {
      const other = { provider: "other", body: { provider: "other" } };
      for (const name of ["kept.example", "given.example", "gone.example"]) await register(name);
      await register("gone.example", { body: undefined, expected: 3 });
      const since = await directory.findLastRevision();
      await register("gone.example", other);
      await register("kept.example", { state: "suspended", expected: 1 });
      await register("others.example", other);
      await register("given.example", { ...other, expected: 2 });
      await register("given.example", { ...other, expected: since + 4 });
      expect(await directory.listStatesSince(since, 10, "plain")).toEqual({
        items: [
          { name: "kept.example", state: "suspended", text: TEXT },
          { name: "given.example", state: undefined, text: undefined },
        ],
        providers: [],
        revision: since + 4,
      });
    });
  });

  describe("history", () => {
    test("has every state of a record, latest first, and who made it when", async () => {
      await register("shop.example");
      await register("shop.example", { body: { provider: "plain", launched: false }, expected: 1 });
      await register("shop.example", { body: undefined, expected: 2 });
      const history = await directory.listRevisions("domain", "shop.example", 10);
      expect(history.map(({ revision, body }) => [revision, body])).toEqual([
        [3, undefined],
        [2, { provider: "plain", launched: false }],
        [1, { provider: "plain" }],
      ]);
      expect(history[0]).toMatchObject({ author: "test", at: "2026-11-29T10:00:00.000Z", provider: "plain" });
      expect(await directory.listRevisions("domain", "shop.example", 1, 3)).toHaveLength(1);
    });

    test("of a record has what was made while it was one provider's, however much others made since", async () => {
      await register("shop.example");
      for (const expected of [1, 2, 3]) await register("shop.example", { provider: "other", expected });
      await register("shop.example", { expected: 4 });
      const list = async (limit: number, before?: number) =>
        (await directory.listRevisions("domain", "shop.example", limit, before, "plain")).map(
          ({ revision }) => revision,
        );
      expect([await list(1), await list(2), await list(2, 5)]).toEqual([[5], [5, 1], [1]]);
    });

    test("of everything, or of one provider and its domains", async () => {
      await provide("plain");
      await register("a.example");
      await register("b.example", { provider: "other", body: { provider: "other" } });
      expect((await directory.listChanges(undefined, 10)).map(({ name }) => name)).toEqual([
        "b.example",
        "a.example",
        "plain",
      ]);
      expect((await directory.listChanges("plain", 10)).map(({ name }) => name)).toEqual(["a.example", "plain"]);
      expect((await directory.listChanges("plain", 10, 2)).map(({ name }) => name)).toEqual(["plain"]);
    });

    test("what was not made is not in it", async () => {
      await register("shop.example", { expected: 4 });
      expect(await directory.listChanges(undefined, 10)).toEqual([]);
    });
  });

  async function namesOf(filter: Parameters<Directory["listDomains"]>[0]): Promise<string[]> {
    return (await directory.listDomains(filter, 100)).items.map(({ name }) => name);
  }
}

function change(name: string, more: Partial<DomainChange> = {}): DomainChange {
  return { name: nameOf(name), provider: "plain", state: "served", body: { provider: "plain" }, expected: 0, ...more };
}

function nameOf(text: string): Exclude<DomainName, "*"> {
  // The wildcard is a name of its own; the contract asks for it in one place only.
  return (text === "*" ? text : findDomain(text)) as Exclude<DomainName, "*">;
}
