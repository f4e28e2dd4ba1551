import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { worldOf } from "../../src/cli/network.ts";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { toDnsRecords } from "../../src/formats/dns/dns-records.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { RunningServer } from "../../src/node/http-server.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { Session } from "../../src/simulator/session.ts";
import type { World } from "../../src/simulator/world.ts";
import { findSiteLanguages } from "../../src/static-site.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { ServedSettings, simulatedWorld } from "../support/domains/simulated-world.ts";
import { startFileServer } from "../support/services/file-server.ts";
import { waypost } from "../support/services/waypost.ts";

const { providers } = awkwardSettings;
const FILE = {
  providers,
  domains: {
    "plain.example": { provider: "plain" },
    "fish.example": awkwardSettings.domains["fish.example"],
    "shut.example": { provider: "plain", suspended: true },
    "moved.example": { provider: "plain", mailElsewhere: "microsoft-365" },
  },
};

let folder: string;
let settings: string;
let server: RunningServer;
const site = () => join(folder, "site");

/** Leaves the file as the next finds it. */
function exportOf(file: unknown, ...more: string[]) {
  writeFileSync(settings, JSON.stringify(file));
  return waypost(["export", "--site", site(), "--settings", settings, "--languages", "en", ...more]);
}
const filesOf = (path: string) =>
  globSync("**/*", { cwd: path, withFileTypes: true, exclude: () => false })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  settings = join(folder, "settings.json");
  server = await startFileServer((hostname) => {
    const domain = Object.keys(FILE.domains).find((name) => hostname === name || hostname.endsWith(`.${name}`));
    return domain && join(site(), domain);
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe("waypost export --site", () => {
  test("writes a site for each served domain, and says what it leaves out", async () => {
    const first = await exportOf(FILE);
    expect(first).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^domains: 2; files: \d+, of which \d+ were written; removed: 0\n$/),
    });
    expect(first.error).toContain("left out: Autodiscover");
    expect(existsSync(join(site(), "shut.example"))).toBe(false);
  });

  test.each(["plain.example", "fish.example"])("every link of %s leads to a file of it, or elsewhere", (domain) => {
    const root = join(site(), domain);
    const pages = globSync("**/*.html", { cwd: root });
    expect(pages.length).toBeGreaterThan(30);
    expect(findBroken(root, `https://autoconfig.${domain}`)).toEqual([]);
  });

  test.each([
    ["plain.example", ["outlook-windows-classic: none", "emclient: none"]],
    ["fish.example", ["outlook-windows-classic: none", "emclient: none"]],
  ])("mail clients at %s end with what the service would have told them, but for %j", async (domain, without) => {
    const served = new ServedSettings(FILE);
    const found = served.find(domain);
    if (found === undefined) throw new Error("it is served");
    const records = await toDnsRecords(found, { serviceHost: Domain.parse("setup.hosting.example") });
    const [files, service] = [worldOf(new URL(server.url), domain, records), await simulatedWorld(domain, { served })];
    const differing: string[] = [];
    for (const client of CLIENTS.filter(({ seeks }) => seeks === undefined)) {
      const simulate = (world: World) => client.simulate(new Session(`alice@${domain}`, world, client));
      const [byFile, byService] = [await simulate(files), await simulate(service)];
      if (!isDeepStrictEqual(byFile, byService))
        differing.push(`${client.id}: ${byFile.ok ? byFile.mechanism : "none"}`);
    }
    expect(differing).toEqual(without);
  });

  test("what is asked for and is not there is not found", async () => {
    const world = worldOf(new URL(server.url), "plain.example", []);
    for (const path of ["/autodiscover/autodiscover.xml", "/mail/none.xml", "/guides/plain.example/none"]) {
      const url = `https://autoconfig.plain.example${path}`;
      expect((await world.fetch({ method: "GET", url, headers: {} })).status).toBe(404);
    }
  });

  test("pages carry their policy, and documents their type", () => {
    const root = join(site(), "plain.example");
    expect(readFileSync(join(root, "index.html"), "utf8")).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
    );
    const headers = readFileSync(join(root, "_headers"), "utf8");
    expect(headers).toContain("/v1.1/plain.example\n  Content-Type: text/xml; charset=utf-8\n");
    expect(headers).toContain("/profiles/apple.mobileconfig\n  Content-Type: application/x-apple-aspen-config\n");
    expect(headers.split("\n").filter((line) => line.startsWith("/")).length).toBeLessThan(100);
    expect(readFileSync(join(root, "404.html"), "utf8")).toContain("<h1");
    expect(readFileSync(join(site(), "fish.example/_redirects"), "utf8")).toContain("/.well-known/caldav https://");
  });

  test("with --domain the folder is that one's site; each page is there in each language, and leads to the same in the others", async () => {
    const root = join(folder, "german");
    const args = ["--domain", "Plain.example", "--origin", "https://setup.{domain}", "--languages", "de"];
    const told = await waypost(["export", "--site", root, "--settings", settings, ...args]);
    expect(told).toMatchObject({ status: 0, out: expect.stringMatching(/^domains: 1; /) });
    expect(findBroken(root, "https://setup.plain.example")).toEqual([]);
    const english = globSync("guides/**/*.{html,md,txt,eml}", { cwd: root }).toSorted();
    expect(globSync("guides/**/*.{html,md,txt,eml}", { cwd: join(root, "de") }).toSorted()).toEqual(english);
    const guide = "guides/plain.example/thunderbird-desktop";
    for (const [path, lang] of [
      [guide, "en"],
      [`de/${guide}`, "de"],
    ] as const) {
      const page = readFileSync(join(root, path, "index.html"), "utf8");
      expect(page).toContain(`<html lang="${lang}"`);
      const choice = Array.from(page.matchAll(/href="([^"]*)"[^>]* hreflang="?([\w-]+)/g), ([, href, tag]) => [
        tag,
        href,
      ]);
      expect(Object.fromEntries(choice)).toEqual({ en: `/${guide}`, de: `/de/${guide}` });
    }
    const left = globSync("**/*.{html,md,txt}", { cwd: root }).filter((path) =>
      readFileSync(join(root, path), "utf8").includes("?lang="),
    );
    expect(left).toEqual([]);
    // Links stay within the language.
    const page = readFileSync(join(root, "de/index.html"), "utf8");
    const german = page.slice(page.indexOf("<body"));
    expect(german.match(/href="\/guides\/(?!plain\.example"[^>]*hreflang)/g)).toBeNull();
    expect(readFileSync(join(root, "de/guides/plain.example.md"), "utf8")).toContain(
      "https://setup.plain.example/de/guides/plain.example/",
    );
  });

  test("all languages that visitors are offered are written, if nobody names some", () => {
    const offered = PUBLIC_LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== "en");
    expect(offered.length).toBeGreaterThan(1);
    expect(findSiteLanguages(undefined)).toEqual(offered);
    expect([findSiteLanguages("en"), findSiteLanguages("de,es"), findSiteLanguages("de,tlh")]).toEqual([
      [],
      ["de", "es"],
      undefined,
    ]);
  });

  test("writes nothing anew, takes away what is served no more, and no file of others", async () => {
    const { "fish.example": _, ...domains } = FILE.domains;
    expect((await exportOf({ ...FILE, domains })).out).toMatch(
      /^domains: 1; files: \d+, of which 0 were written; removed: [1-9]\d+\n$/,
    );
    writeFileSync(join(site(), "plain.example", "robots.txt"), "");
    mkdirSync(join(site(), "others"));
    writeFileSync(join(site(), "others", "index.html"), "");
    expect((await exportOf({ ...FILE, domains: {} })).out).toMatch(/^domains: 0; .*; removed: [1-9]\d+\n$/);
    expect(filesOf(site())).toEqual(["others/index.html", "plain.example/robots.txt"]);
    mkdirSync(join(site(), "plain.example", "mail"));
    writeFileSync(join(site(), "plain.example", "mail", "config-v1.1.xml"), "mine");
    const refused = await exportOf({ ...FILE, domains });
    expect(refused.status).toBe(1);
    expect(refused.error).toContain("config-v1.1.xml: is there, and was not written by this command");
  });

  test("the site of one domain is not that of all, and goes with that domain alone", async () => {
    const args = ["export", "--site", join(folder, "german"), "--settings", settings];
    expect(await waypost(args)).toMatchObject({
      status: 1,
      error: expect.stringContaining("is the site of one domain"),
    });
    writeFileSync(settings, JSON.stringify({ ...FILE, domains: { "fish.example": { provider: "plain" } } }));
    for (const other of ["plian.example", "fish.example"])
      expect(await waypost([...args, "--domain", other])).toMatchObject({
        status: 1,
        error: expect.stringContaining("german: is the site of plain.example\n"),
      });
    expect(existsSync(join(folder, "german/index.html"))).toBe(true);
    const gone = await waypost([...args, "--domain", "plain.example"]);
    expect(gone).toMatchObject({ status: 1, error: expect.stringMatching(/plain\.example is not served\n/) });
    expect(gone.error).toMatch(/ its site is taken away: [1-9]\d+ files were removed\n/);
    expect(existsSync(join(folder, "german"))).toBe(false);
  });

  test.each([
    [["--site", "x", "--as", "lines"], "--as is not for a site"],
    [["--domain", "plain.example"], "--domain, --origin and --languages are for a site"],
    [["--site", "x", "--origin", "setup.example"], "not an origin"],
    [["--site", "x", "--origin", "https://setup.example/path"], "not an origin"],
    [["--site", "x", "--domain", "no domain"], "not a domain"],
    [["--site", "x", "--languages", "de,tlh"], "not languages"],
  ])("%j is misuse", async (args, message) => {
    const told = await waypost(["export", ...args, "--settings", settings]);
    expect(told).toMatchObject({ status: 2, out: "", error: expect.stringContaining(message) });
  });
});

/** Links on pages to files that are not there. */
function findBroken(root: string, origin: string): string[] {
  const files = new Set(filesOf(root));
  const isThere = (path: string) => files.has(path) || files.has(join(path, "index.html"));
  return [...files]
    .filter((file) => file.endsWith(".html"))
    .flatMap((page) =>
      Array.from(readFileSync(join(root, page), "utf8").matchAll(/\s(?:href|src)="([^"#]+)/g), ([, link = ""]) => link)
        .filter((link) => link.startsWith("/") || link.startsWith(origin))
        .map((link) => new URL(link.replaceAll("&amp;", "&"), origin).pathname.slice(1))
        .filter((path) => !isThere(path))
        .map((path) => `${page}: ${path}`),
    );
}
