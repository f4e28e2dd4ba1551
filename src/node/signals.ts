/** What of a process tells it to end; a test has one of its own. */
export interface ProcessEvents {
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly ppid: number;
  on(event: string, listener: (reason: unknown) => void): unknown;
  off(event: string, listener: (reason: unknown) => void): unknown;
  exit(status: number): void;
}

const END = ["SIGINT", "SIGTERM"];
/** Ctrl-C reaches us twice, from the terminal and through npm: what comes within this time is one signal. */
const TWICE_MILLISECONDS = 300;
const LOOK_FOR_PARENT_MILLISECONDS = 500;

/**
 * Settles with the first signal to end, or with whoever started us: npm or the launcher may be killed without a word, and
 * the port would stay taken. A second signal ends the process at once.
 */
export function whenAskedToEnd(events: ProcessEvents): Promise<void> {
  return new Promise((done) => {
    let asked: number | undefined;
    const end = () => {
      if (asked !== undefined && performance.now() - asked > TWICE_MILLISECONDS) events.exit(1);
      asked ??= performance.now();
      done();
    };
    for (const signal of END) events.on(signal, end);
    // A service that was started by itself may outlive the shell that did it.
    if (events.env.npm_lifecycle_event === undefined && events.env.WAYPOST_LAUNCHED === undefined) return;
    const parent = events.ppid;
    setInterval(() => events.ppid !== parent && done(), LOOK_FOR_PARENT_MILLISECONDS).unref();
  });
}
