import { beforeEach, describe, expect, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { LoginStore } from "../../src/store/login-roles.ts";
import type { Author, Directory, DomainChange } from "../../src/store/roles.ts";

const AUTHOR: Author = { name: "test", at: new Date("2026-11-29T10:00:00Z") };
const [SHOP, OTHER] = [Domain.parse("shop.example"), Domain.parse("other.example")];

/** What every store of login names promises. `open` gives an empty one, with the directory beside it. */
export function loginContract(open: () => Promise<LoginStore & Pick<Directory, "writeDomains">>): void {
  let store: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    store = await open();
    await register(SHOP, "shops");
    await register(OTHER, "others");
  });

  const register = (name: Domain, provider: string, more: Partial<DomainChange> = {}) =>
    store.writeDomains([{ name, provider, body: { provider }, state: "served", expected: 0, ...more }], AUTHOR);
  const write = (...changes: Parameters<LoginStore["writeLogins"]>[2]) => store.writeLogins(SHOP, "shops", changes);

  describe("an address", () => {
    test("without an entry is found as nothing, also where another domain has one", async () => {
      await store.writeLogins(OTHER, "others", [{ localPart: "alice", login: { username: "u1" } }]);
      expect(await store.findLogin(SHOP, "alice")).toBeUndefined();
    });

    test("has a user name of any text", async () => {
      const username = `SHOP\\Ålice "x" 'y' {address} %s ?1 😀`;
      expect(await write({ localPart: "ålice+😀", login: { username } })).toBe(true);
      expect(await store.findLogin(SHOP, "ålice+😀")).toEqual({ username });
    });

    test("that is an alias has its mailbox, and what that logs in with", async () => {
      await write(
        { localPart: "info", login: { mailbox: "alice" } },
        { localPart: "sales", login: { mailbox: "bob" } },
      );
      await write({ localPart: "alice", login: { username: "u1" } });
      expect(await store.findLogin(SHOP, "info")).toEqual({ mailbox: "alice", username: "u1" });
      expect(await store.findLogin(SHOP, "sales")).toEqual({ mailbox: "bob" });
    });
  });

  test("what is written takes the place of what there was, and nothing removes", async () => {
    await write({ localPart: "alice", login: { username: "u1" } }, { localPart: "bob", login: { username: "u2" } });
    await write({ localPart: "alice", login: { mailbox: "bob" } }, { localPart: "bob", login: undefined });
    expect(await store.getLogins(SHOP, ["alice", "bob", "carol"])).toEqual([
      { domain: SHOP, localPart: "alice", mailbox: "bob" },
    ]);
    expect(await write()).toBe(true);
  });

  test("nothing is written for a domain that is not there, or not that provider's", async () => {
    const changes = [{ localPart: "alice", login: { username: "u1" } }];
    expect(await store.writeLogins(SHOP, "others", changes)).toBe(false);
    expect(await store.writeLogins(Domain.parse("gone.example"), "shops", changes)).toBe(false);
    expect((await store.listLogins({}, 10)).items).toEqual([]);
    await write(...changes);
    expect(await store.writeLogins(SHOP, "others", [{ localPart: "alice", login: undefined }])).toBe(false);
    expect(await store.findLogin(SHOP, "alice")).toEqual({ username: "u1" });
  });

  test("entries are listed in the order of their bytes, page by page, by how they begin and by whose they are", async () => {
    await write(
      ...["b", "a", "ab", "a~", "a\u{FFFD}", "é"].map((localPart) => ({ localPart, login: { username: "u" } })),
    );
    await store.writeLogins(OTHER, "others", [{ localPart: "a", login: { username: "u" } }]);
    const list = async (...[filter, limit, after]: Parameters<LoginStore["listLogins"]>) => {
      const { items, next } = await store.listLogins(filter, limit, after);
      return { names: items.map(({ localPart, domain }) => `${localPart}@${domain}`), next };
    };
    const first = await list({}, 3);
    expect(first.names).toEqual(["a@other.example", "a@shop.example", "ab@shop.example"]);
    expect((await list({}, 10, first.next)).names.map((name) => name.split("@")[0])).toEqual([
      "a~",
      "a\u{FFFD}",
      "b",
      "é",
    ]);
    expect((await list({ domain: SHOP, prefix: "a" }, 10)).names).toHaveLength(4);
    expect(await list({ provider: "others" }, 10)).toEqual({ names: ["a@other.example"], next: undefined });
    expect((await list({ domain: SHOP, provider: "others" }, 10)).names).toEqual([]);
    expect([await store.countLogins(SHOP, 100), await store.countLogins(SHOP, 2)]).toEqual([6, 2]);
  });

  test("they go with their domain, and do not come back with it", async () => {
    await write({ localPart: "alice", login: { username: "u1" } });
    const [revision] = await register(SHOP, "others", { expected: 1 });
    expect(await store.findLogin(SHOP, "alice")).toEqual({ username: "u1" });
    await register(SHOP, "others", { body: undefined, expected: Number(revision) });
    await register(SHOP, "shops");
    expect(await store.findLogin(SHOP, "alice")).toBeUndefined();
  });
}
