import { describe, expect, onTestFinished, test } from "vitest";
import { reportFleet } from "../../../src/directory/fleet/fleet-report.ts";
import { type FleetOptions, runFleet } from "../../../src/directory/fleet/run-fleet.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import type { FindingKind, Severity } from "../../../src/model/finding-kind.ts";
import type { CheckResult } from "../../../src/store/check-roles.ts";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import { FaultyRecordError, StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import { tellPlace } from "../../../src/telling/check/told-place.ts";
import { settingsOf } from "../../support/domains/accounts.ts";

type Found = readonly [kind: FindingKind, severity: Severity, place: string];

/** A queue in SQLite, with a clock of its own, and checks that find what they are told to. */
async function open(differing: Partial<FleetOptions> = {}) {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const checks = sqlChecks(database);
  const state = { time: Date.parse("2026-11-28T02:00:00Z"), checked: [] as string[], most: 0, inside: 0 };
  const finds = new Map<string, readonly Found[]>();
  const controller = new AbortController();
  const options: FleetOptions = {
    checks,
    find: async (domain) => (domain === "gone.example" ? undefined : { ...settingsOf("plain.example"), domain }),
    async check({ domain }) {
      state.inside += 1;
      state.most = Math.max(state.most, state.inside);
      await Promise.resolve();
      state.inside -= 1;
      state.checked.push(domain);
      return toReport(domain, new Date(state.time), finds.get(domain) ?? []);
    },
    atOnce: 3,
    signal: controller.signal,
    now: () => new Date(state.time),
    wait: async (milliseconds) => {
      state.time += milliseconds;
    },
    tell: () => {},
    ...differing,
  };
  return { checks, state, finds, controller, options };
}

function toReport(domain: Domain, at: Date, found: readonly Found[]): CheckResult {
  return {
    domain,
    checkedAt: at.toISOString(),
    state: found[0]?.[1] ?? "good",
    findings: found.map(([kind, severity, place]) => ({ kind, severity, place, values: {} })),
  };
}

const names = (...list: string[]) => list.map((name) => Domain.parse(name));

describe("a run", () => {
  test("checks every domain that waits once, and no more at the same time than it may", async () => {
    const { checks, state, options } = await open();
    const all = names(...Array.from({ length: 40 }, (_, index) => `d${index}.example`), "gone.example");
    await checks.addWaiting(all);
    await runFleet(options);
    expect(state.checked.toSorted()).toEqual(all.filter((name) => name !== "gone.example").toSorted());
    expect(state.most).toBeLessThanOrEqual(3);
    expect(await checks.countWaiting()).toBe(0);
    expect(await checks.listResults(99, 9)).toHaveLength(40);
  });

  test("that was killed is gone on with: what it had under way is checked again, and nothing else", async () => {
    const { checks, state, options } = await open();
    await checks.addWaiting(names("a.example", "b.example", "c.example"));
    // Taken by a process that is no more.
    await checks.takeWaiting(new Date(state.time), new Date(state.time + 60_000));
    await runFleet(options);
    expect(state.checked).toEqual(["b.example", "c.example", "a.example"]);
  });

  test("that is stopped keeps nothing of what it cut short, which waits for the next", async () => {
    const { checks, controller, options } = await open();
    await checks.addWaiting(names("a.example", "b.example"));
    await runFleet({
      ...options,
      atOnce: 1,
      check: async (settings, signal) => {
        controller.abort();
        return options.check(settings, signal);
      },
    });
    expect(await checks.countWaiting()).toBe(2);
    expect(await checks.listResults(9, 9)).toEqual([]);
  });

  test("goes on past a domain whose record is faulty, and tells it by its name", async () => {
    const { checks, state, options } = await open();
    await checks.addWaiting(names("a.example", "b.example", "c.example"));
    const find: FleetOptions["find"] = async (domain) => {
      if (domain === "b.example") throw new FaultyRecordError("its provider is gone");
      return options.find(domain);
    };
    await runFleet({ ...options, atOnce: 1, find });
    expect(state.checked).toEqual(["a.example", "c.example"]);
    const { states, broken } = await reportFleet(checks);
    expect(states).toEqual({ good: 2, note: 0, warning: 0, error: 1 });
    expect(broken.map(tellPlace)).toEqual(["b.example was not checked: its provider is gone."]);
  });

  test("whose directory cannot be asked ends, and the domain waits for the next", async () => {
    const { checks, options } = await open();
    await checks.addWaiting(names("a.example"));
    const find = () => Promise.reject(new StoreUnavailableError("gone"));
    await expect(runFleet({ ...options, find })).rejects.toThrow("gone");
    expect(await checks.countWaiting()).toBe(1);
  });

  test("ends once somebody else has cleared what waits", async () => {
    const { checks, state, options } = await open();
    await checks.addWaiting(names("a.example", "b.example", "c.example"));
    await runFleet({ ...options, atOnce: 1, tell: () => void checks.clearWaiting() });
    expect(state.checked.length).toBeLessThan(3);
  });
});

describe("the report", () => {
  test("says what got worse since the time before, what leads elsewhere, and which certificates end", async () => {
    const { checks, state, finds, options } = await open();
    const all = names("a.example", "b.example", "c.example", "d.example");
    const run = async () => {
      await checks.addWaiting(all);
      await runFleet(options);
      state.time += 86_400_000;
    };
    finds.set("b.example", [["mxElsewhere", "warning", "b.example"]]);
    finds.set("d.example", [["serverRefuses", "error", "mail.d.example:993"]]);
    await run();
    expect(await reportFleet(checks)).toMatchObject({
      worse: [],
      broken: [{ domain: "d.example", kind: "serverRefuses", place: "mail.d.example:993" }],
    });
    finds.set("a.example", [["certificateEnds", "warning", "autoconfig.a.example"]]);
    finds.set("b.example", [
      ["mxElsewhere", "warning", "b.example"],
      ["srvMissing", "note", "_imaps._tcp.b.example"],
    ]);
    finds.set("d.example", []);
    await run();
    const report = await reportFleet(checks);
    expect(report.states).toEqual({ good: 2, note: 0, warning: 2, error: 0 });
    expect(report.worse).toMatchObject([
      { domain: "a.example", was: "good", is: "warning", fresh: [{ kind: "certificateEnds" }] },
    ]);
    expect(report.elsewhere).toMatchObject([{ domain: "b.example", kind: "mxElsewhere" }]);
    expect(report.certificates).toMatchObject([{ domain: "a.example", place: "autoconfig.a.example" }]);
    expect([report.from, report.until].map((at) => at?.slice(0, 10))).toEqual(["2026-11-29", "2026-11-29"]);
  });

  test("of nothing is empty", async () => {
    const { checks } = await open();
    expect(await reportFleet(checks)).toMatchObject({ from: undefined, worse: [], broken: [] });
  });
});
