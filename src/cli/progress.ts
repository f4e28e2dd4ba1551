import type { Terminal } from "./terminal.ts";

/** Between two lines about work that goes on. */
const PAUSE_MS = 5_000;

/** Tells how far long work has come: nothing of what is done at once, then a line every few seconds. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #told: number;

  constructor(terminal: Terminal, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#now = now;
    this.#told = now();
  }

  /** @param toLine made only where it is printed */
  tell(toLine: () => string): void {
    if (this.#now() - this.#told < PAUSE_MS) return;
    this.#told = this.#now();
    this.#terminal.printNote(toLine());
  }
}
