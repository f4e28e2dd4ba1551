/**
 * A folder that a site is written into, again and again: what was written and is not part of it any more goes, and nothing
 * else ever does.
 * @module
 */
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Domain } from "../../model/domain/domain.ts";

/** The domain whose site this is, and what was written here, a line each. */
const LIST = ".waypost-files";
/** What the domain's line begins with, as no file's does. Lists from before have none. */
const DOMAIN_MARK = "# ";

export interface Written {
  readonly files: number;
  readonly changed: number;
  readonly removed: number;
}

/** A file stands in the way that was not written by this command. */
export class ForeignFileError extends Error {
  override readonly name = "ForeignFileError";
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** Files are held until all are there: a domain's take a few megabytes, and half a site is none. */
export async function writeSite(
  folder: string,
  domain: Domain,
  files: AsyncIterable<{ readonly path: string; readonly body: Uint8Array }>,
): Promise<Written> {
  const bodies = new Map<string, Uint8Array>();
  const before = new Set((await readList(folder)).files);
  const different: string[] = [];
  for await (const { path, body } of files) {
    bodies.set(path, body);
    const there = await readIfFile(join(folder, path));
    if (there !== undefined && !before.has(path)) throw new ForeignFileError(join(folder, path));
    if (there === undefined || Buffer.compare(there, body) !== 0) different.push(path);
  }
  // Said before it is done: what a run that was ended has left is known to the next.
  if (different.some((path) => !before.has(path)))
    await writeList(folder, domain, new Set([...before, ...bodies.keys()]));
  for (const path of different) await writeWhole(join(folder, path), bodies.get(path) ?? new Uint8Array());
  const gone = [...before].filter((path) => !bodies.has(path));
  await removeFiles(folder, gone);
  await writeList(folder, domain, new Set(bodies.keys()));
  return { files: bodies.size, changed: different.length, removed: gone.length };
}

/** Takes away what was written into a folder, and the folder where nothing else is in it. */
export async function removeSite(folder: string): Promise<number> {
  const { files } = await readList(folder);
  await removeFiles(folder, files);
  await rm(join(folder, LIST), { force: true });
  await removeEmpty(folder);
  return files.length;
}

/** Folders below this one that are the site of the domain that they are named for. */
export async function* findSites(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(orNothing<never[]>([])))
    if (entry.isDirectory() && (await findSiteDomain(join(folder, entry.name))) === entry.name) yield entry.name;
}

/** The domain whose site was written into a folder, where its list tells. */
export async function findSiteDomain(folder: string): Promise<string | undefined> {
  return (await readList(folder)).domain;
}

export function isSite(folder: string): Promise<boolean> {
  return lstat(join(folder, LIST)).then(
    () => true,
    () => false,
  );
}

interface List {
  readonly domain: string | undefined;
  readonly files: readonly string[];
}

async function readList(folder: string): Promise<List> {
  const lines = (await readFile(join(folder, LIST), "utf8").catch(orNothing(""))).split("\n");
  return {
    domain: lines.find((line) => line.startsWith(DOMAIN_MARK))?.slice(DOMAIN_MARK.length),
    // Whoever wrote into it names no file outside.
    files: lines.filter(
      (path) =>
        path !== "" && !path.startsWith(DOMAIN_MARK) && !path.startsWith("/") && !path.split("/").includes(".."),
    ),
  };
}

async function writeList(folder: string, domain: Domain, paths: ReadonlySet<string>): Promise<void> {
  const lines = [`${DOMAIN_MARK}${domain}`, ...[...paths].toSorted()];
  await writeWhole(join(folder, LIST), new TextEncoder().encode(`${lines.join("\n")}\n`));
}

/** Under its name only when it is whole: a server may send it meanwhile. */
async function writeWhole(path: string, body: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.waypost-new`;
  await writeFile(temporary, body);
  await rename(temporary, path);
}

async function removeFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await rm(join(folder, path), { force: true });
    for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) await removeEmpty(join(folder, parent));
  }
}

async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "ENOENT") throw error;
  });
}

async function readIfFile(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(orNothing(undefined));
}

function orNothing<Nothing>(nothing: Nothing): (error: unknown) => Nothing {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return nothing;
    throw error;
  };
}
