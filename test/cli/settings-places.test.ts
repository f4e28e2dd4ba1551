/**
 * What is answered for a domain is the same wherever it is decided: a settings file, a directory, a service that runs.
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMoment } from "../../src/cli/moment.ts";
import { type RunningServer, startServer } from "../../src/node/http-server.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";
import { ADMIN_TOKEN, openApi } from "../support/services/api.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { waypost } from "../support/services/waypost.ts";

const MOVES = {
  displayName: "Ours",
  displayShortName: "Ours",
  incomingServers: [{ ...IMAP, hostname: "old.example" }],
  outgoingServers: [SUBMISSION],
  changes: [{ at: "2099-01-01T00:00:00Z", overrides: { incomingServers: [{ ...IMAP, hostname: "new.example" }] } }],
};
const SETTINGS = {
  service: { origin: "https://setup.hosting.example" },
  providers: { ours: MOVES },
  domains: {
    "shop.example": { provider: "ours" },
    "gone.example": { provider: "ours", suspended: true },
    "*": { provider: "ours" },
  },
};

let folder: string;
let database: SqliteDatabase;
let server: RunningServer;
let places: Readonly<Record<"file" | "directory" | "service", readonly string[]>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "places-"));
  database = await openSqlite(":memory:");
  const { app } = openApi(database);
  server = await startServer((request) => app.fetch(request), { endpoint: LOOPBACK });
  const save = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const floor = ["--settings", save("floor.json", { ...SETTINGS, providers: {}, domains: {} })];
  places = {
    file: ["--settings", save("settings.json", SETTINGS)],
    directory: ["--data", join(folder, "data"), ...floor],
    service: ["--url", server.url],
  };
  const lines = join(folder, "lines.ndjson");
  writeFileSync(lines, (await run("export", places.file)).out);
  for (const place of [places.directory, places.service])
    expect(await run(`import ndjson ${lines}`, place)).toMatchObject({ status: 0 });
  places = { ...places, service: [...places.service, ...floor] };
});
afterAll(async () => {
  await server.stop();
  database.close();
  rmSync(folder, { recursive: true });
});

function run(line: string, place: readonly string[]) {
  return waypost([...line.split(" "), ...place], { env: { WAYPOST_TOKEN: ADMIN_TOKEN } });
}

describe.each(["directory", "service"] as const)("a %s says what a file says", (kind) => {
  test.each([
    "dns shop.example",
    "dns Shop.Example --as json --at 2099-01-01",
    "dns any.example --as zone --host setup.other.example",
    "dns gone.example",
    "render autoconfig alice@shop.example",
    "render autoconfig alice@shop.example --at 2098-12-31T23:59:59Z",
    "render autoconfig alice@shop.example --at 2099-01-01",
    "render pacc alice@any.example --at 2099-01-01T01:00:00+01:00",
    "render guide alice@shop.example --at 2098-12-25",
    "render welcome alice@shop.example --at 2098-12-25",
    "render autoconfig alice@gone.example",
  ])("%s", async (line) => {
    const [expected, answered] = [await run(line, places.file), await run(line, places[kind])];
    expect(answered).toEqual(expected);
  });
});

test.each(["file", "directory"] as const)(
  "a settings file that is exported of a %s says all that it says",
  async (kind) => {
    const { out, error } = await run("export --as settings", places[kind]);
    expect([JSON.parse(out), error]).toEqual([SETTINGS, ""]);
  },
);

test("a planned change of servers shows from its moment on", async () => {
  const serverAt = async (at: string) =>
    (await run(`render autoconfig a@shop.example --at ${at}`, places.directory)).out.match(/(old|new)\.example/)?.[0];
  expect([await serverAt("2098-12-31T23:59:59.999Z"), await serverAt("2099-01-01")]).toEqual([
    "old.example",
    "new.example",
  ]);
});

test("what the service's own file has is told of now alone", async () => {
  const url = ["--url", server.url];
  await run("domain add floor.example provider=from-file", url);
  expect((await run("render autoconfig a@floor.example", url)).out).toContain("<domain>floor.example</domain>");
  const later = await run("render autoconfig a@floor.example --at 2020-01-01", url);
  expect([later.status, later.out]).toEqual([2, ""]);
  expect(later.error).toContain("the provider from-file is in the service's own settings file");
  expect((await run("dns nobody.example.test --as zone --host no_name", url)).status).toBe(2);
});

test.each<[string, string]>([
  ["dns shop.example --at tomorrow", 'not a time: "tomorrow"'],
  ["render autoconfig a@shop.example --at 2027-02-30", 'not a time: "2027-02-30"'],
  ["dns shop.example --data x --url https://x.example", "there is one place"],
  ["dns shop.example --data x --database postgres://x", "there is one directory"],
  ["dns shop.example --database postgres://u:Sec#ret@127.0.0.1:5/x", "the PostgreSQL database cannot be read"],
  ["render autoconfig a@shop.example --url http://x.example", "a token goes over https only"],
])("%s is misuse: %s", async (line, words) => {
  const { status, out, error } = await run(line, []);
  expect([status, out]).toEqual([2, ""]);
  expect(error).toMatch(/^waypost: error: .+\nhint: .+\n$/);
  expect(error).toContain(words);
  expect(error).not.toContain("Sec");
});

test.each(["check", "plan", "connect template --host setup.hosting.example", "export --site never-made --domain"])(
  "%s of a domain that nobody has ends with 1, and a hint at where it may be",
  async (line) => {
    const { status, out, error } = await run(`${line} nobody.example`, []);
    expect([status, out]).toEqual([1, ""]);
    expect(error).toMatch(/^waypost: error: nobody\.example is not served\nhint: look elsewhere with --settings/m);
  },
);

test.each<[string, string | undefined]>([
  ["2027-01-31", "2027-01-31T00:00:00.000Z"],
  ["2027-01-31T12:00:00Z", "2027-01-31T12:00:00.000Z"],
  ["2027-01-31T12:00+01:00", "2027-01-31T11:00:00.000Z"],
  ["2027-02-29", undefined],
  ["2027-01-31T25:00:00Z", undefined],
  ["2027-01-31T12:00:00", undefined],
  ["31.1.2027", undefined],
  ["", undefined],
])("%j as a moment is %s", (text, expected) => {
  expect(parseMoment(text)?.toISOString()).toBe(expected);
});
