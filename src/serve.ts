import type { Command } from "./cli/command.ts";
import { runServer } from "./node/run-server.ts";
import { usage } from "./node/serve-options.ts";

/** `npm start` of a clone, and `waypost serve` of a package. */
export const serve: Command = {
  usage,
  run: (args, terminal) => runServer(args, { terminal, events: process, loadApp }),
};

/** What takes most of the start. */
async function loadApp() {
  return (await import("./server-app.ts")).createServerApp;
}
