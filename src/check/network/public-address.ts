/**
 * Which addresses are of the Internet: what strangers' DNS says may lead to no other.
 * @see RFC 6890 and the special-purpose registries that it began
 * @module
 */
import { type IpAddress, parseIpAddress } from "../../model/ip-address.ts";

/** Networks that are not of the Internet, or whose addresses carry others within them, such as 6to4 and Teredo. */
const NOT_PUBLIC = [
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
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

/** Of IPv6 nothing else is of the Internet: neither mapped addresses nor NAT64's, loopback, ULA and what is on the link. */
const GLOBAL_UNICAST = ["2000::", 3] as const;

/** What is no address is none of the Internet's either. */
export function isPublicAddress(text: string): boolean {
  const address = parseIpAddress(text);
  if (address === undefined || (address.family === 6 && !isWithin(address, GLOBAL_UNICAST))) return false;
  return !NOT_PUBLIC.some((network) => isWithin(address, network));
}

/** Whether an address is of one of these networks, each a base and how many of its bits count. */
export function isAmong(text: string, networks: readonly (readonly [base: string, bits: number])[]): boolean {
  const address = parseIpAddress(text);
  return address !== undefined && networks.some((network) => isWithin(address, network));
}

/** What is the same for all addresses of one /24 of IPv4, or one /48 of IPv6; what is no address is one of its own. */
export function toNetwork(text: string): string {
  const address = parseIpAddress(text);
  return address === undefined ? text : `IPv${address.family} ${address.bits >> (address.family === 4 ? 8n : 80n)}`;
}

export function isAddress(text: string): boolean {
  return parseIpAddress(text) !== undefined;
}

function isWithin(address: IpAddress, [network, bits]: readonly [string, number]): boolean {
  const base = parseIpAddress(network);
  if (base?.family !== address.family) return false;
  const rest = BigInt((base.family === 4 ? 32 : 128) - bits);
  return address.bits >> rest === base.bits >> rest;
}
