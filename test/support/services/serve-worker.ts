import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bundleWorker } from "../../../src/build/bundle.ts";
import { startWorkerd } from "./workerd.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built Worker answers, with the repository's settings.json. */
    baseUrl: string;
    /** Where it was built, for tests that start it with other settings or with secrets. */
    built: string;
  }
}

/** Builds the Worker and serves it for all tests of a project. */
export default async function serveWorker(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "waypost-"));
  const built = join(folder, "worker");
  await bundleWorker(built);
  const worker = await startWorkerd({
    built,
    // Nobody answers questions about DNS there: tests leave the Internet alone.
    bindings: { TRUST_FORWARDED_HEADERS: "true", CHECK_RESOLVER: "http://127.0.0.1:1/dns-query" },
    host: "127.0.0.1",
    port: 0,
  });
  project.provide("baseUrl", worker.url);
  project.provide("built", built);
  return async () => {
    await worker.stop();
    await rm(folder, { recursive: true });
  };
}
