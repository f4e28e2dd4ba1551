import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NAME_LISTS } from "../../src/formats/certificates/name-list.ts";
import { type RunningServer, startServer } from "../../src/node/http-server.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";
import { ADMIN_TOKEN, openApi } from "../support/services/api.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { LAUNCHER, waypost } from "../support/services/waypost.ts";

const OURS = {
  displayName: "Ours",
  displayShortName: "Ours",
  incomingServers: [IMAP],
  outgoingServers: [SUBMISSION],
};
/** PACC cannot tell it. */
const ODD = { ...OURS, incomingServers: [{ ...IMAP, port: 1993 }] };
const SETTINGS = {
  service: { origin: "https://setup.hosting.example" },
  providers: { ours: OURS, odd: ODD },
  domains: {
    "shop.example": { provider: "ours" },
    "a.example": { provider: "odd" },
    "bücher.example": { provider: "odd" },
    "gone.example": { provider: "ours", suspended: true },
    "moved.example": { provider: "ours", mailElsewhere: "elsewhere" },
    "*": { provider: "ours" },
  },
};
const NAMES = [
  "setup.hosting.example",
  "autoconfig.a.example",
  "autodiscover.a.example",
  "autoconfig.shop.example",
  "autodiscover.shop.example",
  "ua-auto-config.shop.example",
  "autoconfig.xn--bcher-kva.example",
  "autodiscover.xn--bcher-kva.example",
];

let folder: string;
let database: SqliteDatabase;
let server: RunningServer;
let places: Readonly<Record<"file" | "directory" | "service", readonly string[]>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "names-"));
  database = await openSqlite(":memory:");
  const { app } = openApi(database);
  server = await startServer((request) => app.fetch(request), { endpoint: LOOPBACK });
  const save = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return join(folder, name);
  };
  places = {
    file: ["--settings", save("settings.json", SETTINGS)],
    directory: ["--data", join(folder, "data"), "--settings", save("floor.json", { ...SETTINGS, domains: {} })],
    service: ["--url", server.url],
  };
  const lines = save("lines.ndjson", (await run("export", "file")).out);
  for (const place of ["directory", "service"] as const)
    expect(await run(`import ndjson ${lines}`, place)).toMatchObject({ status: 0 });
});
afterEach(async () => {
  await server.stop();
  database.close();
  rmSync(folder, { recursive: true });
});

function run(line: string, place: keyof typeof places) {
  return waypost([...line.split(" "), ...places[place]], { env: { WAYPOST_TOKEN: ADMIN_TOKEN } });
}

function markOf({ error }: { readonly error: string }): string {
  return /--since (\d+-\d+-[0-9a-f]+)$/m.exec(error)?.[1] ?? "";
}

test.each(["file", "directory", "service"] as const)("every name of served domains, in order: by %s", async (place) => {
  const { status, out } = await run("names", place);
  expect([status, out]).toEqual([0, `${NAMES.join("\n")}\n`]);
});

describe.each(["directory", "service"] as const)("what has changed in a %s", (place) => {
  test("is told by the names of now, in each program's way, and nothing else", async () => {
    const before = markOf(await run("names", place));
    await run("domain suspend shop.example", place);
    await run("domain remove a.example", place);
    await run("domain unsuspend gone.example", place);
    const changed = await run(`names --since ${before}`, place);
    expect(changed.out.split("\n")).toEqual([
      "-autoconfig.a.example",
      "-autodiscover.a.example",
      "-ua-auto-config.a.example",
      "+autoconfig.gone.example",
      "+autodiscover.gone.example",
      "+ua-auto-config.gone.example",
      "-autoconfig.shop.example",
      "-autodiscover.shop.example",
      "-ua-auto-config.shop.example",
      "",
    ]);
    expect(
      (await run(`names --as certbot --since ${before}`, place)).out.match(/^certbot \w+|--cert-name \S+/gm),
    ).toEqual([
      "certbot delete",
      "--cert-name a.example",
      "certbot certonly",
      "--cert-name gone.example",
      "certbot delete",
      "--cert-name shop.example",
    ]);
    // Whole files have what did not change, too.
    expect((await run(`names --as nginx-map --since ${before}`, place)).out).toContain(
      "autoconfig.xn--bcher-kva.example ",
    );
    const after = markOf(changed);
    for (const form of Object.keys(NAME_LISTS)) {
      const again = await run(`names --as ${form} --since ${after}`, place);
      expect(again).toMatchObject({ status: 0, out: "" });
      expect(again.error).toMatch(/^waypost: note: nothing has changed\nwaypost: note: go on with --since [-\w]+\n$/);
    }
  });

  test("is every domain of a provider that changed", async () => {
    const before = markOf(await run("names", place));
    await run("provider set odd displayName=Even", place);
    const { out } = await run(`names --since ${before}`, place);
    expect(out.match(/^\+autoconfig\.\S+/gm)).toEqual(["+autoconfig.a.example", "+autoconfig.xn--bcher-kva.example"]);
  });
});

