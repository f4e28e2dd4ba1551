/**
 * Who is at the other end of a connection to this machine, and whom of those we believe.
 * @module
 */
import { BlockList, isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { type FindPeer, type Peer, toSource } from "../http/wire/peer.ts";
import { err, ok, type Result } from "../model/result.ts";
import { BoundedMap } from "../store/cache/bounded-map.ts";

/** Whoever runs programs on this machine. */
const OWN_MACHINE = ["127.0.0.0/8", "::1"];
/** Headers that a proxy adds to what it hands on. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];

/** Proxies of ours, by their addresses, beside those on this machine. */
export type TrustedProxies = Pick<BlockList, "check">;

/** `list` holds IP addresses and networks such as 10.0.0.0/8, with commas between; the error is what is neither. */
export function parseTrustedProxies(list: string): Result<TrustedProxies, string> {
  const proxies = new BlockList();
  for (const text of [...OWN_MACHINE, ...list.split(",")].map((part) => part.trim())) {
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
  const known = new BoundedMap<string, boolean>(KEPT_ADDRESSES);
  const isProxy = (address: string) => {
    const kept = known.get(address);
    if (kept !== undefined) return kept;
    const isOne = isAmong(proxies, address);
    known.set(address, isOne);
    return isOne;
  };
  return (c) => {
    const address = findAddress(c);
    return new NodePeer(c, address, isOnSocket || (address !== undefined && isProxy(address)), isProxy);
  };
}

/** Whoever connects to us is one of few proxies, most often. */
const KEPT_ADDRESSES = 1_000;

class NodePeer implements Peer {
  readonly isTrusted: boolean;
  readonly #c: Context;
  readonly #address: string | undefined;
  readonly #isProxy: (address: string) => boolean;

  constructor(c: Context, address: string | undefined, isTrusted: boolean, isProxy: (address: string) => boolean) {
    this.isTrusted = isTrusted;
    this.#c = c;
    this.#address = address;
    this.#isProxy = isProxy;
  }

  get isLocal(): boolean {
    return this.isTrusted && FORWARDING.every((name) => this.#c.req.header(name) === undefined);
  }

  get source(): string | undefined {
    const source = this.isTrusted ? this.#findForwarded() : this.#address;
    return source && toSource(source);
  }

  /** The last whom none of our proxies vouches for: what stands further left may be anybody's invention. */
  #findForwarded(): string | undefined {
    const chain = (this.#c.req.header("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
    return chain.findLast((address) => address !== "" && !this.#isProxy(address));
  }
}

/** Of the connection; absent where it has ended, and for a socket of the file system. IPv4 may come in the form of IPv6. */
function findAddress(c: Context): string | undefined {
  const { address } = getConnInfo(c).remote;
  return address?.startsWith("::") ? address.replace(/^::ffff:(?=\d+\.)/i, "") : address;
}

function isAmong(proxies: TrustedProxies, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
