import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleWorker, findLoadedWith, inputsOf } from "../src/build/bundle.ts";

/** KiB after gzip, as Cloudflare counts. */
export interface BundleSize {
  /** What is loaded when an isolate starts. */
  readonly start: number;
  /** What is loaded when somebody first asks for a page. */
  readonly pages: number;
  /** The texts of guides, loaded with it, and how their dialogs look. */
  readonly texts: number;
  /** What is loaded besides when somebody first asks for one in another language: that of the largest. */
  readonly language: number;
  /** What asks a directory, loaded when an isolate starts that has one. */
  readonly directory: number;
  /** What is loaded besides when an operator first comes. */
  readonly operators: number;
  /** Simulated mail clients and the pages that show them, loaded when a plan or such a page is asked for. */
  readonly simulator: number;
  /** What looks into DNS and at other servers, loaded when somebody first asks for that. */
  readonly checks: number;
}

/** Measures a bundle that is built for it and thrown away. */
export async function measureFreshBundle(): Promise<BundleSize> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-size-"));
  try {
    const worker = await bundleWorker(folder);
    const all = Object.keys(worker.metafile.outputs);
    const atStart = findLoadedWith(worker);
    const withPages = findLoadedWith(worker, "src/http/people/people.ts");
    const holds = (folder: string) => (path: string) =>
      inputsOf(worker, path).some((input) => input.startsWith(folder));
    const later = all.filter((path) => !atStart.has(path));
    const parts = {
      pages: (path: string) => withPages.has(path),
      texts: (path: string) => ["src/content/en/", "templates/built/drawings"].map(holds).some((isOf) => isOf(path)),
      language: holds("src/content/languages/"),
      directory: holds("src/store/sql/"),
      simulator: holds("src/simulator/"),
      checks: (path: string) =>
        ["src/edge/", "src/check/rules/", "src/check/dns/"].map(holds).some((isOf) => isOf(path)),
    };
    const isOther = (path: string) => !Object.values(parts).some((isOf) => isOf(path));
    const weigh = (isOf: (path: string) => boolean) => measure(later.filter(isOf));
    return {
      start: await measure(all.filter((path) => atStart.has(path))),
      pages: await weigh(parts.pages),
      texts: await weigh(parts.texts),
      language: Math.max(...(await Promise.all(later.filter(parts.language).map((path) => measure([path]))))),
      directory: await weigh(parts.directory),
      operators: await weigh(isOther),
      simulator: await weigh(parts.simulator),
      checks: await weigh(parts.checks),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => gzipSync(await readFile(path)).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
