/**
 * How a command ends that was refused, or that cannot go on.
 * @module
 */
import { FaultyRecordError, StoreUnavailableError } from "../../store/roles.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { PlaceError, type Refusal } from "./records.ts";

/** Says why, and what to do. */
export function refuse({ lines, hint }: Refusal, terminal: Terminal): ExitCode {
  terminal.printErrors(...lines);
  if (hint !== undefined) terminal.printHint(hint);
  return 1;
}

/** A record that is faulty, and what no other name would help against; anything else is a bug. */
export function endBy(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof FaultyRecordError)
    return refuse({ lines: [error.message], hint: "waypost validate tells what is wrong with it" }, terminal);
  if (!(error instanceof PlaceError) && !(error instanceof StoreUnavailableError)) throw error;
  terminal.printErrors(error.message);
  return 2;
}
