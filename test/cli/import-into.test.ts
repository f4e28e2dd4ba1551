import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileTarget } from "../../src/cli/import/import-target.ts";
import { Progress } from "../../src/cli/progress.ts";
import { Terminal } from "../../src/cli/terminal.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "import-into-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function save(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const floor = () => save("floor.json", { ...awkwardSettings, domains: {} });
const intoDirectory = () => ["--data", join(folder, "data"), "--settings", floor()];

describe("into a directory", () => {
  test("a table is written line by line, and what is refused keeps no other from it", async () => {
    const table = save(
      "t.csv",
      "domain,provider,launched\na.example,plain,\nb.example,nobody,\nc.example,,FALSE\nd,plain,\n",
    );
    const first = await waypost(["import", "csv", table, "--provider", "plain", ...intoDirectory()]);
    expect([first.status, first.out]).toEqual([1, "providers: none; domains: 2 added\n"]);
    expect(first.error.split("\n")).toEqual([
      expect.stringMatching(
        /^waypost: error: .+t\.csv: line 3: domains\["b\.example"\]\.provider: "nobody": expected a provider/,
      ),
      expect.stringMatching(/^waypost: error: .+t\.csv: line 5: not a domain's name: "d"$/),
      "",
    ]);
    const again = await waypost(["import", "csv", table, "--provider", "plain", "--json", ...intoDirectory()]);
    expect(JSON.parse(again.out)).toMatchObject({ providers: {}, domains: { unchanged: 2 }, failures: [{}, {}] });
  });

  test("lines may begin with a byte order mark, and one that is not UTF-8 keeps no other from the directory", async () => {
    const toLine = (domain: string) =>
      `{"domain":"${domain}","entry":{"provider":"plain","$comment":"für\u2028Zoë"}}\n`;
    const [good, bad] = [Buffer.from(toLine("a.example")), Buffer.from(toLine("b.example"), "latin1")];
    const mark = Buffer.from("\u{FEFF}");
    const lines = join(folder, "l.ndjson");
    writeFileSync(lines, Buffer.concat([mark, good, bad, Buffer.from(toLine("c.example"))]));
    const imported = await waypost(["import", "ndjson", lines, ...intoDirectory()]);
    expect([imported.status, imported.out, imported.error]).toEqual([
      1,
      "providers: none; domains: 2 added\n",
      `waypost: error: ${lines}: line 2 is not UTF-8: save the file with that encoding\n`,
    ]);
    const exported = await waypost(["export", "--data", join(folder, "data")]);
    expect(exported.out).toContain("für\u2028Zoë");
    expect(exported.out).not.toContain("\u{FFFD}");
  });

  test("what is exported is imported again, and the same again is no change", async () => {
    const settings = save("s.json", awkwardSettings);
    const imported = await waypost(["import", "settings", settings, ...intoDirectory()]);
    expect([imported.status, imported.error]).toEqual([0, ""]);
    const lines = await waypost(["export", "--data", join(folder, "data")]);
    const elsewhere = ["--data", join(folder, "other"), "--settings", settings];
    const copied = await waypost(["import", "ndjson", "-", ...elsewhere], { stdin: lines.out });
    expect([copied.status, copied.out]).toEqual([0, imported.out]);
    expect((await waypost(["import", "ndjson", "-", ...elsewhere], { stdin: lines.out })).out).toBe(
      imported.out.replaceAll("added", "unchanged"),
    );
    const asSettings = await waypost(["export", "--as", "settings", ...elsewhere.slice(0, 2)]);
    const parsed = [JSON.parse(asSettings.out), awkwardSettings].map((value) => parseSettings(value));
    expect(parsed[0]?.ok && parsed[0].value.domains).toEqual(parsed[1]?.ok && parsed[1].value.domains);
  });

  test("a dry run refuses what the real one does: login names of domains that are refused", async () => {
    const stdin = [
      { domain: "a.example", entry: { provider: "nobody" } },
      { domain: "b.example", entry: { provider: "plain", explicitLogins: true } },
      { login: "one@a.example", entry: { username: "u1" } },
      { login: "two@b.example", entry: { username: "u2" } },
    ]
      .map((line) => JSON.stringify(line))
      .join("\n");
    const into = ["import", "ndjson", "-", ...intoDirectory()];
    const tried = await waypost([...into, "--dry-run"], { stdin });
    const done = await waypost(into, { stdin });
    expect([tried.status, tried.out]).toEqual([1, `would be: ${done.out}`]);
    expect(tried.error).toContain(done.error);
    expect(done.out).toBe("providers: none; domains: 1 added; login names: 1 added\n");
  });

  test("a dry run says what would become of it, and writes nothing", async () => {
    const settings = save("s.json", awkwardSettings);
    const dry = await waypost(["import", "settings", settings, "--dry-run", ...intoDirectory()]);
    expect([dry.status, dry.out]).toEqual([
      0,
      expect.stringMatching(/^would be: providers: \d+ added; domains: \d+ added\n$/),
    ]);
    expect((await waypost(["domain", "list", "--data", join(folder, "data")])).out).toBe("");
  });

  test("automx2's database", async () => {
    const path = join(folder, "db.sqlite");
    const database = new DatabaseSync(path);
    database.exec(`
      CREATE TABLE provider (id INTEGER PRIMARY KEY, name VARCHAR, short_name VARCHAR);
      CREATE TABLE server (id INTEGER PRIMARY KEY, prio INTEGER, name VARCHAR, port INTEGER, type VARCHAR,
        socket_type VARCHAR, user_name VARCHAR, authentication VARCHAR);
      CREATE TABLE domain (id INTEGER PRIMARY KEY, name VARCHAR, provider_id INTEGER, ldapserver_id INTEGER);
      CREATE TABLE server_domain (server_id INTEGER, domain_id INTEGER);
      INSERT INTO provider VALUES (1, 'Hosting', 'Host');
      INSERT INTO server VALUES (1, 10, 'imap.%EMAILDOMAIN%', 993, 'imap', 'SSL', '%EMAILADDRESS%', 'plain'),
        (2, 10, 'smtp.%EMAILDOMAIN%', 465, 'smtp', 'SSL', '%EMAILADDRESS%', 'plain');
      INSERT INTO domain VALUES (1, 'a.example', 1, NULL), (2, 'b.example', 1, NULL);
      INSERT INTO server_domain VALUES (1, 1), (2, 1), (1, 2), (2, 2);`);
    database.close();
    const { status, out, error } = await waypost(["import", "automx2", path, ...intoDirectory()]);
    expect([status, out, error]).toEqual([0, "providers: 1 added; domains: 2 added\n", ""]);
    const other = save("broken.sqlite", "SQLite format 3\0 and nothing else");
    expect((await waypost(["import", "automx2", other])).status).toBe(1);
  });
});

describe("into a file", () => {
  const table = () => save("t.csv", "domain,provider\nnew.example,plain\nFISH.example,plain\n");

  test("records are added to what it has, each domain once", async () => {
    const file = save("mine.json", awkwardSettings);
    const { status, out } = await waypost(["import", "csv", table(), "--settings", file]);
    expect([status, out]).toEqual([0, "providers: none; domains: 1 added, 1 changed\n"]);
    const written = JSON.parse(readFileSync(file, "utf8"));
    expect(written.domains["fish.example"]).toEqual({ provider: "plain" });
    expect(Object.keys(written.domains)).toEqual([...Object.keys(awkwardSettings.domains), "new.example"]);
    expect(parseSettings(written).ok).toBe(true);
  });

  test("it is made where there is none, and names the schema", async () => {
    const from = save("old.env", "DOMAIN=a.example\nIMAP_HOST=imap.a.example\nSMTP_HOST=smtp.a.example\n");
    const file = join(folder, "made.json");
    expect((await waypost(["import", "monogramm", from, "--settings", file])).status).toBe(0);
    const written = JSON.parse(readFileSync(file, "utf8"));
    expect(written.$schema).toMatch(/^\.\..*\/settings\.schema\.json$/);
    expect(written.domains).toEqual({ "a.example": { provider: "a.example" } });
  });

  test.each([JSON.stringify(awkwardSettings), undefined])(
    "of two imports at once one is told to come again",
    async (text) => {
      const file = join(folder, "mine.json");
      if (text !== undefined) writeFileSync(file, text);
      const [first, second] = [fileTarget(file, text, { dryRun: false }), fileTarget(file, text, { dryRun: false })];
      for (const [target, name] of [
        [first, "first.example"],
        [second, "second.example"],
      ] as const)
        await target.write([
          { kind: "provider", name: "plain", body: awkwardSettings.providers.plain, place: "" },
          { kind: "domain", name, body: { provider: "plain" }, place: "" },
        ]);
      expect(await first.finish()).toBeUndefined();
      expect(await second.finish()).toEqual({
        lines: [`${file}: has changed since it was read`],
        hint: "nothing was written: give the same command again",
      });
      expect(Object.keys(JSON.parse(readFileSync(file, "utf8")).domains)).toContain("first.example");
      expect(readdirSync(folder)).toEqual(["mine.json"]);
    },
  );

  test("nothing is written where the whole would not be valid", async () => {
    const text = JSON.stringify({ ...awkwardSettings, domains: {} });
    const file = save("mine.json", text);
    const bad = save("t.csv", "domain,provider\nnew.example,nobody\n");
    const { status, out, error } = await waypost(["import", "csv", bad, "--settings", file]);
    expect([status, out, error]).toEqual([
      1,
      "providers: none; domains: none\n",
      expect.stringContaining("hint: nothing was written"),
    ]);
    expect(readFileSync(file, "utf8")).toBe(text);
    const told = await waypost(["import", "csv", bad, "--settings", file, "--json"]);
    expect(JSON.parse(told.out)).toMatchObject({ providers: {}, domains: {}, failures: [{}] });
  });

  test.each([
    ["missing/mine.json", "there is no such folder"],
    ["old.env/mine.json", "what its path has for a folder is a file"],
  ])("a file that cannot be written is told: %s", async (name, because) => {
    const from = save("old.env", "DOMAIN=a.example\nIMAP_HOST=imap.a.example\nSMTP_HOST=smtp.a.example\n");
    const file = join(folder, name);
    const { status, error } = await waypost(["import", "monogramm", from, "--settings", file]);
    expect([status, error]).toEqual([
      1,
      `waypost: error: ${file}: ${because}\nhint: nothing was written: mend these first\n`,
    ]);
  });
});

test("where there is nothing, that is told", async () => {
  const table = save("t.csv", "domain,provider\n");
  expect(await waypost(["import", "csv", table])).toMatchObject({
    status: 0,
    out: "",
    error: "waypost: note: there was nothing to carry over\n",
  });
  expect(await waypost(["import", "ispdb", folder])).toMatchObject({
    status: 1,
    error: `waypost: error: ${folder}: no file in that folder ends in .xml\n`,
  });
});

test("placeholders of other systems are told, whatever they are read from", async () => {
  const variables = `DOMAIN=shop.example
SUPPORT_URL=https://a.example/%EMAILADDRESS%
IMAP_HOST=a.example
SMTP_HOST=a.example`;
  const monogramm = await waypost(["import", "monogramm", save("m.env", variables)]);
  expect(monogramm.status).toBe(0);
  expect(monogramm.error).toMatch(
    /m\.env: shop\.example: support\.url: nobody fills in %EMAILADDRESS%: people read it as it stands; write the name itself/,
  );
  const table = save(
    "t.csv",
    "domain,provider,$comment,overrides.displayName\na.example,plain,of %REALNAME%,%EMAILDOMAIN%\nb.example,plain,,Mail of {domain}\n",
  );
  const csv = await waypost(["import", "csv", table, ...intoDirectory()]);
  expect(csv.status).toBe(0);
  expect(csv.error.trim().split("\n")).toEqual([
    expect.stringMatching(
      /t\.csv: line 2: overrides\.displayName: nobody fills in %EMAILDOMAIN%: people read it as it stands; write \{domain\}$/,
    ),
  ]);
});

test("the same said of many files is said once", async () => {
  const files = ["1.xml", "2.xml", "3.xml"].map((name) => save(name, "<clientConfig>"));
  const { status, error } = await waypost(["import", "ispdb", ...files]);
  expect(status).toBe(1);
  expect(error).toMatch(/^waypost: error: .+1\.xml and 2 more: .+\n$/);
});

test("a folder stands for the documents in it", async () => {
  save("1.XML", "<clientConfig>");
  save("2.txt", "<clientConfig>");
  expect((await waypost(["import", "ispdb", folder])).error).toMatch(/^waypost: error: .+1\.XML: [^\n]+\n$/);
});

test("progress is told every few seconds, and not at once", () => {
  const told: string[] = [];
  let now = 0;
  const terminal = new Terminal({ ...process, stderr: { write: (text) => told.push(String(text)) } });
  const progress = new Progress(terminal, () => now);
  for (now = 0; now <= 11_000; now += 1_000) progress.tell(() => `at ${now}`);
  expect(told).toEqual(["waypost: note: at 5000\n", "waypost: note: at 10000\n"]);
});
