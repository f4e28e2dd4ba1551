import { beforeEach, describe, expect, test } from "vitest";
import type { AccessStore, EventRecord, KeptToken } from "../../src/store/access-roles.ts";

const AT = "2026-11-29T10:00:00.000Z";
const LATER = "2026-11-29T10:05:00.000Z";

/** What every store of tokens and sessions promises. `open` gives an empty one. */
export function accessContract(open: () => Promise<AccessStore>): void {
  let store: AccessStore;
  beforeEach(async () => {
    store = await open();
  });

  describe("tokens", () => {
    test("are found by their id, as they were added", async () => {
      const [plain, whole] = [createToken("a"), createToken("b", { provider: "shops", expiresAt: LATER })];
      for (const token of [plain, whole]) expect(await store.addToken(token)).toBe(true);
      expect(await store.findToken("a")).toEqual(plain);
      expect(await store.findToken("b")).toEqual(whole);
      expect(await store.findToken("c")).toBeUndefined();
    });

    test("have a name of their own while they are in use", async () => {
      expect(await store.addToken(createToken("a", { name: "panel" }))).toBe(true);
      expect(await store.addToken(createToken("b", { name: "panel" }))).toBe(false);
      expect(await store.findToken("b")).toBeUndefined();
      await store.revokeToken("a", AT);
      expect(await store.addToken(createToken("b", { name: "panel" }))).toBe(true);
    });

    test("are listed by name, page by page, without what their secrets are compared with", async () => {
      for (const [id, name] of [
        ["1", "b.b"],
        ["2", "a"],
        ["3", "bb"],
        ["4", "B"],
      ] as const)
        await store.addToken(createToken(id, { name }));
      const first = await store.listTokens(2);
      const second = await store.listTokens(2, first.next);
      expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["B", "a", "b.b", "bb"]);
      expect(second.next).toBeUndefined();
      expect(JSON.stringify(first)).not.toContain("secret");
    });

    test("are revoked once, and stay", async () => {
      await store.addToken(createToken("a"));
      expect(await store.revokeToken("a", AT)).toBe(true);
      expect(await store.revokeToken("a", LATER)).toBe(false);
      expect(await store.findToken("a")).toMatchObject({ revokedAt: AT });
      expect(await store.revokeToken("b", AT)).toBe(false);
    });

    test("keep when they were used", async () => {
      await store.addToken(createToken("a"));
      await store.touchToken("a", AT);
      expect(await store.findToken("a")).toMatchObject({ usedAt: AT });
    });
  });

  describe("sessions", () => {
    const session = { id: "s", token: "a", createdAt: AT, usedAt: AT };

    test("are found with their token as it is now", async () => {
      await store.addToken(createToken("a"));
      await store.addSession(session);
      expect(await store.findSession("s")).toMatchObject({ session, token: { id: "a", revokedAt: undefined } });
      await store.revokeToken("a", LATER);
      await store.touchSession("s", LATER);
      expect(await store.findSession("s")).toMatchObject({
        session: { ...session, usedAt: LATER },
        token: { revokedAt: LATER },
      });
    });

    test("of a token that is not there have none", async () => {
      await store.addSession({ ...session, token: "admin" });
      expect(await store.findSession("s")).toEqual({ session: { ...session, token: "admin" }, token: undefined });
    });

    test("are removed one by one, or by their age", async () => {
      for (const [id, usedAt] of [
        ["old", AT],
        ["new", LATER],
        ["ended", LATER],
      ] as const)
        await store.addSession({ ...session, id, usedAt });
      await store.removeSession("ended");
      await store.removeSessionsBefore(LATER);
      const left = await Promise.all(["old", "new", "ended"].map((id) => store.findSession(id)));
      expect(left.map((found) => found?.session.id)).toEqual([undefined, "new", undefined]);
    });
  });

  describe("attempts", () => {
    test("are counted for each source until they are forgotten, or end", async () => {
      const count = async (source: string, now = AT) => (await store.countAttempt(source, now, LATER)).count;
      expect([await count("a"), await count("a"), await count("b")]).toEqual([1, 2, 1]);
      await store.forgetAttempts("a");
      expect([await count("a"), await count("b")]).toEqual([1, 2]);
      const much = "2026-11-29T11:00:00.000Z";
      expect(await store.countAttempt("b", AT, much)).toEqual({ count: 3, endsAt: LATER });
      expect(await store.countAttempt("b", LATER, much)).toEqual({ count: 1, endsAt: much });
      // Counted while the clock was ahead.
      expect(await store.countAttempt("b", AT, LATER)).toEqual({ count: 1, endsAt: LATER });
    });

    test("at the same moment are all counted", async () => {
      const counts = await Promise.all([1, 2, 3, 4].map(() => store.countAttempt("a", AT, LATER)));
      expect(counts.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4]);
    });
  });

  describe("events", () => {
    test("are listed latest first, page by page, of all or of one provider", async () => {
      for (const [id, provider] of [
        ["1", undefined],
        ["2", "shops"],
        ["3", "shops"],
      ] as const)
        await store.addEvent(createEvent(id, { provider, token: provider && "panel" }));
      expect((await store.listEvents(undefined, 2)).map(({ id }) => id)).toEqual(["3", "2"]);
      expect(await store.listEvents(undefined, 2, "2")).toEqual([createEvent("1")]);
      expect((await store.listEvents("shops", 9)).map(({ id }) => id)).toEqual(["3", "2"]);
      expect(await store.listEvents("none", 9)).toEqual([]);
    });

    test("of login names say whose they were, and how many", async () => {
      const event = createEvent("1", { kind: "logins_changed", domain: "shop.example", count: 3 });
      await store.addEvent(event);
      expect(await store.listEvents(undefined, 9)).toEqual([event]);
    });

    test("of a kind remain no more than are wanted, and of others all", async () => {
      await store.addEvent(createEvent("1"));
      for (const id of ["2", "3", "4", "5"]) await store.addEvent(createEvent(id, { kind: "log_in_refused" }), 2);
      expect((await store.listEvents(undefined, 9)).map(({ id }) => id)).toEqual(["5", "4", "1"]);
    });
  });
}

function createToken(id: string, differing: Partial<KeptToken> = {}): KeptToken {
  return {
    id,
    name: `token ${id}`,
    secret: "digest",
    access: "write",
    provider: undefined,
    createdAt: AT,
    createdBy: "admin",
    expiresAt: undefined,
    usedAt: undefined,
    revokedAt: undefined,
    ...differing,
  };
}

function createEvent(id: string, differing: Partial<EventRecord> = {}): EventRecord {
  return { id, kind: "log_in", at: AT, author: "panel", token: undefined, provider: undefined, ...differing };
}
