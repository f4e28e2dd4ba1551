import { concatenate } from "../../../formats/rendered-document.ts";

/** One line of a body. */
export interface Line {
  /** From 1, as editors count. */
  readonly number: number;
  /** Absent where it was longer than it may be. */
  readonly bytes: Uint8Array | undefined;
}

const NEW_LINE = 0x0a;

/** The lines of a body as they come in, without those that are empty. No more than one of them is held. */
export async function* readLines(body: ReadableStream<Uint8Array> | null, maxBytes: number): AsyncGenerator<Line> {
  const reader = body?.getReader();
  let number = 1;
  let line = new LineBytes(maxBytes);
  try {
    for (;;) {
      const { done = true, value: chunk } = (await reader?.read()) ?? {};
      if (done || chunk === undefined) break;
      let start = 0;
      for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
        line.add(chunk.subarray(start, end));
        if (!line.isBlank) yield { number, bytes: line.take() };
        line = new LineBytes(maxBytes);
        number += 1;
        start = end + 1;
      }
      line.add(chunk.subarray(start));
    }
    if (!line.isBlank) yield { number, bytes: line.take() };
  } finally {
    // Whoever stops reading in the middle wants no more of it.
    await reader?.cancel().catch(() => {});
  }
}

/** A line that is being read. */
class LineBytes {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length > this.#maxBytes) this.#parts = [];
    else if (bytes.length > 0) this.#parts.push(bytes.slice());
  }

  get isBlank(): boolean {
    return (
      this.#length <= this.#maxBytes &&
      this.#parts.every((part) => part.every((byte) => byte === 0x20 || byte === 0x0d))
    );
  }

  take(): Uint8Array | undefined {
    if (this.#length > this.#maxBytes) return undefined;
    return concatenate(this.#parts);
  }
}
