import { describe, expect, onTestFinished, test } from "vitest";
import { findPaccTimes } from "../../../src/formats/certificates/pacc-times.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { parseSettings, type Settings } from "../../../src/model/settings/parse-settings.ts";
import {
  type FollowedNames,
  followNames,
  type ServedNames,
  servedNames,
} from "../../../src/store/cache/served-names.ts";
import { openSqlite } from "../../../src/store/databases/sqlite.ts";
import { type RecordReader, type StateLister, StoreUnavailableError } from "../../../src/store/roles.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { IMAP, SUBMISSION } from "../../support/domains/small-settings.ts";
import { faultyDatabase } from "../../support/services/faulty-database.ts";

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

const NEVER_READ: Directory = {
  getProvider: () => Promise.reject(new StoreUnavailableError("gone")),
  findLastRevision: () => Promise.reject(new StoreUnavailableError("gone")),
  listStates: () => Promise.reject(new StoreUnavailableError("gone")),
  listStatesSince: () => Promise.reject(new StoreUnavailableError("gone")),
};

type Directory = StateLister & Pick<RecordReader, "getProvider">;

const follow = (directory: Directory, mostNames?: number, floor = file) =>
  followNames(directory, {
    findPaccTimes,
    findFloorProvider: (id) => floor.providers.get(id),
    ...(mostNames !== undefined && { mostNames }),
  });
const clock = { time: AUTHOR.at };
const serve = (settings: Settings, followed?: FollowedNames) =>
  servedNames(settings, findPaccTimes, () => clock.time, followed);

async function openDirectory() {
  let fault: "gone" | undefined;
  const database = await openSqlite(":memory:");
  const directory = sqlDirectory(faultyDatabase(database, () => fault));
  return { directory, breakOff: () => (fault = "gone") };
}

test("a file's domains are served by name as it says, and never through its wildcard", () => {
  const names = serve(file);
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
  const followed = follow(directory);
  const names = serve(file, followed);
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
  const followed = follow(directory);
  const names = serve(file, followed);
  expect(names.findVersion()).toBeUndefined();
  await followed.refresh();
  expect([...names.list()].toSorted()).toEqual(["directory.example", "file.example"]);
  const before = names.findVersion();
  await followed.refresh();
  expect(names.findVersion()).toBe(before);
  await directory.writeDomains([plain("new.example")], AUTHOR);
  await followed.refresh();
  expect(names.findVersion()).not.toBe(before);
  expect([...serve(file).list()]).toEqual(["file.example", "masked.example"]);
});

test("where the settings say which domains have certificates, it is those and no others", () => {
  const service = { origin: "https://setup.example", certificatesOnlyFor: [domain("hosting.example")] };
  const names = serve({ ...file, service }, follow(NEVER_READ));
  expect(["file.example", "hosting.example"].map((name) => names.has(domain(name)))).toEqual([false, true]);
  expect([...names.list()]).toEqual(["hosting.example"]);
  expect(names.findVersion()).toBeDefined();
});

test("changes are followed: what comes, goes, is suspended, and comes back", async () => {
  const { directory } = await openDirectory();
  const followed = follow(directory);
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
  const followed = follow(directory);
  await followed.refresh();
  breakOff();
  await expect(followed.refresh()).rejects.toThrow(StoreUnavailableError);
  const asked = ["shop.example", "other.example"];
  expect(asked.map((name) => followed.find(domain(name)))).toEqual(["served", "absent"]);
});

test("more names than memory is given for are not known, and none of them is taken for absent", async () => {
  const { directory } = await openDirectory();
  await directory.writeDomains([plain("a.example"), plain("b.example"), plain("c.example", "suspended")], AUTHOR);
  const followed = follow(directory, 2);
  await followed.refresh();
  const asked = ["a.example", "b.example", "c.example", "d.example"];
  expect(asked.map((name) => followed.find(domain(name)))).toEqual(["served", "served", undefined, undefined]);
});

test("of two readings at once there is one", async () => {
  const { directory } = await openDirectory();
  const followed = follow(directory);
  expect(followed.refresh()).toBe(followed.refresh());
});

