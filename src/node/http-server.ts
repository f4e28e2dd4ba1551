/**
 * Node's HTTP server round an app: what a stranger's connection may cost, and an end that leaves nobody waiting.
 * @module
 */
import { chmod, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { type Problem, plainProblem } from "../http/wire/problem.ts";

/** Answers a request, and never rejects; `connection` is what Node knows of how it came. */
export type Answer = (request: Request, connection?: object) => Response | Promise<Response>;

/** Where a server listens: at an address, on a socket of the file system, or on what a service manager has opened. */
export type Endpoint =
  /** The port 0 takes any that is free. */
  { readonly host: string; readonly port: number } | { readonly path: string } | InheritedSocket;

/** An open socket that outlives this process: while nobody takes its connections they wait. */
export interface InheritedSocket {
  readonly fd: number;
}

export interface ServerOptions {
  readonly endpoint: Endpoint;
  /** Connections beyond are closed as they come. */
  readonly maxConnections?: number;
  /** How long requests that are under way may take once the server is told to stop. */
  readonly patience?: number;
  /** How long a connection may be silent, in milliseconds. */
  readonly silence?: number;
  /** How long a client may take to send the headers of a request, in milliseconds. */
  readonly headersTimeout?: number;
  /** How long it may take to send all of a request that nothing is answered to yet, in milliseconds. */
  readonly requestTimeout?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no more connections, answers what is under way, and closes the rest when patience ends. */
  stop(): Promise<void>;
}

/** The port, or the socket, is in use, or may not be used. */
export class EndpointTakenError extends Error {}

/** Mail clients send their headers in one packet, and forms of 64 KiB at most. */
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 30_000;
/** Longer than the proxies' in front (nginx and most others: 60 s), so that it is they who close an idle connection. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** What is added to that, for what is asked at the last moment. */
const KEEP_ALIVE_BUFFER_MILLISECONDS = 1_000;
/**
 * A connection on which nothing was ever asked has none of these limits: to Node no request has begun. It may be silent as long as one
 * on which something was, since whoever wants to hold it asks once; and where both are the same, Bun makes no timer for each request.
 */
const SILENCE_MILLISECONDS = KEEP_ALIVE_MILLISECONDS + KEEP_ALIVE_BUFFER_MILLISECONDS;
const MAX_HEADER_BYTES = 16_384;
const PATIENCE_MILLISECONDS = 5_000;

/** Listens; rejects where it cannot. */
export async function startServer(answer: Answer, options: ServerOptions): Promise<RunningServer> {
  const { endpoint, maxConnections, patience = PATIENCE_MILLISECONDS } = options;
  const { silence = SILENCE_MILLISECONDS, headersTimeout = HEADERS_MILLISECONDS } = options;
  const { requestTimeout = REQUEST_MILLISECONDS } = options;
  let isStopping = false;
  const respond = getRequestListener(answer, {
    // Health checks by HTTP/1.0 name no host.
    hostname: "localhost",
    errorHandler: (error) => plainProblem(error instanceof RequestError ? NOT_A_URL : FAILED),
  });
  const server = createServer(
    {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
      keepAliveTimeoutBuffer: KEEP_ALIVE_BUFFER_MILLISECONDS,
      maxHeaderSize: MAX_HEADER_BYTES,
      connectionsCheckingInterval: headersTimeout / 5,
      // What has no body needs no stream for one, which would cost as much as all that is ours in a short answer.
      optimizeEmptyRequests: true,
    },
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const connection: Connection = incoming.socket;
      // Node holds back an answer that has others before it: it has no socket yet.
      if (outgoing.socket === null && !mayWait(connection, outgoing)) return;
      connection[ANSWER] = outgoing;
      if (isStopping) outgoing.setHeader("connection", "close");
      // What has a % in it Hono's server parses anew: mostly that is an address, whose @ means the same as it is. Not so in a host.
      if (incoming.url?.startsWith("/")) incoming.url = incoming.url.replaceAll("%40", "@");
      void respond(incoming, outgoing);
    },
  );
  server.timeout = silence;
  if (maxConnections !== undefined) server.maxConnections = maxConnections;
  // The one that is dropped was too many: those that ask for nothing make room for the next.
  const closeSilent = keepSilent(server);
  server.on("drop", () => {
    server.closeIdleConnections();
    closeSilent();
  });
  server.on("clientError", refuse);
  await listen(server, endpoint);
  return {
    url: toUrl(server, endpoint),
    async stop() {
      isStopping = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      // A connection becomes idle when its answer is out; only the first look is Node's own.
      const looking = setInterval(() => server.closeIdleConnections(), 50);
      const giveUp = setTimeout(() => server.closeAllConnections(), patience);
      await closed;
      clearInterval(looking);
      clearTimeout(giveUp);
    },
  };
}

