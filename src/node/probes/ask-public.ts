/**
 * Requests to servers that strangers name: over https, to public addresses only, bounded in time and bytes, and no further.
 * @module
 */
import { type LookupAddress, lookup } from "node:dns";
import { get } from "node:https";
import type { LookupFunction } from "node:net";
import type { AskPublic } from "../../check/domain-connect.ts";
import { isPublicAddress } from "../../check/network/public-address.ts";
import { readBody } from "./read-body.ts";

const TIMEOUT_MS = 5000;
const MAX_BYTES = 65_536;

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
      (response) =>
        readBody(response, MAX_BYTES).then(
          (text) => done({ status: response.statusCode ?? 0, text }),
          () => done(undefined),
        ),
    );
    request.on("error", () => done(undefined));
  });
