import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");

/** Makes `folder` with the bundle as `wrangler deploy` would upload it: `index.js`, its source map, and the text modules that it imports. */
export async function buildWorker(folder: string, entry = "src/index.ts"): Promise<void> {
  await mkdir(folder);
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
