import type { ExitCode, Terminal } from "./terminal.ts";

export interface Command {
  /** Shown by `--help`. */
  readonly usage: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Runs `read` on arguments; Node's words for an unknown option or a missing value become misuse. */
export function parseOrExplain<Parsed>(read: () => Parsed): Parsed | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
      return lowerFirst(error.message.split(". ")[0] ?? error.message);
    throw error;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
