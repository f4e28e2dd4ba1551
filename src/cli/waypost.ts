import { runWaypost } from "./run.ts";
import { Terminal } from "./terminal.ts";

// A reader such as head may leave early: that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runWaypost(process.argv.slice(2), new Terminal(process));
