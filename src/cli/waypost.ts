import { runWaypost } from "./run.ts";
import { explainWriteError } from "./settings-file.ts";
import { Terminal } from "./terminal.ts";

const terminal = new Terminal(process);

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader such as head may leave early: that is no fault.
  if (error.code === "EPIPE" || process.exitCode === 2) return;
  terminal.printErrors(`what was to be printed could not be written: ${explainWriteError(error)}`);
  process.exitCode = 2;
});
// There is nobody left to tell.
process.stderr.on("error", () => {});

const status = await runWaypost(process.argv.slice(2), terminal);
process.exitCode ??= status;
