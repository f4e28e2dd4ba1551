import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tokenOperations } from "../../src/directory/operations/token-operations.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "token-"));
  data = join(folder, "data");
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...awkwardSettings, domains: {} }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  return waypost(["token", ...args, "--data", data, "--settings", join(folder, "settings.json")]);
}

/** Whose the text is, to a service on the same directory. */
async function verify(text: string) {
  const directory = await openDirectory({ folder: data });
  try {
    const options = {
      access: directory.access,
      directory,
      floor: { providers: new Map(), domains: new Map() },
      now: () => new Date(),
    };
    return await tokenOperations(options).verify(text.trim());
  } finally {
    await directory.close();
  }
}

test("create prints a token that opens, and nothing beside it", async () => {
  const made = await run("create", "first", "--access", "write");
  expect([made.status, made.error]).toEqual([0, "waypost: note: keep it now: it is shown this once\n"]);
  expect(made.out).toMatch(/^wp_[0-9a-f]{12}_[0-9a-f]{48}\n$/);
  expect(await verify(made.out)).toMatchObject({ name: "first", access: "write", provider: undefined });
});

test("create takes a provider of the settings file, and an end", async () => {
  const made = await run("create", "panel", "--provider", "plain", "--expires", "90d", "--json");
  const { secret, ...record } = JSON.parse(made.out);
  expect(record).toMatchObject({ name: "panel", access: "read", provider: "plain", createdBy: "command" });
  expect(Date.parse(record.expiresAt) - Date.parse(record.createdAt)).toBe(90 * 86_400_000);
  expect(await verify(secret)).toMatchObject({ access: "read", provider: "plain" });
});

test("list tells of each, and revoke ends one by its name or id", async () => {
  const tokens = [await run("create", "a"), await run("create", "b", "--expires", "2999-01-01")];
  expect((await run("revoke", "a")).out).toBe("a: revoked\n");
  expect((await run("revoke", tokens[1]?.out.split("_")[1] ?? "")).out).toBe("b: revoked\n");
  expect(await Promise.all(tokens.map(({ out }) => verify(out)))).toEqual([undefined, undefined]);
  await run("create", "a");
  const rows = (await run("list")).out
    .replaceAll(/^\w+\t/gm, "")
    .split("\n")
    .sort();
  expect(rows).toEqual([
    "",
    "a\tread\tall\tin use\tnever",
    "a\tread\tall\trevoked\tnever",
    "b\tread\tall\trevoked\tnever",
  ]);
  expect((await run("revoke", "a")).status).toBe(0);
  expect((await run("list")).out).not.toContain("in use");
});

test.each([
  [["create"], 2, "expected one name"],
  [["create", "a", "b"], 2, "expected one name"],
  [["list", "a"], 2, "list takes no name"],
  [["sell", "a"], 2, 'unknown action "sell"'],
  [[], 2, "no action was named"],
  [["revoke", "nobody"], 1, "there is no such token"],
  [["create", "a", "--access", "all"], 2, '--access cannot be "all"'],
  [["create", "a", "--expires", "90"], 2, '--expires: not a time: "90"'],
  [["create", "a", "--expires", "2026-02-30"], 2, '--expires: not a time: "2026-02-30"'],
  [["create", "a", "--provider", "nobody"], 1, 'provider: "nobody": expected a provider that there is'],
  [["create", "a", "--expires", "2020-01-01"], 1, "expected a time that is to come"],
  [["create", "a@shop.example"], 1, "expected 1 to 60 letters"],
])("%j exits %i: %s", async (args, status, message) => {
  const refused = await run(...args);
  expect([refused.status, refused.out]).toEqual([status, ""]);
  expect(refused.error).toContain(message);
});
