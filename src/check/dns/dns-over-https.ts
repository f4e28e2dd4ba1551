/**
 * DNS queries over HTTPS.
 * @see RFC 8484
 * @module
 */
import { readAtMost } from "../network/read-at-most.ts";
import type { ExchangeMessage } from "./ask-dns.ts";

/** A message over TCP is no longer. */
const MAX_MESSAGE_BYTES = 65_535;

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whether DNS is asked for over HTTPS there. Unencrypted, what is asked may go no further than this machine. */
export function isHttpsResolver(place: string): boolean {
  const url = URL.parse(place);
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname));
}

/** @param send how this runtime sends a request */
export function overHttps(url: string, send: typeof fetch): ExchangeMessage {
  return async (query, signal) => {
    const response = await send(url, {
      method: "POST",
      headers: { "content-type": "application/dns-message", accept: "application/dns-message" },
      body: query,
      redirect: "manual",
      signal,
    });
    if (response.status !== 200) throw new Error(`the resolver answers with status ${response.status}`);
    return readAtMost(response, MAX_MESSAGE_BYTES);
  };
}