/** The last answer that a connection was given, or is. */
const ANSWER = Symbol("answer");
/** Those that were held back on a connection, and may be still. */
const HELD_BACK = Symbol("held back");
interface Connection extends Socket {
  [ANSWER]?: ServerResponse;
  [HELD_BACK]?: readonly ServerResponse[];
}

/** Mail programs send one request after another, and so do proxies. Who asks for more at once asks again what got no answer (RFC 9112, 9.3.2). */
const MAX_HELD_BACK = 16;

/**
 * Whether a request may be answered that came while others were: the connection ends where they are too many. Node hands on all
 * that it has read before any answer leaves, some thousands at once, while everybody else waits; so it does with what is left then.
 */
function mayWait(connection: Connection, answer: ServerResponse): boolean {
  if (connection.destroyed) return false;
  const heldBack = connection[HELD_BACK]?.filter(({ writableFinished }) => !writableFinished) ?? [];
  connection[HELD_BACK] = [...heldBack, answer];
  if (heldBack.length < MAX_HELD_BACK) return true;
  connection.destroy();
  return false;
}

/** While connections run out, one on which nothing was asked for so long is closed: Node does not count it as idle. */
const FIRST_REQUEST_MILLISECONDS = 1_000;

/** Gives what closes those. Nothing is done for a request: whether there was one, the answer tells that its connection was given. */
function keepSilent(server: Server): () => void {
  const openedAt = new Map<Connection, number>();
  server.on("connection", (socket: Connection) => {
    openedAt.set(socket, performance.now());
    socket.once("close", () => openedAt.delete(socket));
  });
  return () => {
    const before = performance.now() - FIRST_REQUEST_MILLISECONDS;
    // The oldest come first, and each is looked at once.
    for (const [socket, opened] of openedAt) {
      if (opened > before) return;
      openedAt.delete(socket);
      if (socket[ANSWER] === undefined) socket.destroy();
    }
  };
}

/** The app was not asked: what was sent makes no URL. */
const NOT_A_URL: Problem = {
  title: "Not a URL",
  detail: "The Host or the path of the request is none that a URL can have.",
  status: 400,
};
const FAILED: Problem = {
  title: "Something went wrong",
  detail: "Something went wrong here. Please try again later.",
  status: 500,
};

/**
 * What a connection is told that sends no HTTP, too much of it, or too slowly. Where an answer is under way nothing can be
 * told any more; one that is given piece by piece, as the body comes, takes the time that its work takes.
 */
function refuse(error: NodeJS.ErrnoException, socket: Connection): void {
  const answer = socket[ANSWER];
  const isUnderWay = answer?.headersSent === true && !answer.writableEnded;
  if (isUnderWay && error.code === TOO_SLOW) return;
  if (error.code === "ECONNRESET" || !socket.writable || isUnderWay) {
    socket.destroy();
    return;
  }
  const status = REFUSALS[error.code ?? ""] ?? "400 Bad Request";
  const body = `${status.slice(4)}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const TOO_SLOW = "ERR_HTTP_REQUEST_TIMEOUT";

const REFUSALS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  [TOO_SLOW]: "408 Request Timeout",
};

async function listen(server: Server, endpoint: Endpoint): Promise<void> {
  if ("path" in endpoint) await removeDeadSocket(endpoint.path);
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE" || error.code === "EACCES";
      fail(isTaken ? new EndpointTakenError(`${nameOf(endpoint)} cannot be used`) : error);
    });
    server.listen(endpoint, () => done());
  });
  // The proxy in front is another user, of our group.
  if ("path" in endpoint) await chmod(endpoint.path, 0o660);
}

/** What a server leaves behind that was killed: nobody listens there, and yet nobody else could. */
async function removeDeadSocket(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isSocket()) return;
  const isDead = await new Promise<boolean>((done) => {
    const trial = connect(path, () => {
      trial.destroy();
      done(false);
    });
    trial.once("error", () => done(true));
  });
  if (isDead) await rm(path);
}

function nameOf(endpoint: Endpoint): string {
  if ("fd" in endpoint) return "the socket of the service manager";
  return "path" in endpoint ? `the socket ${endpoint.path}` : `port ${endpoint.port}`;
}

function toUrl(server: Server, endpoint: Endpoint): string {
  const address = server.address();
  if (typeof address === "object" && address !== null)
    return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
  // Node does not know the path of a socket that others opened.
  return `unix:${"path" in endpoint ? endpoint.path : `/dev/fd/${"fd" in endpoint ? endpoint.fd : ""}`}`;
}
