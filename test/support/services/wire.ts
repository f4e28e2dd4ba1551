import { connect } from "node:net";

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case, sorted. */
  readonly headers: Readonly<Record<string, string>>;
  /** One character for each byte. */
  readonly body: string;
}

/** Bytes to `url` exactly as they stand (one character each), and what comes back until the server closes or `end` ms pass. */
export function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, "latin1"));
    let text = "";
    socket.setEncoding("latin1").on("data", (part: string) => {
      text += part;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? done(text) : fail(error)));
    socket.on("close", () => done(text));
  });
}

/** A request on a connection of its own: `POST /path`, headers as lines, and a body. */
export async function ask(url: string, line: string, headers: readonly string[], body = ""): Promise<WireAnswer> {
  const length = body === "" ? [] : [`content-length: ${body.length}`];
  const head = [`${line} HTTP/1.1`, ...headers, ...length, "connection: close"].join("\r\n");
  return parseAnswer(await sendBytes(url, `${head}\r\n\r\n${body}`));
}

export function parseAnswer(text: string): WireAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines
      .map(
        (line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()] as const,
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const rest = text.slice(end + 4);
  return {
    status: Number(first.split(" ")[1]),
    headers,
    body: headers["transfer-encoding"] === "chunked" ? joinChunks(rest) : rest,
  };
}

/** RFC 9112 section 7.1. */
function joinChunks(text: string): string {
  const [size = ""] = text.split("\r\n", 1);
  const length = Number.parseInt(size, 16);
  const start = size.length + 2;
  return length > 0 ? text.slice(start, start + length) + joinChunks(text.slice(start + length + 2)) : "";
}
