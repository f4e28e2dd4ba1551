import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundleWorker, findLoadedAtStart } from "../src/build/bundle.ts";

/** KiB after gzip, as Cloudflare counts. */
export interface BundleSize {
  /** What is loaded when an isolate starts. */
  readonly start: number;
  /** Of that, the texts of one language. */
  readonly texts: number;
  /** What is loaded besides when an operator first comes. */
  readonly operators: number;
  /** Simulated mail clients, loaded when a plan is asked for. */
  readonly simulator: number;
}

/** Measures a bundle that is built for it and thrown away. */
export async function measureFreshBundle(): Promise<BundleSize> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-size-"));
  try {
    const worker = await bundleWorker(folder);
    const all = Object.keys(worker.metafile.outputs);
    const atStart = findLoadedAtStart(worker);
    const { outputs } = worker.metafile;
    const isSimulator = (path: string) =>
      Object.keys(outputs[path]?.inputs ?? {}).some((input) => input.startsWith("src/simulator/"));
    const later = all.filter((path) => !atStart.has(path));
    return {
      start: await measure(all.filter((path) => atStart.has(path))),
      texts: await measureTexts(),
      operators: await measure(later.filter((path) => !isSimulator(path))),
      simulator: await measure(later.filter(isSimulator)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureTexts(): Promise<number> {
  const entryPoints = ["src/content/language.ts"];
  const { outputFiles } = await build({ entryPoints, bundle: true, minify: true, packages: "external", write: false });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0) / 1024;
}

async function measure(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => gzipSync(await readFile(path)).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
