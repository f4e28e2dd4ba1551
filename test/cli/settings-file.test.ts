import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettingsFile } from "../../src/cli/settings-file.ts";
import { parseConfig } from "../../src/config.ts";

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

test("SETTINGS that hold nothing are not set", () => {
  expect(parseConfig({ SETTINGS: " " }, { providers: {}, domains: {} }).settings.domains.size).toBe(0);
  expect(() => parseConfig({ SETTINGS: '{"providers": {}, "providers": {}}' }, {})).toThrow(/expected once/);
});

test("a CHECK_RESOLVER that a Worker cannot ask stops the start; an empty one is Cloudflare's", () => {
  for (const CHECK_RESOLVER of ["192.0.2.53", "http://dns.example/", "dns.example"])
    expect(() => parseConfig({ CHECK_RESOLVER }, {})).toThrow(/^CHECK_RESOLVER: expected an https URL/);
  const { resolver } = parseConfig({ CHECK_RESOLVER: "" }, { providers: {}, domains: {} });
  expect(resolver).toBe("https://cloudflare-dns.com/dns-query");
});

test("an ADMIN_TOKEN that can be guessed stops the start; an empty one is none", () => {
  expect(() => parseConfig({ ADMIN_TOKEN: "short" }, {})).toThrow(/^ADMIN_TOKEN: expected 24 or more/);
  expect(parseConfig({ ADMIN_TOKEN: "" }, { providers: {}, domains: {} }).adminToken).toBeUndefined();
});
