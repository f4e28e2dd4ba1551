import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Domain, findDomain } from "../model/domain/domain.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface Command {
  /** Shown by `--help`. */
  readonly usage: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** What was typed, or, in Node's words, the option that is unknown or lacks its value. */
export function parseOptions<const Expected extends Omit<ParseArgsConfig, "args">>(
  args: readonly string[],
  expected: Expected,
): ReturnType<typeof parseArgs<Expected>> | string {
  try {
    return parseArgs<Expected>({ ...expected, args: [...args] });
  } catch (error) {
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
      return lowerFirst(error.message.split(". ")[0] ?? error.message);
    throw error;
  }
}

/** The domain of a command that is about one, or what is wrong with what was typed in its place. */
export function readOneDomain(positionals: readonly string[]): Result<Domain, string> {
  const [name = ""] = positionals;
  if (positionals.length !== 1) return err("expected one domain");
  const domain = findDomain(name);
  return domain === undefined ? err(`not a domain: ${JSON.stringify(name)}`) : ok(domain);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
