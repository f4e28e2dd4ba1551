import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../src/node/http-server.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { ADMIN_TOKEN, openApi, PLAIN } from "../support/services/api.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "login-"));
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ providers: { plain: PLAIN }, domains: {} }));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Run = (line: string, stdin?: string) => ReturnType<typeof waypost>;

/** A directory of this machine, and a service that runs. */
const PLACES: readonly [string, () => Promise<Run>][] = [
  [
    "a directory",
    async () => (line, stdin) =>
      waypost([...line.split(" "), "--data", join(folder, "data"), "--settings", join(folder, "settings.json")], {
        ...(stdin !== undefined && { stdin }),
      }),
  ],
  [
    "a service",
    async () => {
      const database = await openSqlite(":memory:");
      const { app, ask } = openApi(database);
      await ask("PUT", "/api/v1/providers/plain", { body: PLAIN });
      const server = await startServer((request) => app.fetch(request), { endpoint: LOOPBACK });
      onTestFinished(async () => {
        await server.stop();
        database.close();
      });
      return (line, stdin) =>
        waypost([...line.split(" "), "--url", server.url], {
          env: { WAYPOST_TOKEN: ADMIN_TOKEN },
          ...(stdin !== undefined && { stdin }),
        });
    },
  ],
];

describe.each(PLACES)("in %s", (_, open) => {
  let run: Run;
  beforeEach(async () => {
    run = await open();
    expect((await run("domain add shop.example provider=plain explicitLogins=true")).status).toBe(0);
  });

  test("names are set, listed and removed", async () => {
    expect((await run("login set Alice@shop.example username=SHOP\\u1")).out).toBe("Alice@shop.example: added\n");
    expect((await run("login set info@shop.example mailbox=alice@shop.example")).status).toBe(0);
    expect((await run("login list shop.example")).out).toBe(
      "alice@shop.example\tSHOP\\u1\ninfo@shop.example\tmailbox alice@shop.example\n",
    );
    expect((await run("login list shop.example in")).out).toBe("info@shop.example\tmailbox alice@shop.example\n");
    expect((await run("login remove alice@shop.example")).out).toBe("alice@shop.example: removed\n");
    expect((await run("login remove alice@shop.example")).out).toBe("alice@shop.example: unchanged\n");
  });

  test("a table is taken over, and what cannot be is told by its line", async () => {
    const table = "address,username,mailbox\na@shop.example,u1,\nb@shop.example,,a@shop.example\nc@none.example,u3,\n";
    const { status, out, error } = await run("login import -", table);
    expect([status, out]).toEqual([1, "2 added\n"]);
    expect(error).toContain("stdin: line 4: ");
    const twice = "address,username\na@shop.example,u1\nA@shop.example,u2\n";
    expect(await run("login import -", twice)).toMatchObject({
      status: 1,
      error: "waypost: error: stdin: line 3: A@shop.example stands in line 2 already\n",
    });
    expect((await run("login import -", "name,login\nx,y\n")).error).toContain("expected the names of columns");
  });

  test("more than a call of the API takes are taken over, and nothing but them is counted", async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => `a${index}@shop.example,u${index}`);
    expect(await run("login import -", `address,username\n${rows.join("\n")}\n`)).toMatchObject({
      status: 0,
      out: "10001 added\n",
    });
  });

  test("an export has them, and an import brings them back; listed as JSON they are imported too", async () => {
    await run("login set alice@shop.example username=u1");
    const exported = (await run("export")).out;
    expect(exported).toContain('{"login":"alice@shop.example","entry":{"username":"u1"}}\n');
    const listed = (await run("login list shop.example --json")).out;
    await run("domain remove shop.example");
    expect((await run("login list shop.example")).status).toBe(1);
    writeFileSync(join(folder, "all.ndjson"), exported);
    const into = `import ndjson ${join(folder, "all.ndjson")}`;
    expect((await run(`${into} --dry-run`)).out).toContain("login names: 1 added");
    expect((await run(into)).status).toBe(0);
    expect((await run("login list shop.example --json")).out).toBe(listed);
    expect((await run("login import -", listed)).out).toBe("alice@shop.example: unchanged\n");
    expect(await run("login import -", exported)).toMatchObject({
      status: 0,
      out: "alice@shop.example: unchanged\n",
      error: expect.stringMatching(/^waypost: note: stdin: left out what is no login name: \d\n$/),
    });
  });

  test.each([
    ["login set alice@shop.example login=u1", 2, "expected username=NAME or mailbox=ADDRESS"],
    ["login set alice@shop.example mailbox=bob@other.example", 1, "expected another address of shop.example"],
    ["login list none.example", 1, "there is no domain"],
    ["login list", 2, "expected a domain"],
    ["login", 2, "no action was named"],
    ["login give x", 2, "unknown action"],
  ])("%s is refused with %i", async (line, status, message) => {
    const result = await run(line);
    expect(result.status).toBe(status);
    expect(result.error).toContain(message);
  });
});
