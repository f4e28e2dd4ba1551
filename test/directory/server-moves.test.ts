import { beforeEach, expect, onTestFinished, test } from "vitest";
import { checkProvider } from "../../src/directory/operations/check-entry.ts";
import { findServerMoves } from "../../src/directory/views/server-moves.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import type { Directory } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";
import { COMMAND, createOperatedApp } from "../support/services/operators.ts";

const AT = "2026-12-01T03:00:00.000Z";
const [BEFORE, AFTER] = [new Date("2026-11-30T00:00:00Z"), new Date("2026-12-02T00:00:00Z")];
const at = (hostname: string) => ({
  incomingServers: [{ ...IMAP, hostname }],
  outgoingServers: [{ ...SUBMISSION, hostname: "smtp.hosting.example" }],
});
const BODY = {
  displayName: "Hosting",
  displayShortName: "Hosting",
  ...at("old.{domain}"),
  changes: [
    { at: "2026-11-01T00:00:00Z", overrides: { displayName: "Hosting, renamed" } },
    { at: AT, overrides: { incomingServers: at("new.hosting.example").incomingServers } },
  ],
};

let directory: Directory;
let domains: Awaited<ReturnType<typeof createOperatedApp>>["operators"]["domains"];

beforeEach(async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  directory = sqlDirectory(database);
  const { operators } = await createOperatedApp(database);
  domains = operators.domains;
  await operators.providers.put(COMMAND, "moving", BODY);
});

async function find(now: Date, body: unknown = BODY) {
  const provider = checkProvider("moving", body);
  if (!provider.ok) throw new Error("the fixture is faulty");
  return findServerMoves("moving", provider.value, directory, now);
}

test("a provider whose changes move no server has none, and nothing is asked", async () => {
  const silent = { surveyEntries: () => Promise.reject(new Error("asked")) };
  const provider = checkProvider("moving", { ...BODY, changes: BODY.changes.slice(0, 1) });
  expect(provider.ok && (await findServerMoves("moving", provider.value, silent, BEFORE))).toEqual([]);
});

test.each([
  ["before", BEFORE, false],
  ["after", AFTER, true],
])("%s the change, domains are told apart by whose servers they name then", async (_, now, isMade) => {
  const put = (name: string, more: object = {}) => domains.put(COMMAND, name, { provider: "moving", ...more });
  const overrides = (hostname: string) => ({ overrides: { incomingServers: at(hostname).incomingServers } });
  for (const name of ["a.example", "b.example"]) await put(name);
  await put("named.example", { overrides: { displayName: "Other" } });
  for (const name of ["s.example", "t.example"]) await put(name, overrides("old.{domain}"));
  await put("literal.example", overrides("old.literal.example"));
  await put("own.example", overrides("mail.own.example"));
  await put("late.example", {
    ...overrides("old.{domain}"),
    changes: [{ at: AT, ...overrides("new.hosting.example") }],
  });
  await put("gone.example", { ...overrides("old.{domain}"), suspended: true });
  expect(await find(now)).toEqual([
    {
      at: AT,
      isMade,
      from: ["old.{domain}"],
      to: ["new.hosting.example"],
      following: 4,
      staying: 3,
      own: 1,
      stays: [
        { domain: "s.example", count: 2 },
        { domain: "literal.example", count: 1 },
      ],
      isCut: false,
    },
  ]);
});

test("a domain that moves later than its provider follows from then on", async () => {
  const overrides = (hostname: string) => ({ incomingServers: at(hostname).incomingServers });
  await domains.put(COMMAND, "later.example", {
    provider: "moving",
    overrides: overrides("old.{domain}"),
    changes: [{ at: "2026-12-05T00:00:00Z", overrides: overrides("new.hosting.example") }],
  });
  expect(await find(AFTER)).toMatchObject([{ staying: 1, following: 0 }]);
  expect(await find(new Date("2026-12-06T00:00:00Z"))).toMatchObject([{ staying: 0, following: 1 }]);
});

test("no more are named than a page holds, and all are counted", async () => {
  await domains.bulk(
    COMMAND,
    Array.from({ length: 120 }, (_, index) => ({
      name: `d${index}.example`,
      body: { provider: "moving", overrides: at(`old.d${index}.example`) },
    })),
  );
  const [move] = await find(AFTER);
  expect([move?.staying, move?.stays.length, move?.isCut]).toEqual([120, 100, true]);
});
