import { beforeEach, expect, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { CheckResult, CheckStore } from "../../src/store/check-roles.ts";

const [A, B] = [Domain.parse("a.example"), Domain.parse("b.example")];
const at = (seconds: number) => new Date(Date.parse("2026-11-29T02:00:00Z") + seconds * 1000);
const result = (domain: Domain, checkedAt: string, state: CheckResult["state"] = "good"): CheckResult => ({
  domain,
  checkedAt,
  state,
  findings: [{ kind: "mxMissing", severity: "warning", place: `it's "so" 😀`, values: { because: "\\" } }],
});

/** What every store of checks promises. `open` gives an empty one. */
export function checkContract(open: () => Promise<CheckStore>): void {
  let store: CheckStore;
  beforeEach(async () => {
    store = await open();
  });

  test("each domain that waits is taken once, and again where nothing came of it in time", async () => {
    await store.addWaiting([B, A]);
    await store.addWaiting([A]);
    await store.addWaiting([]);
    expect(await store.countWaiting()).toBe(2);
    expect([await store.takeWaiting(at(0), at(60)), await store.takeWaiting(at(1), at(61))]).toEqual([A, B]);
    expect(await store.takeWaiting(at(2), at(62))).toBeUndefined();
    await store.finish(B, undefined, 9);
    expect(await store.takeWaiting(at(60), at(120))).toBe(A);
    expect(await store.countWaiting()).toBe(1);
    await store.clearWaiting();
    expect(await store.takeWaiting(at(999), at(1000))).toBeUndefined();
  });

  test("a run is under way until somebody ends it, who alone is told so", async () => {
    expect(await store.findRun()).toBeUndefined();
    expect(await store.findReport()).toBeUndefined();
    await store.beginRun(at(0), 7);
    const run = { startedAt: at(0).toISOString(), domains: 7, endedAt: undefined };
    expect(await store.findRun()).toEqual(run);
    expect([await store.endRun(run, at(9), "what it found"), await store.endRun(run, at(10), "again")]).toEqual([
      true,
      false,
    ]);
    expect(await store.findRun()).toEqual({ ...run, endedAt: at(9).toISOString() });
    // One that was stopped leaves what was known before.
    await store.beginRun(at(20), 9);
    const next = await store.findRun();
    if (next !== undefined) await store.endRun(next, at(21), undefined);
    expect(next?.domains).toBe(9);
    expect(await store.findReport()).toBe("what it found");
  });

  test("what is of a time to come, as a clock that was ahead has made it, is neither the last run nor the last result", async () => {
    await store.beginRun(at(1000), 7);
    await store.addWaiting([A]);
    await store.takeWaiting(at(1000), at(1010));
    await store.finish(B, result(B, at(1001).toISOString()), 2);
    await store.beginRun(at(0), 1);
    expect((await store.findRun())?.startedAt).toBe(at(0).toISOString());
    expect(await store.listResults(9, 9)).toEqual([]);
    expect(await store.takeWaiting(at(0), at(10))).toBe(A);
    expect(await store.takeWaiting(at(0), at(10))).toBeUndefined();
  });

  test("of each domain the last results stay, the last first", async () => {
    for (const day of ["27", "29", "28"]) await store.finish(A, result(A, `2026-11-${day}T02:00:00.000Z`), 2);
    await store.finish(B, result(B, "2026-11-29T02:00:00.000Z", "error"), 2);
    const [first, second, ...others] = await store.listResults(9, 9);
    expect([first, second]).toEqual([result(A, "2026-11-29T02:00:00.000Z"), result(A, "2026-11-28T02:00:00.000Z")]);
    expect(others).toEqual([result(B, "2026-11-29T02:00:00.000Z", "error")]);
    expect(await store.listResults(1, 9)).toEqual([first, second]);
    expect(await store.listResults(1, 1)).toEqual([first]);
    expect(await store.listResults(9, 9, A)).toEqual(others);
  });

  test("what was found of a domain is dropped once there is nothing to check, or it does not wait", async () => {
    const found = [A, B].map((domain) => result(domain, "2026-11-29T02:00:00.000Z"));
    const save = () => Promise.all(found.map((one) => store.finish(one.domain, one, 9)));
    await save();
    await store.finish(A, undefined, 9);
    expect(await store.listResults(9, 9)).toEqual([found[1]]);
    await save();
    await store.addWaiting([A]);
    await store.dropOthers();
    expect(await store.listResults(9, 9)).toEqual([found[0]]);
  });
}