test("of a revision that the directory does not know, as after a back-up was put back, everything is told", async () => {
  const mark = markOf(await run("names", "directory")).replace(/^\d+/, "999999");
  const { out, error } = await run(`names --since ${mark}`, "directory");
  expect(out).toBe(all(...NAMES));
  expect(error).toContain("what has changed cannot be known: these are all there are");
});

test("after a back-up was put back everything is told, though there are later changes than those of the mark", async () => {
  const data = ["--data", join(folder, "data")];
  const copy = join(folder, "copy.db");
  expect(await waypost(["backup", copy, ...data])).toMatchObject({ status: 0 });
  await run("domain suspend shop.example", "directory");
  const mark = markOf(await run("names", "directory"));
  expect(await waypost(["restore", copy, ...data])).toMatchObject({ status: 0 });
  await run("domain suspend a.example", "directory");
  await run("domain remove gone.example", "directory");
  const { out } = await run(`names --since ${mark}`, "directory");
  expect(out).toBe(all(...NAMES.filter((name) => !name.endsWith(".a.example"))));
});

const all = (...names: readonly string[]) => ["=", ...names.map((name) => `+${name}`), ""].join("\n");

test("where the settings file says something else of names everything is told, and else nothing", async () => {
  const path = join(folder, "changing.json");
  const save = (settings: object) => writeFileSync(path, JSON.stringify({ ...SETTINGS, domains: {}, ...settings }));
  const ask = (since: string, form = "list") => waypost(["names", "--as", form, "--since", since, "--settings", path]);
  const shop = ["autoconfig.shop.example", "autodiscover.shop.example"];
  save({ domains: { "shop.example": { provider: "odd" }, "gone.example": { provider: "ours" } } });
  const before = markOf(await waypost(["names", "--settings", path]));
  expect(await ask(before)).toMatchObject({ status: 0, out: "" });
  // What is said of people and pages changes no names.
  save({ domains: { "shop.example": { provider: "odd", launched: false }, "gone.example": { provider: "ours" } } });
  expect((await ask(before)).out).toBe("");
  save({ domains: { "shop.example": { provider: "odd" } } });
  const changed = await ask(before);
  expect(changed.out).toBe(all("setup.hosting.example", ...shop));
  expect((await ask(before, "certbot")).out).toMatch(
    /^#!\/bin\/sh\nstatus=0\n# all there are: [^\n]*\ncertbot certonly/,
  );
  expect((await ask(before, "nginx-map")).out).not.toContain("gone.example");
  expect((await ask(markOf(changed))).out).toBe("");
  save({ domains: {}, service: {} });
  expect((await ask(markOf(changed))).out).toBe("=\n");
});

describe.each(["directory", "service"] as const)("a change that was planned in a %s", (place) => {
  const AT = "2026-11-20T00:00:00Z";
  const planned = (entry: object) =>
    JSON.stringify({ ...entry, changes: [{ at: AT, overrides: { incomingServers: [IMAP] } }] });
  const at = (mark: string, moment: string) => mark.replace(/-\d+-/, `-${Date.parse(moment)}-`);

  test.each<[string, string, readonly string[]]>([
    ["a domain", "domain set a.example", ["a.example"]],
    ["a provider", "provider set odd", ["a.example", "xn--bcher-kva.example"]],
  ])("of %s is told as soon as its moment has come", async (kind, command, domains) => {
    const body = join(folder, "planned.json");
    writeFileSync(body, planned(kind === "a domain" ? { provider: "odd" } : ODD));
    expect(await run(`${command} ${body}`, place)).toMatchObject({ status: 0 });
    const mark = markOf(await run("names", place));
    const tell = async (moment: string) => (await run(`names --since ${at(mark, moment)}`, place)).out;
    const told = (await tell("2026-11-19T00:00:00Z")).match(/^\+ua-auto-config\.\S+/gm);
    expect(told).toEqual(domains.map((domain) => `+ua-auto-config.${domain}`));
    expect(await tell(AT)).toBe("");
  });
});

