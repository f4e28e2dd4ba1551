/**
 * Writes `templates/built`: the scripts and styles of pages, each in one minified file. They are kept with the source, so
 * that nothing has to be built to serve; with `--check` only says whether they are up to date.
 * @module
 */
import { globSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const folder = resolve(root, "templates/built");

const files = await buildAssets();
const current = await readFolder();

if (process.argv.includes("--check")) {
  const names = new Set([...files.keys(), ...current.keys()]);
  const stale = [...names].filter((name) => files.get(name) !== current.get(name));
  if (stale.length > 0) {
    process.stderr.write(`assets: error: out of date: ${stale.join(", ")}\nhint: npm run assets\n`);
    process.exitCode = 1;
  }
} else {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const [name, text] of files) await writeFile(`${folder}/${name}`, text);
}

/** By the names of the files: a script for each kind of page, a style for each part. */
async function buildAssets(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...globSync("src/browser/pages/*.ts", { cwd: root }),
      ...globSync("templates/styles/*.css", { cwd: root }),
    ],
    entryNames: "[name].min",
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    charset: "utf8",
    // iOS 16 is the last for phones that many still have.
    target: ["chrome111", "firefox114", "safari16.4"],
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

async function readFolder(): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(`${folder}/${name}`, "utf8")] as const)),
  );
}
