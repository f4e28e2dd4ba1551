import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { root } from "../support/services/start-server.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
let place: readonly string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "records-"));
  const settings = save("settings.json", { ...awkwardSettings, domains: {} });
  place = ["--data", join(folder, "data"), "--settings", settings];
});
afterEach(() => rmSync(folder, { recursive: true }));

function save(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function run(line: string, stdin = "") {
  return waypost([...line.split(" "), ...place], { stdin });
}

async function showDomain(name = "shop.example"): Promise<unknown> {
  return JSON.parse((await run(`domain show ${name}`)).out);
}

describe("waypost domain", () => {
  beforeEach(async () => {
    await run("domain add shop.example provider=plain");
  });

  test("add makes what members say, once", async () => {
    const added = await run("domain add New.Example provider=plain launched=false variables.storeHost=1.example");
    expect([added.status, added.out, added.error]).toEqual([0, "new.example: added, revision 2\n", ""]);
    expect(await showDomain("new.example")).toEqual({
      provider: "plain",
      launched: false,
      variables: { storeHost: "1.example" },
    });
    const again = await run("domain add new.example provider=plain");
    expect([again.status, again.out]).toEqual([1, ""]);
    expect(again.error).toBe(
      "waypost: error: new.example is there, with revision 2\nhint: waypost domain show new.example, and waypost domain set changes it\n",
    );
  });

  test("set merges members, null removes, and the same again is no change", async () => {
    await run("domain set shop.example launched=false mailElsewhere=99");
    expect(await showDomain()).toEqual({ provider: "plain", launched: false, mailElsewhere: "99" });
    expect((await run("domain set shop.example mailElsewhere=null")).out).toBe("shop.example: changed, revision 3\n");
    expect((await run("domain set shop.example launched=false")).out).toBe("shop.example: unchanged\n");
    expect(await showDomain()).toEqual({ provider: "plain", launched: false });
  });

  test("set takes all of an entry from a file or stdin, and keeps what null says in overrides", async () => {
    const body = { provider: "plain", overrides: { webmail: null } };
    await run(`domain set shop.example ${save("entry.json", body)}`);
    expect(await showDomain()).toEqual(body);
    await run("domain set shop.example - overrides.quota=null", JSON.stringify(body));
    expect(await showDomain()).toEqual({ provider: "plain", overrides: { webmail: null, quota: null } });
    await run(`domain set shop.example --patch ${save("patch.json", { overrides: null, launched: false })}`);
    expect(await showDomain()).toEqual({ provider: "plain", launched: false });
  });

  test("a faulty change is refused with every fault, in the words of validate", async () => {
    const { status, out, error } = await run("domain set shop.example launched=perhaps provider=nobody");
    expect([status, out]).toEqual([1, ""]);
    expect(error).toBe('waypost: error: domains["shop.example"].launched: "perhaps": expected a boolean\n');
    expect((await run("domain set shop.example provider=nobody")).error).toContain("expected a provider that there is");
  });

  test("suspend and unsuspend may be said twice", async () => {
    for (const outcome of ["changed, revision 2", "unchanged"])
      expect((await run("domain suspend shop.example")).out).toBe(`shop.example: ${outcome}\n`);
    expect((await run("domain list --state suspended")).out).toBe("shop.example\tsuspended\tplain\n");
    for (const outcome of ["changed, revision 3", "unchanged"])
      expect((await run("domain unsuspend shop.example")).out).toBe(`shop.example: ${outcome}\n`);
  });

  test("list takes the beginning of names, a provider, a state and a limit", async () => {
    await run("domain add shoe.example provider=plain");
    await run("domain add other.example provider=plain");
    expect((await run("domain list SHO")).out).toBe("shoe.example\tserved\tplain\nshop.example\tserved\tplain\n");
    expect((await run("domain list --limit 1")).out).toBe("other.example\tserved\tplain\n");
    expect((await run("domain list --provider nobody")).out).toBe("");
    expect((await run("domain list shop --json")).out).toBe(
      '{"domain":"shop.example","state":"served","revision":1,"entry":{"provider":"plain"}}\n',
    );
  });

  test("remove is done whether or not it is there, and history remembers", async () => {
    expect((await run("domain remove shop.example")).out).toBe("shop.example: removed\n");
    expect((await run("domain remove shop.example")).out).toBe("shop.example: unchanged\n");
    expect((await run("domain show shop.example")).status).toBe(1);
    const { out } = await run("domain history shop.example");
    expect(out).toMatch(/^2\t[\d-]+T\S+Z\tcommand\tremoved\n1\t\S+\tcommand\t\{"provider":"plain"\}\n$/);
    expect((await run("domain roll-back shop.example 1")).out).toBe("shop.example: added, revision 3\n");
    expect(await showDomain()).toEqual({ provider: "plain" });
  });

  test("what is not in the directory is told where it is", async () => {
    const { error } = await run("domain roll-back shop.example 99");
    expect(error).toBe(
      "waypost: error: there is no revision 99 of shop.example\nhint: waypost domain history shop.example\n",
    );
    const inFile = await run("provider set plain displayName=New");
    expect([inFile.status, inFile.error]).toEqual([
      1,
      expect.stringContaining('the directory has no provider "plain": it stands in the settings file'),
    ]);
  });

  test("a change that expects another revision is refused", async () => {
    const { status, error } = await run("domain set shop.example launched=false --if-revision 9");
    expect([status, error]).toEqual([1, expect.stringContaining("shop.example is there, with revision 1")]);
    expect((await run("domain set shop.example launched=false --if-revision 1")).status).toBe(0);
  });

  test("a dry run prints what clients would be told otherwise, and changes nothing", async () => {
    const { out } = await run("domain set shop.example overrides.displayName=Renamed --dry-run");
    expect(out).toContain("shop.example: would be changed; domains that it reaches: 1\n");
    expect(out).toMatch(/^\+.*<displayName>Renamed<\/displayName>$/m);
    expect(await showDomain()).toEqual({ provider: "plain" });
    const json = JSON.parse((await run("domain set shop.example overrides.displayName=R --dry-run --json")).out);
    expect(json).toMatchObject({ domain: "shop.example", outcome: "changed", domains: 1 });
  });

  test.each<[string, string]>([
    ["domain", "no action was named"],
    ["domain frobnicate", 'unknown action "frobnicate"'],
    ["domain add", "no domain was named"],
    ["domain add shop.example", "nothing to write was named"],
    ["domain set shop.example colour=red", 'unknown member "colour"'],
    ["domain set shop.example overrides.colour.red=1", 'unknown member "overrides.colour.red"'],
    ["domain show", "expected one domain"],
    ["domain list --state asleep", 'unknown state "asleep"'],
    ["domain list --limit many", 'not a number: "many"'],
    ["domain roll-back shop.example first", "expected a name and a revision"],
    ["domain remove shop.example --if-revision last", 'not a revision: "last"'],
    ["domain show shop.example --url https://x.example", "there is one place"],
  ])("%s is misuse: %s", async (line, words) => {
    const { status, out, error } = await run(line);
    expect([status, out]).toEqual([2, ""]);
    expect(error).toMatch(/^waypost: error: .+\nhint: .+\n$/);
    expect(error).toContain(words);
  });

  test("a name that is none is told as such", async () => {
    expect((await run("domain set no_name launched=false")).error).toContain('not a domain\'s name: "no_name"');
  });
});

describe("waypost provider", () => {
  test("add, set and remove, with what their domains cannot bear refused", async () => {
    const file = save("provider.json", awkwardSettings.providers.plain);
    expect((await run(`provider add ours ${file}`)).out).toBe("ours: added, revision 1\n");
    await run("domain add shop.example provider=ours");
    expect((await run("provider set ours displayName=Ours")).out).toBe("ours: changed, revision 3\n");
    expect((await run("provider list")).out).toBe("ours\tOurs\n");
    const refused = await run("provider set ours incomingServers=[]");
    expect([refused.status, refused.error]).toEqual([1, expect.stringContaining("providers.ours.incomingServers")]);
    expect((await run("provider remove ours")).error).toBe(
      "waypost: error: domains still use ours\nhint: waypost domain list --provider ours\n",
    );
    const { out } = await run("provider set ours displayName=Theirs --dry-run");
    expect(out).toContain("\nshop.example\n");
    expect(out).toContain("<displayName>Theirs</displayName>");
  });
});

describe("a settings file", () => {
  test("can be looked at, and is not changed by these", async () => {
    const file = ["--settings", save("awkward.json", awkwardSettings)];
    const listed = await waypost(["domain", "list", "fish", ...file]);
    expect(listed.out).toMatch(/^fish\.example\tserved\t\S+\n$/);
    expect((await waypost(["domain", "show", "FISH.example", ...file, "--json"])).out).toMatch(
      /^\{"domain":"fish\.example","state":"served","entry":\{/,
    );
    expect((await waypost(["provider", "list", ...file])).out.split("\n")).toHaveLength(6);
  });
});

test("validate tells what is wrong in a directory, the broken as errors", async () => {
  await run(`provider add ours ${save("p.json", awkwardSettings.providers.plain)}`);
  await run("domain add shop.example provider=ours");
  expect(await run("validate")).toMatchObject({ status: 0, out: "the directory: valid\n" });
  const directory = await openDirectory({ folder: join(folder, "data") });
  const body = { ...awkwardSettings.providers.plain, displayName: "{nobody}" };
  await directory.writeProviders([{ name: "ours", body, expected: 1 }], { name: "somebody", at: new Date() });
  await directory.close();
  const { status, out, error } = await run("validate");
  expect([status, out]).toEqual([1, ""]);
  expect(error).toMatch(/^waypost: error: .*\{nobody\}.* \(shop\.example\)\n/);
  expect((await run("validate settings.json")).error).toContain("there is one place");
});

test.each([
  ["domain", "list"],
  ["export"],
  ["dns", "shop.example"],
  ["token", "list"],
  ["login", "list", "shop.example"],
  ["domain", "history", "shop.example"],
  ["validate"],
  ["names"],
  ["check", "--all"],
  ["names", "--settings", join(root, "settings.json")],
])("who looks into a folder that has no directory is told, and none is made: %s", async (...command) => {
  const typo = join(folder, "typo");
  const { status, out, error } = await waypost([...command, "--data", typo]);
  expect([status, out]).toEqual([2, ""]);
  expect(error).toContain(`there is no directory in ${typo}\nhint: name the folder of one with --data`);
  expect(existsSync(typo)).toBe(false);
});

test.each([
  ["domain", "add", "shop.example", "provider=plain"],
  ["import", "settings", join(root, "settings.json")],
])("who only tries is told that there is no directory, and none is made: %s", async (...command) => {
  const typo = join(folder, "typo");
  const { status, out, error } = await waypost([...command, "--dry-run", "--data", typo, ...place.slice(2)]);
  expect([status, out]).toEqual([0, expect.stringContaining("would be")]);
  expect(error).toContain(`waypost: note: there is no directory in ${typo} yet\n`);
  expect(existsSync(typo)).toBe(false);
});

test("a directory that cannot be opened is told by its place", async () => {
  const place = join(save("file", ""), "below");
  const { status, error } = await waypost(["domain", "remove", "shop.example", "--data", place]);
  expect([status, error]).toEqual([
    2,
    expect.stringMatching(/^waypost: error: the directory in .+ cannot be opened: .+\nhint: /),
  ]);
});

describe.each([
  ["provider add p", '{"displayName":"Zoë"}'],
  ["domain set shop.example", '{"provider":"plain","$comment":"Zoë"}'],
  ["login import", 'address,username\nzoe@shop.example,"Zoë"'],
])("a file for waypost %s", (command, text) => {
  test("that is not UTF-8 is refused, with the line", async () => {
    const file = join(folder, "file");
    writeFileSync(file, Buffer.from(`\n${text}`, "latin1"));
    const line = text.includes("\n") ? 3 : 2;
    const refused = await run(`${command} ${file}`);
    expect([refused.status, refused.out, refused.error.split("\n")[0]]).toEqual([
      1,
      "",
      `waypost: error: ${file}: line ${line} is not UTF-8: save the file with that encoding`,
    ]);
  });
});
