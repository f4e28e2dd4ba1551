/**
 * Messages of DNS to a resolver over UDP, and over TCP where the answer is too long for that.
 * @see RFC 1035 section 4.2, RFC 5452 (what makes answers hard to forge), RFC 7766
 * @module
 */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import type { ExchangeMessage } from "../../check/dns/ask-dns.ts";

export interface DnsPlace {
  readonly address: string;
  readonly port: number;
}

/** How long one of several resolvers is waited for before the next is asked. */
const PATIENCE_MS = 1200;

/** Asks one after the other until one answers. */
export function throughServers(places: readonly DnsPlace[]): ExchangeMessage {
  return async (query, signal) => {
    let failure: unknown = new Error("no resolver is known");
    // Twice: packets get lost.
    for (const place of [...places, ...places]) {
      try {
        return await exchange(place, query, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
      } catch (error) {
        failure = error;
        if (signal.aborted) break;
      }
    }
    throw failure;
  };
}

async function exchange(place: DnsPlace, query: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const message = Buffer.from(query);
  message.writeUInt16BE(randomInt(65_536), 0);
  const answer = await overUdp(place, message, signal);
  return isTruncated(answer) ? overTcp(place, message, signal) : answer;
}

function isTruncated(answer: Buffer): boolean {
  return ((answer[2] ?? 0) & 0b10) !== 0;
}

/** The same number and the same question: what else comes is not the answer. */
function isAnswerTo(query: Buffer, answer: Buffer): boolean {
  const isAnswer = ((answer[2] ?? 0) & 0x80) !== 0;
  const question = query.subarray(12).toString("latin1").toLowerCase();
  return (
    isAnswer &&
    answer.readUInt16BE(0) === query.readUInt16BE(0) &&
    answer.toString("latin1", 12, query.length).toLowerCase() === question
  );
}

function overUdp({ address, port }: DnsPlace, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise((done, fail) => {
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    const end = (error: Error | undefined, answer?: Buffer) => {
      signal.removeEventListener("abort", giveUp);
      socket.close();
      if (answer === undefined) fail(error);
      else done(answer);
    };
    const giveUp = () => end(new Error("no answer in time"));
    signal.addEventListener("abort", giveUp, { once: true });
    socket.on("error", (error) => end(error));
    socket.on("message", (answer) => {
      if (answer.length >= 12 && isAnswerTo(query, answer)) end(undefined, answer);
    });
    // Connected, it takes answers from there alone.
    socket.connect(port, address, () => socket.send(query));
  });
}

async function overTcp({ address, port }: DnsPlace, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  const socket = connect({ host: address, port, signal });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(query.length, 0);
  // Without an end: some take that for the end of all.
  socket.write(Buffer.concat([length, query]));
  let received = Buffer.alloc(0);
  for await (const part of socket) {
    received = Buffer.concat([received, part]);
    const whole = received.length < 2 ? Number.POSITIVE_INFINITY : received.readUInt16BE(0) + 2;
    if (received.length >= whole) return received.subarray(2, whole);
  }
  throw new Error("the resolver hung up");
}