test("where a back-up was put back, and revisions went back with it, all names are read anew", async () => {
  const [now, before] = [(await openDirectory()).directory, (await openDirectory()).directory];
  await before.writeDomains([plain("kept.example")], AUTHOR);
  for (const name of ["kept.example", "made-since.example"]) await now.writeDomains([plain(name)], AUTHOR);
  let current = now;
  const followed = follow({
    getProvider: (id) => current.getProvider(id),
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

describe("PACC", () => {
  const ODD = { ...awkwardSettings.providers.plain, incomingServers: [{ ...IMAP, port: 1993 }] };
  const EVEN = { ...ODD, incomingServers: [IMAP], outgoingServers: [SUBMISSION] };
  const planned = (port: number) => ({
    at: "2026-12-01T00:00:00Z",
    overrides: { incomingServers: [{ ...IMAP, port }] },
  });
  const parse = (providers: object, domains: object) => {
    const parsed = parseSettings({ providers, domains });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  };
  const DOMAINS = {
    "even.example": { provider: "even" },
    "odd.example": { provider: "odd" },
    "mended.example": { provider: "odd", overrides: { incomingServers: [IMAP] } },
    "login.example": { provider: "named", variables: { at: "login.example" } },
    "other-login.example": { provider: "named", variables: { at: "shop.example" } },
    "later.example": { provider: "odd", changes: [planned(993)] },
    "until.example": { provider: "even", changes: [planned(1993)] },
    "away.example": { provider: "even", suspended: true },
  };
  const NAMED = {
    ...EVEN,
    incomingServers: [{ ...IMAP, username: "{localPart}@{at}" }],
  };
  const PROVIDERS = { even: EVEN, odd: ODD, named: NAMED };
  const NOW = ["even.example", "login.example", "mended.example", "until.example"];
  const THEN = ["even.example", "later.example", "login.example", "mended.example"];
  const told = (names: ServedNames, asked: readonly string[] = Object.keys(DOMAINS)) =>
    asked.filter((name) => names.hasPacc(domain(name))).toSorted();

  async function fill(directory: Awaited<ReturnType<typeof openDirectory>>["directory"], domains: object = DOMAINS) {
    for (const [name, body] of Object.entries(PROVIDERS))
      await directory.writeProviders([{ name, body, expected: 0 }], AUTHOR);
    await directory.writeDomains(
      Object.entries(domains).map(([name, body]) => ({
        ...plain(name, body.suspended ? "suspended" : "served"),
        provider: body.provider,
        body,
      })),
      AUTHOR,
    );
  }

  test.each(["file", "directory"] as const)(
    "is known of exactly those that it tells, at each moment: in a %s",
    async (place) => {
      onTestFinished(() => {
        clock.time = AUTHOR.at;
      });
      const { directory, breakOff } = await openDirectory();
      if (place === "directory") await fill(directory);
      const followed = follow(directory);
      const names = serve(place === "file" ? parse(PROVIDERS, DOMAINS) : parse({}, {}), followed);
      if (place === "directory") expect(names.hasPacc(domain("even.example"))).toBeUndefined();
      await followed.refresh();
      breakOff();
      expect(told(names)).toEqual(NOW);
      const before = names.findVersion();
      clock.time = new Date("2026-12-01T00:00:00Z");
      expect(told(names)).toEqual(THEN);
      expect(names.findVersion()).not.toBe(before);
      expect(names.findVersion()).toBe(names.findVersion());
    },
  );

  test("follows a provider that changed, of the directory and of the file", async () => {
    const { directory } = await openDirectory();
    await fill(directory, { "odd.example": { provider: "odd" } });
    await directory.writeDomains([{ ...plain("file-odd.example"), provider: "x", body: { provider: "x" } }], AUTHOR);
    let floor = parse({ x: ODD }, {});
    let isGone = false;
    const gone: typeof directory.listStates = () => Promise.reject(new StoreUnavailableError("gone"));
    const breaking: Directory = {
      ...directory,
      listStates: (...asked) => (isGone ? gone : directory.listStates)(...asked),
    };
    const followed = followNames(breaking, { findPaccTimes, findFloorProvider: (id) => floor.providers.get(id) });
    const asked = ["odd.example", "file-odd.example"];
    await followed.refresh();
    expect(told(serve(floor, followed), asked)).toEqual([]);
    const seen = await directory.getProvider("odd");
    await directory.writeProviders([{ name: "odd", body: EVEN, expected: seen?.revision ?? 0 }], AUTHOR);
    await followed.refresh();
    expect(told(serve(floor, followed), asked)).toEqual(["odd.example"]);
    floor = parse({ x: EVEN }, {});
    followed.startOver();
    // Until it is read, all stays as it was; also where the directory goes away in the midst of that.
    isGone = true;
    await expect(followed.refresh()).rejects.toThrow("gone");
    isGone = false;
    expect(told(serve(floor, followed), asked)).toEqual(["odd.example"]);
    await followed.refresh();
    expect(told(serve(floor, followed), asked)).toEqual(["file-odd.example", "odd.example"]);
  });

  test("has names of few domains alone where few have certificates", () => {
    const file = parse(PROVIDERS, DOMAINS);
    const only = ["even.example", "odd.example", "mx.example"].map(domain);
    const names = serve({ ...file, service: { origin: "https://setup.example", certificatesOnlyFor: only } });
    expect(told(names)).toEqual(["even.example"]);
    expect(names.hasPacc(domain("mx.example"))).toBe(false);
  });

  test("of what nobody's settings are made of there is nothing", async () => {
    const { directory } = await openDirectory();
    await directory.writeDomains([{ ...plain("x.example"), body: { provider: 7 } }], AUTHOR);
    await directory.writeDomains([{ ...plain("y.example"), provider: "gone", body: { provider: "gone" } }], AUTHOR);
    const followed = follow(directory);
    await followed.refresh();
    const names = serve(parse({}, {}), followed);
    expect([names.has(domain("x.example")), told(names, ["x.example", "y.example"])]).toEqual([true, []]);
  });
});
