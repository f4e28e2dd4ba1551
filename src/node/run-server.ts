import type { ExitCode } from "../cli/terminal.ts";
import type { Service } from "./serve.ts";
import { parseServeOptions, type ServeOptions, usage } from "./serve-options.ts";

/** Serves until it is told to end. What it is about to do is said before the modules are loaded that do it. */
export async function runServer(args: readonly string[], service: Service): Promise<ExitCode> {
  const { terminal, events } = service;
  const options = parseServeOptions(args, events.env, events.pid);
  if (!options.ok) return terminal.misused(options.error.message, options.error.hint);
  if (options.value === "help") {
    terminal.print(usage);
    return 0;
  }
  terminal.print(`Waypost starts with ${options.value.path} and the directory ${describePlace(options.value)}\n`);
  const { serve } = await import("./serve.ts");
  const status = await serve(options.value, service);
  // Whatever is still waited for, such as an answer from DNS or from a database that hangs, is nobody's business any more.
  setTimeout(() => events.exit(status), LINGER_MILLISECONDS).unref();
  return status;
}

/** For what was printed to be read. */
const LINGER_MILLISECONDS = 200;

/** A URL may hold a password. */
function describePlace({ directory }: ServeOptions): string {
  return "folder" in directory ? `in ${directory.folder}` : "in PostgreSQL";
}
