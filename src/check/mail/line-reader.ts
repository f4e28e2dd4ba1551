import { ConnectError, type MailConnection } from "../network/probes.ts";

/** Lines of a connection, without their ends; what is no text is read as Latin-1. */
export class LineReader {
  readonly #connection: MailConnection;
  #rest = "";

  constructor(connection: MailConnection) {
    this.#connection = connection;
  }

  async next(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const line = this.#rest.slice(0, end).replace(/\r$/, "");
        this.#rest = this.#rest.slice(end + 1);
        return line;
      }
      const chunk = await this.#connection.read();
      if (chunk === undefined) {
        const last = this.#rest;
        this.#rest = "";
        if (last !== "") return last;
        throw new ConnectError("reset", "it hung up");
      }
      this.#rest += String.fromCharCode(...chunk);
      // Who speaks TLS to somebody who does not yet has no lines.
      if (/^\x16\x03/.test(this.#rest) || /^\x15\x03/.test(this.#rest))
        throw new ConnectError("tls", "TLS where text was to come");
    }
  }

  /** Lines up to the one that `isLast` says is. */
  async until(isLast: (line: string) => boolean): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.next();
      lines.push(line);
      if (isLast(line) || lines.length >= MAX_LINES) return lines;
    }
  }
}

const MAX_LINES = 200;
