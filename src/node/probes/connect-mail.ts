import { connect, type Socket } from "node:net";
import { connect as connectTls, type SecureContext, type TLSSocket } from "node:tls";
import { ConnectError, type ConnectMail, type MailConnection, type TlsSeen } from "../../check/network/probes.ts";
import { type FindPort, lookupAmong } from "./checked-lookup.ts";
import { toConnectError } from "./connect-failure.ts";
import { seeTls } from "./seen-tls.ts";

/** What a mail server may say in a whole conversation about what it offers. */
const MAX_BYTES = 64_000;

/** Connections by Node's own sockets. */
export function createConnectMail(findPort: FindPort, secureContext: SecureContext): ConnectMail {
  const secure = async (options: { readonly socket: Socket } | Place, hostname: string, signal: AbortSignal) => {
    const socket = connectTls({ secureContext, rejectUnauthorized: false, ...options, servername: hostname });
    endWith(socket, signal);
    await begun(socket, "secureConnect", signal);
    return converse(socket, signal, seeTls(socket, hostname));
  };

  function converse(socket: Socket | TLSSocket, signal: AbortSignal, tls?: TlsSeen, hostname = ""): MailConnection {
    const incoming = readFrom(socket, signal);
    return {
      tls,
      read: incoming.next,
      write: (text) =>
        new Promise((done, fail) => {
          socket.write(text, (error) => (error ? fail(toConnectError(error, signal)) : done()));
        }),
      startTls() {
        incoming.leave();
        return secure({ socket }, hostname, signal);
      },
      close: () => void socket.destroy(),
    };
  }

  return async ({ hostname, port, addresses, isTls }, signal) => {
    const place: Place = { host: hostname, port: findPort(hostname, port), lookup: lookupAmong(addresses) };
    if (isTls) return secure(place, hostname, signal);
    const socket = connect(place);
    endWith(socket, signal);
    await begun(socket, "connect", signal);
    return converse(socket, signal, undefined, hostname);
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly lookup: ReturnType<typeof lookupAmong>;
}

function endWith(socket: Socket, signal: AbortSignal): void {
  const end = () => void socket.destroy(new ConnectError("timeout", "no answer in time"));
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  // Whoever waits is told; where nobody does, an error is no crash.
  socket.on("error", () => {});
  socket.once("close", () => signal.removeEventListener("abort", end));
}

function begun(socket: Socket, event: "connect" | "secureConnect", signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const failed = (error?: Error) =>
      fail(toConnectError(error ?? new ConnectError(event === "connect" ? "reset" : "tls", "it hung up"), signal));
    socket.once("error", failed);
    socket.once("close", () => failed());
    socket.once(event, () => {
      socket.off("error", failed);
      done();
    });
  });
}

/** What comes in, kept until it is asked for. */
function readFrom(socket: Socket, signal: AbortSignal) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let end: { readonly error?: Error } | undefined;
  let wake = () => {};
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) socket.destroy(new ConnectError("too-large", `more than ${MAX_BYTES} bytes`));
    else chunks.push(chunk);
    wake();
  };
  const finish = (error?: Error) => {
    end ??= error instanceof Error ? { error } : {};
    wake();
  };
  const finishWell = () => finish();
  socket.on("data", take).on("error", finish).on("end", finishWell).on("close", finishWell);
  return {
    async next(): Promise<Uint8Array | undefined> {
      while (chunks.length === 0 && end === undefined) await new Promise<void>((done) => (wake = done));
      const chunk = chunks.shift();
      if (chunk === undefined && end?.error !== undefined) throw toConnectError(end.error, signal);
      return chunk;
    },
    /** To others, who read what comes from here on. */
    leave(): void {
      socket.off("data", take).off("end", finishWell).off("close", finishWell);
    },
  };
}
