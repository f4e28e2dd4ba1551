/** What a command line ends with: 0 done, 1 the answer is no, 2 the command was misused. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** Shown by `--help`. */
  readonly usage: string;
  run(args: readonly string[]): Promise<ExitCode>;
}

/** `waypost: error: …` on stderr, for each line. */
export function printErrors(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`waypost: error: ${line}\n`);
}

export function printWarnings(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`waypost: warning: ${line}\n`);
}

/** What to do next. */
export function printHint(line: string): void {
  process.stderr.write(`hint: ${line}\n`);
}

/** Misuse: what was wrong, and where to read on. */
export function misused(message: string, hint: string): ExitCode {
  printErrors(message);
  printHint(hint);
  return 2;
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
