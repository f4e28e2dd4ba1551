import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type RunningServer, startServer } from "../../src/node/http-server.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { ADMIN_TOKEN, openApi, PLAIN } from "../support/services/api.ts";
import { startCloudflare, ZONE } from "../support/services/cloudflare.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
let database: SqliteDatabase;
let server: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "service-"));
  database = await openSqlite(":memory:");
  server = await startServer((request) => openApp(request), { endpoint: LOOPBACK });
  const { app } = openApi(database);
  openApp = (request) => app.fetch(request);
});
afterEach(async () => {
  await server.stop();
  database.close();
  rmSync(folder, { recursive: true });
});

let openApp: (request: Request) => Response | Promise<Response>;

function save(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function run(line: string, { token = ADMIN_TOKEN, stdin = "" } = {}) {
  return waypost([...line.split(" "), "--url", server.url], { env: { WAYPOST_TOKEN: token }, stdin });
}

describe("a service that runs", () => {
  test("has the names at Cloudflare made that its domains need, and keeps how they stand", async () => {
    const fake = await startCloudflare();
    onTestFinished(() => fake.stop());
    await run("provider add shops -", { stdin: JSON.stringify(PLAIN) });
    await run("domain add shop.com provider=shops");
    await run("domain add other.com provider=from-file");
    const sync = () =>
      waypost(["cloudflare", "sync", "--zone", ZONE.id, "--per-minute", "600000", "--apply", "--url", server.url], {
        env: { ...fake.env, WAYPOST_TOKEN: ADMIN_TOKEN },
      });
    expect((await sync()).status).toBe(0);
    expect([...fake.hostnames.keys()]).toEqual(expect.arrayContaining(["autoconfig.shop.com", "autoconfig.other.com"]));
    expect((await run("domain show shop.com")).error).toContain("autoconfig.shop.com: waiting: Cloudflare waits");
    await run("domain remove shop.com");
    expect((await sync()).out).toContain("removed\tautoconfig.shop.com\n");
  });

  test("has its domains changed as a directory has", async () => {
    for (const [line, out] of [
      ["domain add Shop.example provider=from-file", "shop.example: added, revision 1\n"],
      ["domain set shop.example launched=false", "shop.example: changed, revision 2\n"],
      ["domain set shop.example launched=false", "shop.example: unchanged\n"],
      ["domain suspend shop.example", "shop.example: changed, revision 3\n"],
      ["domain list --state suspended", "shop.example\tsuspended\tfrom-file\n"],
      ["domain roll-back shop.example 1", "shop.example: changed, revision 4\n"],
      ["domain remove shop.example --if-revision 4", "shop.example: removed\n"],
      ["domain remove shop.example", "shop.example: unchanged\n"],
      ["domain list", ""],
    ] as const)
      expect([line, (await run(line)).out]).toEqual([line, out]);
    const { out } = await run("domain history shop.example --limit 2");
    expect(out).toMatch(/^5\t\S+\t\S+\tremoved\n4\t\S+\t\S+\t\{"provider":"from-file"\}\n$/);
  });

  test("refuses in the words of validate, and tells what is not there", async () => {
    const faulty = await run("domain add shop.example provider=nobody");
    expect([faulty.status, faulty.error]).toEqual([1, expect.stringContaining("expected a provider that there is")]);
    expect((await run("domain set shop.example launched=false")).error).toContain('there is no domain "shop.example"');
    await run("domain add shop.example provider=from-file");
    expect((await run("domain add shop.example provider=from-file")).status).toBe(1);
    expect((await run("domain roll-back shop.example 99")).error).toBe(
      "waypost: error: there is no revision 99 of shop.example\nhint: waypost domain history shop.example\n",
    );
  });

  test("shows what a change would alter", async () => {
    await run(`provider add ours ${save("p.json", PLAIN)}`);
    await run("domain add shop.example provider=ours");
    const { out } = await run("provider set ours displayName=Theirs --dry-run");
    expect(out).toContain("ours: would be changed; domains that it reaches: 1\n\nshop.example\n");
    expect(out).toMatch(/^\+.*<displayName>Theirs<\/displayName>$/m);
    expect(JSON.parse((await run("provider show ours")).out)).toEqual(PLAIN);
  });

  test("takes an import and gives an export, as often as they are given", async () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => `d${index}.example`);
    const table = save("t.csv", `domain\n${lines.join("\n")}\nnobody\n`);
    const imported = await run(`import csv ${table} --provider from-file`);
    expect([imported.status, imported.out]).toEqual([1, "providers: none; domains: 1200 added\n"]);
    // On a busy machine it tells its progress, too.
    const errors = imported.error.split("\n").filter((line) => !line.startsWith("waypost: note: "));
    expect(errors).toEqual([expect.stringMatching(/^waypost: error: .+t\.csv: line 1202: /), ""]);
    expect((await run(`import csv ${table} --provider from-file`)).out).toBe(
      "providers: none; domains: 1200 unchanged\n",
    );
    const exported = await run("export");
    expect(exported.out.split("\n")).toHaveLength(1_201);
    const asSettings = await run("export --as settings");
    expect(asSettings.error).toBe(
      "waypost: note: left out: service, which stands in the service's own settings file\n" +
        "waypost: note: left out: the provider from-file, which is not in the directory\n",
    );
    const again = await run("import ndjson -", { stdin: exported.out });
    expect([again.status, again.out]).toEqual([0, "providers: none; domains: 1200 unchanged\n"]);
  });

  test("has its tokens made, listed and revoked, by whoever may change everything", async () => {
    const made = await run("token create panel --access write --expires 90d");
    expect([made.status, made.error]).toEqual([0, "waypost: note: keep it now: it is shown this once\n"]);
    expect((await run("domain list", { token: made.out.trim() })).status).toBe(0);
    expect((await run("token list")).out).toMatch(/^[0-9a-f]{12}\tpanel\twrite\tall\tin use\t\S+\n$/);
    expect((await run("token create panel")).error).toContain("expected a name that is not taken");
    expect((await run("token create x --access all")).error).toContain('--access cannot be "all"');
    expect((await run("token revoke panel")).out).toBe("panel: revoked\n");
    expect((await run("domain list", { token: made.out.trim() })).status).toBe(2);
    expect((await run("token revoke nobody")).error).toBe(
      "waypost: error: there is no such token\nhint: waypost token list\n",
    );
    const { out: ofOne } = await run("token create ours --provider from-file --access write");
    expect((await run("token list", { token: ofOne.trim() })).status).toBe(2);
    expect((await run("token list --data x")).error).toContain("there is one place");
  });

  test("is validated: what fails a client is told once for all domains", async () => {
    expect(await run("validate")).toMatchObject({ status: 0, out: "the service: valid\n", error: "" });
    await run(`provider add pop ${save("p.json", awkwardSettings.providers["pop-only"])}`);
    for (const name of ["a.example", "b.example"]) await run(`domain add ${name} provider=pop`);
    const { status, error } = await run("validate");
    expect([status, error]).toEqual([
      0,
      expect.stringMatching(/^waypost: warning: .+ \(a\.example and 1 more\)\nhint: /),
    ]);
  });

  test("that wants another token, or does not answer, ends the command, and nothing tells the token", async () => {
    const refused = await run("domain list", { token: "a-token-that-is-nobodys" });
    expect([refused.status, refused.out]).toEqual([2, ""]);
    expect(refused.error).toContain("waypost: error: the service says: ");
    expect(refused.error).not.toContain("a-token-that-is-nobodys");
    const gone = await waypost(["domain", "list", "--url", "http://127.0.0.1:9"], { env: { WAYPOST_TOKEN: "x" } });
    expect([gone.status, gone.error]).toEqual([2, expect.stringContaining("the service does not answer")]);
    openApp = () => new Response("<html>");
    expect((await run("domain list")).error).toContain("the service answers what its API does not");
    openApp = () => Response.redirect("https://elsewhere.example/");
    expect((await run("domain list")).status).toBe(2);
  });
});

test.each<[string, string, string]>([
  ["http://setup.example", "token", "a token goes over https only"],
  ["setup.example", "token", "not the URL of a service"],
  ["https://setup.example", "", "the service wants a token"],
])("%s with the token %j is misuse: %s", async (url, token, words) => {
  const { status, error } = await waypost(["domain", "list", "--url", url], { env: { WAYPOST_TOKEN: token } });
  expect([status, error]).toEqual([2, expect.stringMatching(new RegExp(`^waypost: error: ${words}.*\\nhint: `))]);
});
