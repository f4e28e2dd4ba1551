import { connect } from "cloudflare:sockets";
import {
  ConnectError,
  type ConnectMail,
  type MailConnection,
  type MailTarget,
  type TlsSeen,
} from "../../check/network/probes.ts";
import { isAmong } from "../../check/network/public-address.ts";
import { toConnectError } from "./connect-failure.ts";

/** What a mail server may say in a whole conversation about what it offers. */
const MAX_BYTES = 64_000;

const SMTP = 25;

/** @see https://www.cloudflare.com/ips/ (November 2026) */
const CLOUDFLARE = [
  ["103.21.244.0", 22],
  ["103.22.200.0", 22],
  ["103.31.4.0", 22],
  ["104.16.0.0", 13],
  ["104.24.0.0", 14],
  ["108.162.192.0", 18],
  ["131.0.72.0", 22],
  ["141.101.64.0", 18],
  ["162.158.0.0", 15],
  ["172.64.0.0", 13],
  ["173.245.48.0", 20],
  ["188.114.96.0", 20],
  ["190.93.240.0", 20],
  ["197.234.240.0", 22],
  ["198.41.128.0", 17],
  ["2400:cb00::", 32],
  ["2405:8100::", 32],
  ["2405:b500::", 32],
  ["2606:4700::", 32],
  ["2803:f800::", 32],
  ["2a06:98c0::", 29],
  ["2c0f:f248::", 32],
] as const;

/** All that the runtime tells: that it trusts the certificate, for this name and today. */
const TRUSTED: TlsSeen = { version: undefined, certificate: undefined };

/** Where a mail server is connected to, and for which name its certificate has to be, where not for that. */
interface MailPlace {
  readonly hostname: string;
  readonly port: number;
  readonly certificateFor?: string;
}

export type FindPlace = (target: MailTarget) => MailPlace;

/** The usual place. */
export const byName: FindPlace = ({ hostname, port }) => ({ hostname, port });

/**
 * Connections by the sockets of the Workers runtime. They go to the name: for an address it would have to be told which name
 * the certificate is to be for, which Cloudflare's own runtime is said to refuse, though its types have it.
 * @see https://developers.cloudflare.com/workers/runtime-apis/tcp-sockets/
 */
export function createConnectMail(findPlace: FindPlace): ConnectMail {
  return async (target, signal) => {
    if (target.port === SMTP) throw new ConnectError("unseen", "no Worker may connect to port 25");
    if (target.addresses.some((address) => isAmong(address, CLOUDFLARE)))
      throw new ConnectError("unseen", "no Worker may connect to servers behind Cloudflare");
    const place = findPlace(target);
    const { hostname, port } = place;
    // TLS that comes first begins by hand, too: then it is known which of the two steps failed.
    const socket = connect({ hostname, port }, { secureTransport: "starttls", allowHalfOpen: false });
    try {
      await opened(socket, signal);
    } catch (error) {
      throw toConnectError(error, signal);
    }
    const connection = converse(socket, { place, signal });
    return target.isTls ? connection.startTls() : connection;
  };
}

interface Talk {
  readonly place: MailPlace;
  readonly signal: AbortSignal;
}

function converse(socket: Socket, talk: Talk, tls?: TlsSeen): MailConnection {
  const { place, signal } = talk;
  const endings = endWith(socket, signal);
  let size = 0;
  return {
    tls,
    async read() {
      const reader = socket.readable.getReader();
      try {
        // Proof: the types leave out of what the stream is.
        const { value } = (await reader.read()) as ReadableStreamReadResult<Uint8Array>;
        size += value?.length ?? 0;
        if (size > MAX_BYTES) throw new ConnectError("too-large", `more than ${MAX_BYTES} bytes`);
        return value;
      } catch (error) {
        throw toConnectError(error, signal, "reset");
      } finally {
        reader.releaseLock();
      }
    },
    async write(text) {
      const writer = socket.writable.getWriter();
      try {
        await writer.write(new TextEncoder().encode(text));
      } catch (error) {
        throw toConnectError(error, signal, "reset");
      } finally {
        writer.releaseLock();
      }
    },
    async startTls() {
      endings.release();
      try {
        const { certificateFor } = place;
        const secured = socket.startTls(certificateFor === undefined ? {} : { expectedServerHostname: certificateFor });
        await opened(secured, signal);
        return converse(secured, talk, TRUSTED);
      } catch (error) {
        throw toConnectError(error, signal, "tls");
      }
    },
    close() {
      endings.release();
      socket.close().catch(() => {});
    },
  };
}

/** Rejects where nothing comes of it, be it that time is over: the runtime does not always say so. */
async function opened(socket: Socket, signal: AbortSignal): Promise<void> {
  const endings = endWith(socket, signal);
  try {
    await Promise.race([socket.opened, endings.over]);
  } finally {
    endings.release();
  }
}

/** Closes a connection when time is over, until it is released. */
function endWith(socket: Socket, signal: AbortSignal) {
  const { promise: over, reject } = Promise.withResolvers<never>();
  // Where nobody waits for it, it is no failure.
  over.catch(() => {});
  const end = () => {
    reject(new ConnectError("timeout", "no answer in time"));
    socket.close().catch(() => {});
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  return { over, release: () => signal.removeEventListener("abort", end) };
}
