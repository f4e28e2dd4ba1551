import type { Context } from "hono";
import { parseIpAddress } from "../../model/ip-address.ts";

/** Who holds the other end of a connection. One object for all its requests: every answer to a mail client waits for this. */
export interface Peer {
  /** Whether it is a proxy of ours: then its X-Forwarded-… headers say by which way a request came. */
  readonly isTrusted: boolean;
  /** Whether a request of it is of a program of the operator's own that asks for itself, and hands on nobody's. */
  isLocal(c: Context): boolean;
  /** Where a request comes from in the end, as `toSource` tells it; `undefined` where that is not known. Never logged. */
  findSource(c: Context): string | undefined;
  /** A header field of a request of it, by its name in lower case, as the runtime tells it at the least cost. */
  readHeader(c: Context, name: string): string | undefined;
  /** Whether a request of it ended before all of it was there: what then fails is nobody's fault here. */
  isBrokenOff(c: Context): boolean;
}

/** A stranger of whom nothing is known. */
export const NOBODY: Peer = {
  isTrusted: false,
  isLocal: () => false,
  findSource: () => undefined,
  readHeader: (c, name) => c.req.header(name),
  isBrokenOff: () => false,
};

/** What a runtime knows of a request's connection. */
export type FindPeer = (c: Context) => Peer;

/** At the edge nobody reaches a Worker but through Cloudflare, which alone writes this header. */
export function findEdgePeer(isTrusted: boolean): FindPeer {
  const peer: Peer = {
    ...NOBODY,
    isTrusted,
    findSource: (c) => toSource(c.req.header("cf-connecting-ip") ?? "") || undefined,
  };
  return () => peer;
}

/** Where a request comes from, to be counted: an IPv4 address, the network of an IPv6 address, or a text as it is. */
export function toSource(address: string): string {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const parsed = parseIpAddress(text);
  if (parsed?.family !== 6) return text;
  // Behind these bits a customer has as many addresses as it likes; some addresses name no network, such as ::1.
  const network = parsed.bits >> 64n;
  const groups = [48n, 32n, 16n, 0n].map((bits) => ((network >> bits) & 0xffffn).toString(16));
  return network === 0n ? text : `${groups.join(":")}::/64`;
}
