import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettingsFile } from "../../src/cli/settings-file.ts";
import { parseConfig, requireSettings } from "../../src/config.ts";
import { parseSettingsText } from "../../src/model/settings/parse-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "waypost-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = '{"$comment": "Größe",\n"providers": {}, "domains": {}}';

async function read(bytes: Uint8Array | string) {
  const path = join(folder, "settings.json");
  writeFileSync(path, bytes);
  const settings = await readSettingsFile(path);
  return settings.ok ? "valid" : settings.error.map((line) => line.slice(path.length)).join("\n");
}

test.each<[string, Uint8Array | string, string]>([
  ["UTF-8", TEXT, "valid"],
  ["UTF-8 with a byte order mark", `\u{FEFF}${TEXT}`, "valid"],
  ["Latin-1", Buffer.from(TEXT, "latin1"), ": line 1 is not UTF-8: save the file with that encoding"],
  ["UTF-16", Buffer.from(`\u{FEFF}${TEXT}`, "utf16le"), ": UTF-16, expected UTF-8: save the file with that encoding"],
])("a settings file in %s", async (_, bytes, told) => expect(await read(bytes)).toBe(told));

test("SETTINGS that hold nothing are not set; any others must be text", () => {
  expect(parseConfig({ SETTINGS: " " }).settings).toBeUndefined();
  expect(parseConfig({ SETTINGS: TEXT }).settings).toBe(TEXT);
  expect(() => parseConfig({ SETTINGS: {} })).toThrow(/^SETTINGS: expected text/);
});

test("faulty settings stop the start with every fault", () => {
  const doubled = parseSettingsText('{"providers": {}, "providers": {}, "domains": []}');
  expect(() => requireSettings(doubled)).toThrow(/^the settings are faulty:\n.*expected once[\s\S]*domains: /);
});

test("every faulty variable stops the start, and all are told", () => {
  const faulty = { TRUST_FORWARDED_HEADERS: "yes", CHECK_ALLOW_PRIVATE: "1", CHECK_WEBHOOK: "http://hook.example/" };
  expect(() => parseConfig(faulty)).toThrow(
    /^TRUST_FORWARDED_HEADERS: .*"true" or "false"\nCHECK_ALLOW_PRIVATE: .*\nCHECK_WEBHOOK: expected an https URL$/,
  );
  const { trustForwarded, checksInward, webhook } = parseConfig({ TRUST_FORWARDED_HEADERS: "true" });
  expect([trustForwarded, checksInward, webhook]).toEqual([true, false, undefined]);
});

test("a CHECK_RESOLVER that a Worker cannot ask stops the start; an empty one is Cloudflare's", () => {
  for (const CHECK_RESOLVER of ["192.0.2.53", "http://dns.example/", "dns.example"])
    expect(() => parseConfig({ CHECK_RESOLVER })).toThrow(/^CHECK_RESOLVER: expected an https URL/);
  expect(parseConfig({ CHECK_RESOLVER: "" }).resolver).toBe("https://cloudflare-dns.com/dns-query");
});

test("an ADMIN_TOKEN that can be guessed stops the start; an empty one is none", () => {
  expect(() => parseConfig({ ADMIN_TOKEN: "short" })).toThrow(/^ADMIN_TOKEN: expected 24 or more/);
  expect(parseConfig({ ADMIN_TOKEN: "" }).adminToken).toBeUndefined();
});
