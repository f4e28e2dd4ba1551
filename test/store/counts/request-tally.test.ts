import { expect, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import type { CountedRequest } from "../../../src/model/request-count.ts";
import type { CountStore, KindCount } from "../../../src/store/count-roles.ts";
import { analyticsTally } from "../../../src/store/counts/analytics-tally.ts";
import { createRequestTally } from "../../../src/store/counts/request-tally.ts";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import { StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlCounts } from "../../../src/store/sql/sql-counts.ts";

const KIND = { family: "thunderbird", mechanism: "autoconfig" } as const;
const request = (name: string | undefined, outcome: CountedRequest["outcome"] = "answered"): CountedRequest => ({
  ...KIND,
  outcome,
  domain: name === undefined ? undefined : Domain.parse(name),
});
const SHOP = Domain.parse("shop.example");

/** A tally over SQLite, a day that can be changed, and a database that can be taken away. */
async function open() {
  const database = await openSqlite(":memory:");
  const kept = sqlCounts(database);
  const state = { now: new Date("2026-11-29T23:59:00Z"), isGone: false, calls: 0 };
  const guard = <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) => {
    return async (...given: Given) => {
      state.calls += 1;
      if (state.isGone) throw new StoreUnavailableError("gone");
      return call(...given);
    };
  };
  const forgotten: (readonly string[])[] = [];
  const store: CountStore = {
    ...kept,
    addCounts: guard(kept.addCounts),
    addUnserved: guard(kept.addUnserved),
    async forgetCounts(...before) {
      forgotten.push(before);
      return kept.forgetCounts(...before);
    },
  };
  return { kept, state, forgotten, tally: createRequestTally(store, () => state.now) };
}

test("nothing is written before it is asked for, and then each request once", async () => {
  const { kept, state, tally } = await open();
  for (let index = 0; index < 3; index++) tally.count(request("shop.example"));
  tally.count(request(undefined, "refused"));
  expect(state.calls).toBe(0);
  await tally.write();
  tally.count(request("shop.example"));
  await tally.write();
  await tally.write();
  expect(await kept.listCounts("", SHOP)).toEqual([{ day: "2026-11-29", ...KIND, outcome: "answered", count: 4 }]);
  expect((await kept.listCounts("", undefined)).map(({ outcome, count }) => [outcome, count])).toEqual([
    ["answered", 4],
    ["refused", 1],
  ]);
  expect(tally.readTotals()).toEqual([
    { ...KIND, outcome: "answered", domain: undefined, count: 4 },
    { ...KIND, outcome: "refused", domain: undefined, count: 1 },
  ]);
});

test("what was counted before midnight is of that day, whenever it is written", async () => {
  const { kept, state, tally } = await open();
  tally.count(request("shop.example"));
  state.now = new Date("2026-11-30T00:01:00Z");
  tally.count(request("shop.example"));
  await tally.write();
  expect((await kept.listCounts("", SHOP)).map(({ day, count }) => [day, count])).toEqual([
    ["2026-11-29", 1],
    ["2026-11-30", 1],
  ]);
});

test("once a day, counts of domains are forgotten after 35 days, and those of all together after 400", async () => {
  const { state, forgotten, tally } = await open();
  const writeFor = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) await tally.write();
  };
  await writeFor(100);
  state.now = new Date("2026-11-30T00:01:00Z");
  await writeFor(100);
  // A clock that is ahead for less than an hour forgets nothing.
  state.now = new Date("2028-11-30T00:01:00Z");
  await writeFor(59);
  state.now = new Date("2026-11-30T02:01:00Z");
  await tally.write();
  expect(forgotten).toEqual([
    ["2026-10-25", "2025-10-25"],
    ["2026-10-26", "2025-10-26"],
  ]);
});

test("a day that is over and written costs nothing any more", async () => {
  const { state, tally } = await open();
  tally.count(request("shop.example"));
  state.now = new Date("2026-11-30T00:01:00Z");
  tally.count(request("shop.example"));
  await tally.write();
  state.calls = 0;
  await tally.write();
  expect(state.calls).toBe(1);
});

test("while the database is gone, what was counted on the last three days waits for it", async () => {
  const { kept, state, tally } = await open();
  state.isGone = true;
  for (const day of ["26", "27", "28", "29", "30"]) {
    state.now = new Date(`2026-11-${day}T12:00:00Z`);
    tally.count(request("shop.example"));
    await expect(tally.write()).rejects.toThrow("gone");
  }
  state.isGone = false;
  await tally.write();
  expect((await kept.listCounts("", SHOP)).map(({ day }) => day)).toEqual(["2026-11-28", "2026-11-29", "2026-11-30"]);
});

test("what could not be written is written once the database is back, and nothing twice", async () => {
  const { kept, state, tally } = await open();
  const names = Array.from({ length: 1200 }, (_, index) => `d${index}.example`);
  for (const name of names) tally.count(request(name));
  tally.count(request("lake.example", "unserved"));
  state.isGone = true;
  await expect(tally.write()).rejects.toThrow("gone");
  tally.count(request("d7.example"));
  await expect(tally.write()).rejects.toThrow("gone");
  state.isGone = false;
  await tally.write();
  expect(await kept.listDomains("", 2000)).toHaveLength(1200);
  expect((await kept.listDomains("", 1))[0]).toEqual({ domain: "d7.example", count: 2 });
  expect((await kept.listCounts("", undefined)).map(({ outcome, count }) => [outcome, count])).toEqual([
    ["answered", 1201],
    ["unserved", 1],
  ]);
  expect(await kept.listUnserved(9)).toMatchObject([{ domain: "lake.example", count: 1 }]);
});

test("however many names are asked for, what is kept of them is bounded", async () => {
  const { kept, tally } = await open();
  for (let index = 0; index < 21_000; index++) {
    tally.count(request(`a${index}.example`));
    if (index < 2000) tally.count(request(`b${index}.example`, "unserved"));
  }
  await tally.write();
  expect(await kept.listDomains("", 30_000)).toHaveLength(20_000);
  expect(await kept.listUnserved(30_000)).toHaveLength(1000);
  const all: readonly Pick<KindCount, "count">[] = await kept.listCounts("", undefined);
  expect(all.map(({ count }) => count)).toEqual([21_000, 2000]);
});

test("without a database there are totals alone", async () => {
  const tally = createRequestTally(undefined, () => new Date(0));
  tally.count(request("shop.example"));
  await tally.write();
  expect(tally.readTotals()).toHaveLength(1);
});

test("at the edge each request is a point, under an index that Analytics Engine takes", () => {
  const points: unknown[] = [];
  const tally = analyticsTally({ writeDataPoint: (point) => points.push(point) });
  const long = `${"a".repeat(60)}.${"b".repeat(60)}.example`;
  for (const name of ["shop.example", long, undefined]) tally.count(request(name));
  const blobs = (name: string) => [name, "thunderbird", "autoconfig", "answered"];
  expect(points).toEqual([
    { indexes: ["shop.example"], blobs: blobs("shop.example"), doubles: [1] },
    { indexes: [long.slice(0, 96)], blobs: blobs(long), doubles: [1] },
    { indexes: [""], blobs: blobs(""), doubles: [1] },
  ]);
});
