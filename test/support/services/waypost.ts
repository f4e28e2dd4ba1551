/**
 * The command as a function, and as a process of its own where that is what is tested.
 * @module
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import { runWaypost } from "../../../src/cli/run.ts";
import { Terminal } from "../../../src/cli/terminal.ts";

/** Through it a start takes half of the time: what Node compiles is kept. */
export const LAUNCHER = join(import.meta.dirname, "../../../src/cli/launch.cjs");

export interface Printed {
  readonly status: number;
  readonly out: string;
  /** The same where it is no text. */
  readonly bytes: Buffer;
  readonly error: string;
}

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Whether a person types it. */
  readonly isTerminal?: boolean;
  /** Whether nothing more fits where stdout goes. */
  readonly isFull?: boolean;
}

/** `waypost ARGS…` within this process: a start of Node for each call would take most of a second. */
export async function waypost(
  args: readonly string[],
  { env = {}, stdin = "", isTerminal = false, isFull = false }: Given = {},
): Promise<Printed> {
  const [out, error]: [Uint8Array[], Uint8Array[]] = [[], []];
  const status = await runWaypost(
    args,
    new Terminal({
      env: { ...process.env, ...env },
      stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: isTerminal }),
      stdout: {
        write(text, done) {
          if (!isFull) out.push(Buffer.from(text));
          done?.(isFull ? new Error("ENOSPC") : null);
        },
      },
      stderr: { write: (text) => error.push(Buffer.from(text)) },
    }),
  );
  return toPrinted(status, Buffer.concat(out), Buffer.concat(error));
}

/** The same by a process of its own, as npm starts it. */
export function startWaypost(args: readonly string[], { env = {}, stdin = "" }: Given = {}): Promise<Printed> {
  const options = { encoding: "buffer", env: { ...process.env, ...env } } as const;
  return new Promise((done) => {
    const child = execFile(process.execPath, [LAUNCHER, "src/cli/waypost.ts", ...args], options, (_, out, error) =>
      done(toPrinted(child.exitCode ?? -1, out, error)),
    );
    child.stdin?.end(stdin);
  });
}

function toPrinted(status: number, bytes: Buffer, error: Buffer): Printed {
  return { status, out: bytes.toString(), bytes, error: error.toString() };
}
