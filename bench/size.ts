/**
 * The size of the shipped Worker, compressed as Cloudflare measures it: `npm run size`.
 * @module
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildWorker } from "../src/cli/build.ts";

/**
 * A Worker that is small starts fast; Cloudflare's own limit is 3 MB. Of this, the guides' texts of one language take some
 * 65 KiB: a second language is the time to load texts apart from code.
 */
const BUDGET_KIB = 300;

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
    await buildWorker(folder);
    return await measureBundle(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const size = await measureFreshBundle();
  process.stdout.write(`bundle: ${size.toFixed(1)} KiB gzip of ${BUDGET_KIB} KiB\n`);
  if (size > BUDGET_KIB) {
    process.stderr.write(
      "size: error: the bundle is over its budget\nhint: npm run build, then see what dist/index.js holds\n",
    );
    process.exitCode = 1;
  }
}
