/**
 * Writes `dist`: the Worker for wrangler, which calls this, and the command for Node as the package holds it.
 * @module
 */
import { cp, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { bundleForNode, bundleWorker } from "./bundle.ts";
import { checkSettings } from "./check-settings.ts";

const root = resolve(import.meta.dirname, "../..");
const dist = resolve(root, "dist");

const isSound = await checkSettings(resolve(root, "settings.json"), (line) => process.stderr.write(`${line}\n`));
if (isSound) await build();
else process.exitCode = 1;

async function build(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([
    bundleWorker(`${dist}/worker`),
    bundleForNode(`${dist}/node`),
    // As far from the modules that read them as in the source.
    cp(resolve(root, "src/store/migrations"), `${dist}/migrations`, { recursive: true }),
  ]);
}
