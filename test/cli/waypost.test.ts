import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { renderProfile } from "../../src/formats/profile/mobileconfig.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { PSEUDO } from "../support/browser/languages.ts";
import { accountOf, settingsOf } from "../support/domains/accounts.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { root } from "../support/services/start-server.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(join(tmpdir(), "waypost-cli-"));
const settings = join(folder, "settings.json");
writeFileSync(settings, JSON.stringify(awkwardSettings));
afterAll(() => rmSync(folder, { recursive: true }));

describe("render", () => {
  test("prints the bytes that the service sends, and nothing else", async () => {
    const { status, out, error } = await waypost(["render", "autoconfig", "a@fish.example", "--settings", settings]);
    expect([status, error]).toEqual([0, ""]);
    expect(out).toBe(renderAutoconfig(settingsOf("fish.example")).body);
  });

  test.each([
    ["autodiscover", "<LoginName>a@fish.example</LoginName>"],
    ["mobileconfig", "<string>a@fish.example</string>"],
    ["guide", "<!doctype html>"],
    ["autodiscover-json", '"Protocol":"AutodiscoverV1"'],
    ["pacc", '"host":"imap.fish.example"'],
    ["dns", "_imaps._tcp"],
    ["welcome", "To: a@fish.example\r\n"],
  ])("knows %s", async (format, text) => {
    const { status, out } = await waypost(["render", format, "a@fish.example", "--settings", settings]);
    expect(status).toBe(0);
    expect(out).toContain(text);
  });

  test("prints a profile of several addresses, as it was asked for", async () => {
    const options = ["--name", "Zoë", "--protocol", "pop3", "--include", "mail,activesync", "--lang", "en-XA"];
    const addresses = ["a@fish.example", "b@fish.example"];
    const printed = await waypost(["render", "mobileconfig", ...addresses, ...options, "--settings", settings]);
    expect([printed.status, printed.error]).toEqual([0, ""]);
    const asked = profileOptions({
      name: "Zoë",
      protocol: "pop3",
      include: ["mail", "activesync"],
      lang: "en-XA",
      words: PSEUDO.words.profile,
    });
    expect(printed.out).toBe(renderProfile(addresses.map(accountOf), asked).body);
  });

  test.each([
    ["a@unknown.example", "the settings have no such domain"],
    ["a@moved.example", "elsewhere"],
    ["a@unpaid.example", "suspended"],
    ["a@modern.example", "no words"],
  ])("prints nothing where the service says 404: %s", async (address, words) => {
    const { status, out, error } = await waypost(["render", "autodiscover", address, "--settings", settings]);
    expect([status, out]).toEqual([1, ""]);
    expect(error).toMatch(/^waypost: error: /);
    expect(error).toContain(words);
  });
});

test("validate warns of what a real client cannot use, with the remedy", async () => {
  const { status, out, error } = await waypost(["validate", settings]);
  expect(status).toBe(0);
  expect(out).toContain("valid: providers: 5");
  expect(error).toMatch(
    /waypost: warning: providers\.modern\.incomingServers\[0\]\.authentication: \["OAuth2"\]: .*\(modern\.example\)\n(?:waypost: warning: .*\n)*hint: /,
  );
});

test("validate prints a remedy once for all places that it mends", async () => {
  const { error } = await waypost(["validate", settings]);
  expect(error.match(/cannot tell STARTTLS from TLS/g)).toHaveLength(2);
  expect(error.match(/^hint: list a TLS server/gm)).toHaveLength(1);
});

test("validate of a file that is not there asks for one", async () => {
  const { status, error } = await waypost(["validate", join(folder, "none.json")]);
  expect(status).toBe(1);
  expect(error).toMatch(/there is no such file\nhint: name a settings file that exists: /);
});

test("validate lists every fault and fails", async () => {
  const bad = join(folder, "bad.json");
  writeFileSync(bad, '{"providers": 1, "domains": {"x": {}}}');
  const { status, out, error } = await waypost(["validate", bad]);
  expect([status, out]).toEqual([1, ""]);
  expect(error.match(/^waypost: error: /gm)?.length).toBeGreaterThanOrEqual(3);
});

test.each<[string[], string]>([
  [[], "no command was named"],
  [["frobnicate"], 'unknown command "frobnicate"'],
  [["render", "nonsense", "a@b.example"], 'unknown format "nonsense"'],
  [["render", "autoconfig"], "expected one address"],
  [["render", "autoconfig", "nobody"], "not an email address"],
  [["render", "autoconfig", "a@shop.example", "b@shop.example"], "expected one address"],
  [["render", "autoconfig", "a@shop.example", "--name", "x"], "--name is for a profile only"],
  [["render", "mobileconfig", "a@shop.example", "--include", "notes"], '--include cannot be "notes"'],
  [["render", "mobileconfig", "a@shop.example", "--protocol", "ews"], '--protocol cannot be "ews"'],
  [["validate", "--nonsense"], "unknown option"],
  [["profile"], "no action was named"],
  [["profile", "frobnicate"], 'unknown action "frobnicate"'],
  [["profile", "check"], "neither key nor chain"],
  [["profile", "sign"], "expected one file"],
  [["dns", "shop.example", "https://shop.example/"], 'not a domain: "https://shop.example/"'],
  [["check", "alice@shop.example"], 'not a domain: "alice@shop.example"'],
  [["plan", "localhost"], 'not a domain: "localhost"'],
  [["plan", "shop.example", "other.example"], "expected one domain"],
  [["dns", "shop.example", "--as", "fax"], 'unknown form "fax"'],
  [["dns", "shop.example", "--provider", "x"], "--provider is for --all only"],
  [["domain", "list", "--data", ""], "--data names no folder"],
  [["export", "--site", ""], "--site names no folder"],
  [["check", "shop.example", "--stop"], "--stop, --webhook and --at-once are for --all only"],
  [["check", "shop.example", "--at-once", "3"], "--stop, --webhook and --at-once are for --all only"],
  [["dns", "--all", "a", "b"], "expected one beginning"],
])("%j is misuse: status 2, and a hint", async (args, words) => {
  const { status, out, error } = await waypost(args);
  expect([status, out]).toEqual([2, ""]);
  expect(error).toContain(words);
  expect(error).toMatch(/^hint: /m);
});

const COMMANDS = ["validate", "render", "profile", "dns", "simulate", "import"];

test.each(COMMANDS.map((command) => [command]))("%s explains itself", async (command) => {
  const { status, out } = await waypost([command, "--help"]);
  expect(status).toBe(0);
  expect(out).toContain("usage: ");
});

test("waypost --version says which build this is", async () => {
  expect(await waypost(["--version"])).toMatchObject({ status: 0, out: `${manifest.version}\n` });
});

test("what commands import loads in plain Node too", async () => {
  const script = `import { runWaypost } from "./src/cli/run.ts";
    import { Terminal } from "./src/cli/terminal.ts";
    const { env, stdin, stdout, stderr } = process;
    for (const command of ${JSON.stringify(COMMANDS)})
      process.exitCode ||= await runWaypost([command, "--help"], new Terminal({ env, stdin, stdout, stderr }));`;
  const args = ["--import", "./src/build/node-hooks.ts", "--input-type=module", "--eval", script];
  const all = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    // As the launcher has it.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, "node_modules/.cache/waypost") },
  });
  expect(all.stdout.match(/usage: /g)?.length).toBeGreaterThanOrEqual(COMMANDS.length);
});
