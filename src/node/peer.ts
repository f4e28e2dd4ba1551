/**
 * Who is at the other end of a connection to this machine, and whom of those we believe.
 * @module
 */
import { BlockList, isIP } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { type FindPeer, type Peer, toSource } from "../http/wire/peer.ts";
import { BoundedMap } from "../model/bounded-map.ts";
import { err, ok, type Result } from "../model/result.ts";

/** Whoever runs programs on this machine. */
const OWN_MACHINE = new BlockList();
OWN_MACHINE.addSubnet("127.0.0.0", 8, "ipv4");
OWN_MACHINE.addAddress("::1", "ipv6");
/** Headers that a proxy adds to what it hands on. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];

/** Proxies of ours, by their addresses, beside those on this machine: believed in what they hand on, and nothing beyond. */
export type TrustedProxies = Pick<BlockList, "check">;

/** `list` holds IP addresses and networks such as 10.0.0.0/8, with commas between; the error is what is neither. */
export function parseTrustedProxies(list: string): Result<TrustedProxies, string> {
  const proxies = new BlockList();
  for (const text of list.split(",").map((part) => part.trim())) {
    if (text === "") continue;
    const [address = "", length, ...rest] = text.split("/");
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const isNetwork = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= longest);
    if (version === 0 || !isNetwork || rest.length > 0) return err(text);
    proxies.addSubnet(address, length === undefined ? longest : Number(length), version === 4 ? "ipv4" : "ipv6");
  }
  return ok(proxies);
}

/** Whose connections a server takes. */
export interface PeerOptions {
  readonly proxies: TrustedProxies;
  /** Whether it listens on a socket of the file system: who may use that was decided by whoever made its folder. */
  readonly isOnSocket: boolean;
}

/** Finds the peer of a request that Node's server took. */
export function findNodePeer({ proxies, isOnSocket }: PeerOptions): FindPeer {
  const known = new BoundedMap<string, Peer>(KEPT_ADDRESSES);
  const nobody = createPeer(undefined, { isTrusted: isOnSocket, isOwn: isOnSocket }, isProxy);
  return (c: Context<{ Bindings: HttpBindings }>) => {
    const address = c.env.incoming.socket.remoteAddress;
    // Absent where the connection has ended, and for a socket of the file system.
    return isOnSocket || address === undefined ? nobody : findKnown(address);
  };

  function findKnown(text: string): Peer {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    // IPv4 may come in the form of IPv6.
    const address = text.replace(/^::ffff:(?=\d+\.)/i, "");
    const isOwn = isAmong(OWN_MACHINE, address);
    const peer = createPeer(address, { isTrusted: isOwn || isAmong(proxies, address), isOwn }, isProxy);
    known.set(text, peer);
    return peer;
  }

  function isProxy(address: string): boolean {
    return findKnown(address).isTrusted;
  }
}

/** Whoever connects to us is one of few proxies, most often. */
const KEPT_ADDRESSES = 1_000;

function createPeer(
  address: string | undefined,
  { isTrusted, isOwn }: { readonly isTrusted: boolean; readonly isOwn: boolean },
  isProxy: (address: string) => boolean,
): Peer {
  return {
    isTrusted,
    isLocal: (c) => isOwn && FORWARDING.every((name) => readHeader(c, name) === undefined),
    findSource(c) {
      const source = isTrusted ? findForwarded(c, isProxy) : address;
      return source && toSource(source);
    },
    readHeader,
    isBrokenOff,
  };
}

/** Node has taken all fields apart; Hono's server for it looks among them anew, and at their names besides. */
function readHeader(c: Context<{ Bindings: HttpBindings }>, name: string): string | undefined {
  const value = c.env.incoming.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** What has no body counts as destroyed from the beginning, and is complete only when it has been handed on. */
function isBrokenOff({ env: { incoming } }: Context<{ Bindings: HttpBindings }>): boolean {
  return Boolean(incoming.errored) && !incoming.complete;
}

/** The last whom none of our proxies vouches for: what stands further left may be anybody's invention. */
function findForwarded(c: Context, isProxy: (address: string) => boolean): string | undefined {
  const chain = (readHeader(c, "x-forwarded-for") ?? "").split(",").map((part) => withoutPort(part.trim()));
  return chain.findLast((address) => address !== "" && !isProxy(address));
}

/** Azure's Application Gateway, for one, writes the port of each connection too: by it everybody would be somebody else each time. */
function withoutPort(text: string): string {
  const [, ipv6, ipv4] = /^(?:\[([^\]]*)\](?::\d+)?|([^:]*):\d+)$/.exec(text) ?? [];
  return ipv6 ?? ipv4 ?? text;
}

function isAmong(proxies: TrustedProxies, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
