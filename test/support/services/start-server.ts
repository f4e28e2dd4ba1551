import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkLog } from "./log-lines.ts";

export const root = join(import.meta.dirname, "../../..");

export interface Started {
  readonly child: ChildProcess;
  /** Empty where it did not become ready. */
  readonly url: string;
  /** All that was written, to stdout and stderr. */
  output(): string;
  /** Settles with the exit status, or the name of the signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The program and what stands before our arguments; Node and the launcher unless told otherwise. */
  readonly command?: readonly [string, ...string[]];
}

/** Starts the service as its own process on a free port, with a directory of its own; resolves at the ready line, or when it ends. */
export function startProcess(args: readonly string[], options: StartOptions = {}): Promise<Started> {
  const {
    cwd = root,
    env = {},
    command = [process.execPath, join(root, "src/cli/launch.cjs"), "src/server.ts"],
  } = options;
  const [program, ...before] = command;
  const data = mkdtempSync(join(tmpdir(), "waypost-data-"));
  const child = spawn(program, [...before, "--port", "0", ...args], {
    cwd,
    env: { ...process.env, STATE_DIRECTORY: data, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once("close", (status, signal) => done(status ?? signal)),
  );
  void ended.then(() => {
    rmSync(data, { recursive: true, force: true });
    // Nobody waits for this: it fails the run, whichever test it was.
    checkLog(text.slice(Math.max(0, text.indexOf("ready on"))));
  });
  return new Promise((done) => {
    const settle = () => done({ child, ended, url: /ready on (\S+)/.exec(text)?.[1] ?? "", output: () => text });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
        if (text.includes("ready on")) settle();
      });
    void ended.then(settle);
  });
}
