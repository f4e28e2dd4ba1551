import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildWorker } from "../test/support/build-worker.ts";

/** KiB after gzip, of all that is uploaded. */
async function measureBundle(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => !/\.map$|^README\.md$|\.capnp$/.test(name));
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(folder, name))).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** The same, of a bundle that is built for it and thrown away. */
export async function measureFreshBundle(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-size-"));
  try {
    const bundle = join(folder, "worker");
    await buildWorker(bundle);
    return await measureBundle(bundle);
  } finally {
    await rm(folder, { recursive: true });
  }
}
