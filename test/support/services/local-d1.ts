import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare, type Request, type Response } from "miniflare";
import { readMigrations } from "../../../src/store/sql/migrations.ts";
import { checkLog } from "./log-lines.ts";
import { findModuleType, readCompatibility } from "./workerd.ts";

const NAME = "directory";
const ENTRY = "index.mjs";

export interface WorkerWithDirectory {
  readonly url: string;
  /** All that it has written. */
  output(): string;
  /** What cron does: rejects where that comes to nothing. */
  callCron(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The built Worker with an empty directory in a D1 of its own. Requests reach it as they are: nothing stands in front.
 * @param world answers what the Worker fetches, whatever server that is of
 */
export async function startWithD1(
  built: string,
  bindings: Readonly<Record<string, string>>,
  world?: (request: Request) => Promise<Response>,
): Promise<WorkerWithDirectory> {
  const names = (await readdir(built)).filter((name) => findModuleType(name) !== undefined);
  const modules = names
    // The entry comes first.
    .toSorted((one, other) => Number(other === ENTRY) - Number(one === ENTRY))
    .map(async (path) => ({
      type: findModuleType(path) === "data" ? ("Data" as const) : ("ESModule" as const),
      path,
      contents: await readFile(join(built, path)),
    }));
  let text = "";
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: await Promise.all(modules),
      ...(await readCompatibility()),
      bindings: { ...bindings },
      d1Databases: { DB: NAME },
      ...(world && { outboundService: world }),
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      handleStructuredLogs({ message }) {
        text += `${message}\n`;
      },
    }),
  );
  await makeTables(await miniflare.getD1Database("DB"));
  const url = await miniflare.unsafeGetDirectURL();
  return {
    url: url.href,
    output: () => text,
    async callCron() {
      const worker = await miniflare.getWorker();
      const { outcome } = await worker.scheduled({ cron: "* * * * *" });
      if (outcome !== "ok") throw new Error(`cron ends with ${outcome}: ${text}`);
    },
    async stop() {
      await miniflare.dispose();
      checkLog(text);
    },
  };
}

/** What `wrangler d1 migrations apply` makes. */
export async function makeTables(binding: Awaited<ReturnType<Miniflare["getD1Database"]>>): Promise<void> {
  for (const { sql } of readMigrations("sqlite"))
    for (const statement of sql.replace(/^--.*$/gm, "").split(/;\s*/))
      if (statement.trim() !== "") await binding.prepare(statement).run();
}
