/**
 * Builds the Worker as `wrangler deploy` would upload it. As a program: `npm run build`, into `dist`.
 * @module
 */
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");

/** Replaces `folder` by the bundle: `index.js`, its source map, and the text modules that it imports. */
export async function buildWorker(folder: string, entry = "src/index.ts"): Promise<void> {
  // Text modules are named by their content: without this, those of earlier builds would stay.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const wrangler = resolve(root, "node_modules/wrangler/bin/wrangler.js");
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG: "error", NO_UPDATE_NOTIFIER: "1" };
  try {
    await promisify(execFile)(process.execPath, [wrangler, "deploy", entry, "--dry-run", "--outdir", folder], {
      cwd: root,
      env,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new Error(`the Worker could not be built: ${said || String(error)}`, { cause: error });
  }
}

if (import.meta.main) await buildWorker(resolve(root, "dist"));
