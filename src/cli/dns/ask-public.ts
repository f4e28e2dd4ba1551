/**
 * Requests to servers that strangers name: over https, to public addresses only, bounded in time and bytes, and no further.
 * @module
 */
import { type LookupAddress, lookup } from "node:dns";
import { get } from "node:https";
import { BlockList, isIPv6, type LookupFunction } from "node:net";
import type { AskPublic } from "../../check/domain-connect.ts";

const TIMEOUT_MS = 5000;
const MAX_BYTES = 65_536;

/** Addresses that are not of the Internet (the special-purpose registries of RFC 6890), or that carry others within them. */
const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, "ipv4");
// Of IPv6 what is not global unicast, and in that the parts that are not.
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, "ipv6");

export function isPublicAddress(address: string): boolean {
  return isIPv6(address)
    ? GLOBAL.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6")
    : !NOT_PUBLIC.check(address, "ipv4");
}

/** The addresses that are connected to are those that were looked at. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return done(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return done(new Error(`${hostname} is not a public address`), []);
    const [first] = addresses;
    return options.all === true || first === undefined
      ? done(null, addresses)
      : done(null, first.address, first.family);
  });
};

export const askPublic: AskPublic = (url) =>
  new Promise((done) => {
    const request = get(
      url.href,
      { lookup: lookupPublic, signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: "application/json" } },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on("data", (part: Buffer) => {
          size += part.length;
          parts.push(part);
          if (size > MAX_BYTES) response.destroy(new Error("the answer is too large"));
        });
        response.on("error", () => done(undefined));
        response.on("end", () => done({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      },
    );
    request.on("error", () => done(undefined));
  });
