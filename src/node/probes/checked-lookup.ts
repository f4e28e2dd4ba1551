import { isIPv6, type LookupFunction } from "node:net";

/** Says of any name that it has these addresses: a connection goes where the check has looked, whatever DNS says by then. */
export function lookupAmong(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (hostname, { all }, done) => {
    const [first] = found;
    if (first === undefined) done(new Error(`${hostname} has no address`), []);
    else if (all === true) done(null, found);
    else done(null, first.address, first.family);
  };
}

/** Where tests, and who tries things out, have other ports than the world has. */
export type FindPort = (hostname: string, port: number) => number;

export const samePort: FindPort = (_, port) => port;
