import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleWorker, findLoadedWith, inputsOf } from "../src/build/bundle.ts";

/** KiB after gzip, as Cloudflare counts. */
export interface BundleSize {
  /** What is loaded when an isolate starts. */
  readonly start: number;
  /** What writes answers for mail clients, each loaded when it is first asked for, and codes. */
  readonly clients: number;
  /** What checks settings, beside what clients' answers need of it: where they are in a variable, and for operators. */
  readonly settings: number;
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

const CLIENT_ANSWERS = [
  "src/formats/autoconfig/autoconfig.ts",
  "src/http/clients/autodiscover.ts",
  "src/http/clients/autodiscover-json.ts",
  "src/http/clients/mobileconfig.ts",
  "src/http/people/qr.ts",
];

/** Measures a bundle that is built for it and thrown away. */
export async function measureFreshBundle(): Promise<BundleSize> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-size-"));
  try {
    const worker = await bundleWorker(folder);
    const all = Object.keys(worker.metafile.outputs);
    const atStart = findLoadedWith(worker);
    const withClients = new Set(CLIENT_ANSWERS.flatMap((module) => [...findLoadedWith(worker, module)]));
    const withSettings = findLoadedWith(worker, "src/model/settings/parse-settings.ts");
    const withPages = findLoadedWith(worker, "src/http/people/people.ts");
    const holds = (folder: string) => (path: string) =>
      inputsOf(worker, path).some((input) => input.startsWith(folder));
    const later = all.filter((path) => !atStart.has(path));
    const parts = {
      clients: (path: string) => withClients.has(path),
      settings: (path: string) => withSettings.has(path) && !withClients.has(path),
      pages: (path: string) => withPages.has(path) && !withClients.has(path),
      texts: (path: string) => ["src/content/en/", "templates/built/drawings"].map(holds).some((isOf) => isOf(path)),
      language: holds("src/content/languages/"),
      directory: (path: string) => ["src/store/sql/", "src/store/cache/"].map(holds).some((isOf) => isOf(path)),
      simulator: (path: string) =>
        ["src/simulator/", "templates/built/simulation"].map(holds).some((isOf) => isOf(path)),
      checks: (path: string) =>
        ["src/edge/", "src/check/rules/", "src/check/dns/"].map(holds).some((isOf) => isOf(path)),
    };
    const isOther = (path: string) => !Object.values(parts).some((isOf) => isOf(path));
    const weigh = (isOf: (path: string) => boolean) => measure(later.filter(isOf));
    return {
      start: await measure(all.filter((path) => atStart.has(path))),
      clients: await weigh(parts.clients),
      settings: await weigh(parts.settings),
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
