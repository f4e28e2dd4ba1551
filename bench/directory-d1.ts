/**
 * A directory in local D1, asked by a Worker: D1 from outside, by Miniflare's proxy, takes a hundred times as long.
 * @module
 */
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { makeTables } from "../test/support/services/local-d1.ts";
import { processorSecondsOf } from "./load.ts";

export interface AskedD1 {
  /** How many of the names are served. */
  find(names: readonly string[]): Promise<number>;
  /** How many domains a page shows, and how many there are. */
  search(filter: object, shown: number, counted: number): Promise<readonly [number, number]>;
  /** Processor time of workerd, database and all, in microseconds. */
  clock(): Promise<number>;
  close(): Promise<void>;
}

/** Opens what SQLite holds in `folder` as a D1: the tables are the same, and loading them again would take hours. */
export async function openAsD1(folder: string): Promise<AskedD1> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, "directory-worker.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  const options = convertV4MiniflareOptions({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-11-01",
    d1Databases: { DB: "directory" },
    resourcePersistencePath: join(folder, "d1"),
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  });
  await rm(join(folder, "d1"), { recursive: true, force: true });
  // Made once, to see where it is.
  const made = new Miniflare(options);
  await makeTables(await made.getD1Database("DB"));
  await made.dispose();
  const files = await readdir(join(folder, "d1"), { recursive: true });
  const file = files.find((name) => name.endsWith(".sqlite") && !name.endsWith("metadata.sqlite"));
  if (file === undefined) throw new Error("Miniflare made no database");
  for (const name of files.filter((one) => one.startsWith(file) && one !== file)) await rm(join(folder, "d1", name));
  await cp(join(folder, "waypost.db"), join(folder, "d1", file));
  const before = await listWorkerd();
  const miniflare = new Miniflare(options);
  const { href } = await miniflare.unsafeGetDirectURL();
  const [pid] = (await listWorkerd()).filter((one) => !before.includes(one));
  if (pid === undefined) throw new Error("workerd does not run");
  const ask = async (path: string, body: unknown) => {
    const response = await fetch(new URL(path, href), { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  return {
    find: async (names) => Number(await ask("/find", names)),
    search: async (filter, shown, counted) =>
      (await ask("/search", { filter, shown, counted })) as readonly [number, number],
    clock: async () => (await processorSecondsOf(Number(pid))) * 1e6,
    close: () => miniflare.dispose(),
  };
}

async function listWorkerd(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return pids.filter((_, index) => /\bworkerd\0serve\b/.test(commands[index] ?? ""));
}
