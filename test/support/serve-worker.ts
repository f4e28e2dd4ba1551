import type { TestProject } from "vitest/node";
import { startWorkerd } from "./workerd.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built Worker answers, with the repository's settings.json. */
    baseUrl: string;
  }
}

/** Builds the Worker and serves it for all tests of a project. */
export default async function serveWorker(project: TestProject) {
  const worker = await startWorkerd({
    bindings: { TRUST_FORWARDED_HEADERS: "true" },
    host: "127.0.0.1",
    port: 0,
  });
  project.provide("baseUrl", worker.url);
  return () => worker.stop();
}
