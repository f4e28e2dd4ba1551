/**
 * DNS queries over HTTPS.
 * @see RFC 8484
 * @module
 */
import type { ExchangeMessage } from "./ask-dns.ts";

/** A message over TCP is no longer. */
const MAX_MESSAGE_BYTES = 65_535;

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

async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > limit) throw new Error("the resolver's answer is too large");
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
