import { expect, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { followNames, servedNames } from "../../../src/store/cache/served-names.ts";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import { type StateLister, StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { faultyDatabase } from "../../support/faulty-database.ts";

const AUTHOR = { name: "test", at: new Date("2026-11-29T10:00:00Z") };
const domain = (name: string) => Domain.parse(name);
const plain = (name: string, state: "served" | "suspended" | "elsewhere" = "served", expected = 0) => ({
  name: domain(name),
  provider: "plain",
  body: { provider: "plain" },
  state,
  expected,
});
const settings = parseSettings({
  providers: { plain: awkwardSettings.providers.plain },
  domains: {
    "*": { provider: "plain" },
    "file.example": { provider: "plain" },
    "masked.example": { provider: "plain" },
    "elsewhere.example": { provider: "plain", mailElsewhere: "microsoft-365" },
    "suspended.example": { provider: "plain", suspended: true },
  },
});
if (!settings.ok) throw new Error(JSON.stringify(settings.error));
const file = settings.value;

const NEVER_READ: StateLister = {
  findLastRevision: () => Promise.reject(new StoreUnavailableError("gone")),
  listStates: () => Promise.reject(new StoreUnavailableError("gone")),
  listStatesSince: () => Promise.reject(new StoreUnavailableError("gone")),
};

async function openDirectory() {
  let fault: "gone" | undefined;
  const database = await openSqlite(":memory:");
  const directory = sqlDirectory(faultyDatabase(database, () => fault));
  return { directory, breakOff: () => (fault = "gone") };
}

test("a file's domains are served by name as it says, and never through its wildcard", () => {
  const names = servedNames(file);
  const asked = ["file.example", "masked.example", "elsewhere.example", "suspended.example", "other.example"];
  expect(asked.map((name) => names.has(domain(name)))).toEqual([true, true, false, false, false]);
});

test("the directory wins over the file, name by name, but for its wildcard", async () => {
  const { directory } = await openDirectory();
  await directory.writeDomains(
    [
      plain("directory.example"),
      plain("masked.example", "suspended"),
      plain("suspended.example"),
      plain("gone.example", "elsewhere"),
      { ...plain("x.example"), name: "*" },
    ],
    AUTHOR,
  );
  const followed = followNames(directory);
  const names = servedNames(file, followed);
  // Nothing was read: nobody knows.
  expect(names.has(domain("file.example"))).toBeUndefined();
  await followed.refresh();
  const asked = [
    "directory.example",
    "file.example",
    "suspended.example",
    "masked.example",
    "gone.example",
    "other.example",
  ];
  expect(asked.map((name) => names.has(domain(name)))).toEqual([true, true, true, false, false, false]);
});

test("all of them are listed, once it is known that there are no others, and every change shows", async () => {
  const { directory } = await openDirectory();
  await directory.writeDomains([plain("directory.example"), plain("masked.example", "suspended")], AUTHOR);
  await directory.writeDomains([{ ...plain("x.example"), name: "*" }], AUTHOR);
  const followed = followNames(directory);
  const names = servedNames(file, followed);
  expect(names.findVersion()).toBeUndefined();
  await followed.refresh();
  expect([...names.list()].toSorted()).toEqual(["directory.example", "file.example"]);
  const before = names.findVersion();
  await followed.refresh();
  expect(names.findVersion()).toBe(before);
  await directory.writeDomains([plain("new.example")], AUTHOR);
  await followed.refresh();
  expect(names.findVersion()).not.toBe(before);
  expect([...servedNames(file).list()]).toEqual(["file.example", "masked.example"]);
});

test("where the settings say which domains have certificates, it is those and no others", () => {
  const service = { origin: "https://setup.example", certificatesOnlyFor: [domain("hosting.example")] };
  const names = servedNames({ ...file, service }, followNames(NEVER_READ));
  expect(["file.example", "hosting.example"].map((name) => names.has(domain(name)))).toEqual([false, true]);
  expect([...names.list()]).toEqual(["hosting.example"]);
  expect(names.findVersion()).toBeDefined();
});

test("changes are followed: what comes, goes, is suspended, and comes back", async () => {
  const { directory } = await openDirectory();
  const followed = followNames(directory);
  const shop = domain("shop.example");
  await followed.refresh();
  const found = [followed.find(shop)];
  let expected = 0;
  for (const change of [
    plain("shop.example"),
    plain("shop.example", "suspended"),
    plain("shop.example"),
    { ...plain("shop.example"), body: undefined },
  ]) {
    const [revision] = await directory.writeDomains([{ ...change, expected }], AUTHOR);
    expected = Number(revision);
    await followed.refresh();
    found.push(followed.find(shop));
  }
  expect(found).toEqual(["absent", "served", "withheld", "served", "absent"]);
});

test("while the directory is gone, what was read last stays", async () => {
  const { directory, breakOff } = await openDirectory();
  await directory.writeDomains([plain("shop.example")], AUTHOR);
  const followed = followNames(directory);
  await followed.refresh();
  breakOff();
  await expect(followed.refresh()).rejects.toThrow(StoreUnavailableError);
  const asked = ["shop.example", "other.example"];
  expect(asked.map((name) => followed.find(domain(name)))).toEqual(["served", "absent"]);
});

test("more names than memory is given for are not known, and none of them is taken for absent", async () => {
  const { directory } = await openDirectory();
  await directory.writeDomains([plain("a.example"), plain("b.example"), plain("c.example", "suspended")], AUTHOR);
  const followed = followNames(directory, 2);
  await followed.refresh();
  const asked = ["a.example", "b.example", "c.example", "d.example"];
  expect(asked.map((name) => followed.find(domain(name)))).toEqual(["served", "served", undefined, undefined]);
});

test("of two readings at once there is one", async () => {
  const { directory } = await openDirectory();
  const followed = followNames(directory);
  expect(followed.refresh()).toBe(followed.refresh());
});

test("where a back-up was put back, and revisions went back with it, all names are read anew", async () => {
  const [now, before] = [(await openDirectory()).directory, (await openDirectory()).directory];
  await before.writeDomains([plain("kept.example")], AUTHOR);
  for (const name of ["kept.example", "made-since.example"]) await now.writeDomains([plain(name)], AUTHOR);
  let current = now;
  const followed = followNames({
    findLastRevision: () => current.findLastRevision(),
    listStates: (...page) => current.listStates(...page),
    listStatesSince: (...page) => current.listStatesSince(...page),
  });
  const states = () => ["kept.example", "made-since.example"].map((name) => followed.find(domain(name)));
  await followed.refresh();
  expect(states()).toEqual(["served", "served"]);
  current = before;
  await followed.refresh();
  expect(states()).toEqual(["served", "absent"]);
});