test("a domain of the settings file stays when the directory's record of it goes", async () => {
  const [, data = ""] = places.directory;
  const over = { ...places, directory: ["--data", data, ...places.file] };
  places = over;
  expect((await run("names", "directory")).out).toBe(`${NAMES.join("\n")}\n`);
  await run("domain suspend a.example", "directory");
  const suspended = await run("names", "directory");
  expect(suspended.out).toBe(`${NAMES.filter((name) => !name.endsWith(".a.example")).join("\n")}\n`);
  await run("domain remove a.example", "directory");
  const back = await run(`names --since ${markOf(suspended)}`, "directory");
  expect(back.out).toBe("+autoconfig.a.example\n+autodiscover.a.example\n-ua-auto-config.a.example\n");
});

test("where few domains have certificates, theirs are the names, and what is asked by way of the mail exchanger", async () => {
  const service = { origin: "https://setup.hosting.example", certificatesOnlyFor: ["shop.example", "hosting.example"] };
  const path = join(folder, "few.json");
  writeFileSync(path, JSON.stringify({ ...SETTINGS, service }));
  const { out } = await waypost(["names", "--settings", path]);
  expect(out.trim().split("\n")).toEqual([
    "setup.hosting.example",
    "autoconfig.hosting.example",
    "autoconfig.shop.example",
    "autodiscover.shop.example",
    "ua-auto-config.shop.example",
  ]);
  const { out: records } = await waypost(["dns", "a.example", "--settings", path]);
  expect(records).toContain("it has no certificate");
  const simulated = await waypost(["simulate", "geary", "a@a.example", "--settings", path, "--url", server.url]);
  expect(simulated.out).toMatch(
    /GET https:\/\/autoconfig\.a\.example\S*\n +\d+ ms +no answer: its name has no certificate/,
  );
});

test("a plan is printed for people, or as the API has it", async () => {
  const text = await run("plan shop.example", "file");
  expect(text.status).toBe(0);
  expect(text.out).toMatch(/^autodiscover\.shop\.example\n {2}finds nothing: Outlook/m);
  const { out } = await run("plan shop.example --json", "service");
  expect(JSON.parse(out)).toMatchObject({ domain: "shop.example", certificates: true });
  expect(await run("plan gone.example", "directory")).toMatchObject({ status: 1, out: "" });
  expect((await run("plan", "file")).status).toBe(2);
});

test.each<[string, string]>([
  ["names --as apache", 'unknown form "apache"'],
  ["names --since yesterday", 'not a mark: "yesterday"'],
  ["names --since 3", 'not a mark: "3"'],
])("%s is misuse: %s", async (line, words) => {
  const { status, out, error } = await run(line, "file");
  expect([status, out]).toEqual([2, ""]);
  expect(error).toContain(words);
});

test("where the names could not be printed no mark is told, and a token that nobody saw is none", async () => {
  expect(markOf(await run("names", "file"))).not.toBe("");
  const full = await waypost(["names", ...places.file], { isFull: true });
  expect([full.error, full.out]).toEqual(["", ""]);
  const created = await waypost(["token", "create", "unseen", ...places.directory], { isFull: true });
  expect([created.status, created.error]).toEqual([
    2,
    "waypost: error: unseen: the token could not be shown, and is revoked\n",
  ]);
  expect((await run("token list", "directory")).out).toMatch(/^\S+\tunseen\tread\tall\trevoked\tnever\n$/);
});

test.runIf(existsSync("/dev/full"))("what cannot be written is told in a line, with status 2", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, "src/cli/waypost.ts", "names", ...places.file], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect([status, stderr]).toEqual([
    2,
    "waypost: error: what was to be printed could not be written: the disk is full\n",
  ]);
});
