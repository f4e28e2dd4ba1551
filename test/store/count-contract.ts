import { beforeEach, expect, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { CountStore, KindCount } from "../../src/store/count-roles.ts";

const [SHOP, FISH, LAKE] = ["shop.example", "fish.example", "lake.example"].map((name) => Domain.parse(name));
const KIND = { family: "thunderbird", mechanism: "autoconfig", outcome: "answered" } as const;
const LATE = { family: "unnamed", mechanism: "pacc", outcome: "refused" } as const;
const row = (domain: Domain | undefined, count: number, kind: Omit<KindCount, "domain" | "count"> = KIND) => ({
  ...kind,
  domain,
  count,
});

/** What every store of counts promises. `open` gives an empty one. */
export function countContract(open: () => Promise<CountStore>): void {
  let store: CountStore;
  beforeEach(async () => {
    store = await open();
  });

  test("counts of a day add up, by domain and for all together", async () => {
    await store.addCounts("2026-11-28", [row(undefined, 5), row(SHOP, 3), row(FISH, 2)]);
    await store.addCounts("2026-11-29", [row(undefined, 1, LATE), row(SHOP, 1, LATE)]);
    await store.addCounts("2026-11-28", [row(undefined, 4_000_000_000), row(SHOP, 4)]);
    await store.addCounts("2026-11-28", []);
    expect(await store.listCounts("2026-11-01", undefined)).toEqual([
      { day: "2026-11-28", ...KIND, count: 4_000_000_005 },
      { day: "2026-11-29", ...LATE, count: 1 },
    ]);
    expect(await store.listCounts("2026-11-01", SHOP)).toEqual([
      { day: "2026-11-28", ...KIND, count: 7 },
      { day: "2026-11-29", ...LATE, count: 1 },
    ]);
    expect(await store.listCounts("2026-11-29", FISH)).toEqual([]);
  });

  test("domains are listed by how often they were asked for", async () => {
    await store.addCounts("2026-11-28", [row(undefined, 9), row(LAKE, 2), row(FISH, 2), row(SHOP, 1)]);
    await store.addCounts("2026-11-29", [row(SHOP, 4)]);
    expect(await store.listDomains("2026-11-28", 2)).toEqual([
      { domain: SHOP, count: 5 },
      { domain: FISH, count: 2 },
    ]);
    expect(await store.listDomains("2026-11-29", 9)).toEqual([{ domain: SHOP, count: 4 }]);
  });

  test("of domains that are not served those stay that were asked for most", async () => {
    const unserved = (domain: Domain | undefined, count: number) => (domain === undefined ? [] : [{ domain, count }]);
    await store.addUnserved("2026-11-27", [...unserved(SHOP, 2), ...unserved(FISH, 1)], 2);
    await store.addUnserved("2026-11-29", [...unserved(SHOP, 1), ...unserved(LAKE, 2)], 2);
    await store.addUnserved("2026-11-29", [], 2);
    expect(await store.listUnserved(9)).toEqual([
      { domain: SHOP, count: 3, firstDay: "2026-11-27", lastDay: "2026-11-29" },
      { domain: LAKE, count: 2, firstDay: "2026-11-29", lastDay: "2026-11-29" },
    ]);
    expect(await store.listUnserved(1)).toHaveLength(1);
  });

  test("single domains are forgotten sooner than all together", async () => {
    for (const day of ["2025-11-01", "2026-10-01", "2026-11-29"]) {
      await store.addCounts(day, [row(undefined, 1), row(SHOP, 1)]);
      if (SHOP !== undefined) await store.addUnserved(day, [{ domain: SHOP, count: 1 }], 9);
    }
    const days = async (domain?: Domain) => (await store.listCounts("", domain)).map(({ day }) => day);
    await store.forgetCounts("2026-10-25", "2025-12-01");
    expect(await days()).toEqual(["2026-10-01", "2026-11-29"]);
    expect(await days(SHOP)).toEqual(["2026-11-29"]);
    expect(await store.listUnserved(9)).toHaveLength(1);
    await store.forgetCounts("2026-11-30", "2025-12-01");
    expect(await store.listUnserved(9)).toEqual([]);
  });
}
