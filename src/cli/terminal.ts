/** What a command ends with: 0 done, 1 the answer is no, 2 the command was misused. */
export type ExitCode = 0 | 1 | 2;

/** What there is around a command: a process, or a test that keeps what is written. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  readonly stdout: Writer;
  readonly stderr: Writer;
}

interface Writer {
  /** `done` is told what kept the text from being written. */
  write(text: string | Uint8Array, done?: (error?: Error | null) => void): unknown;
}

/** Results go to stdout; errors, warnings and hints to stderr, a line each. */
export class Terminal {
  readonly #around: Surroundings;
  #isCut = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get env(): NodeJS.ProcessEnv {
    return this.#around.env;
  }

  get stdin(): AsyncIterable<Uint8Array | string> {
    return this.#around.stdin;
  }

  /** Whether a person is there to be asked. */
  get isInteractive(): boolean {
    return this.#around.stdin.isTTY === true;
  }

  /** Asks on stderr, and leaves the rest of the line to the answer. */
  prompt(question: string): void {
    this.#around.stderr.write(question);
  }

  print(result: string | Uint8Array): void {
    this.#around.stdout.write(result, (error) => {
      if (error) this.#isCut = true;
    });
  }

  /** Whether stdout has taken all that was printed: for what holds only where somebody has it. */
  async hasPrinted(): Promise<boolean> {
    if (!this.#isCut) await new Promise<void>((done) => this.#around.stdout.write("", () => done()));
    return !this.#isCut;
  }

  printErrors(...lines: readonly string[]): void {
    this.#tell("waypost: error", lines);
  }

  printWarnings(...lines: readonly string[]): void {
    this.#tell("waypost: warning", lines);
  }

  printNote(line: string): void {
    this.#tell("waypost: note", [line]);
  }

  /** What to do next. */
  printHint(line: string): void {
    this.#tell("hint", [line]);
  }

  /** Misuse: what was wrong, and where to read on. */
  misused(message: string, hint: string): ExitCode {
    this.printErrors(message);
    this.printHint(hint);
    return 2;
  }

  #tell(what: string, lines: readonly string[]): void {
    for (const line of lines) this.#around.stderr.write(`${what}: ${line}\n`);
  }
}
