import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses bodies above `maxSize` bytes. Where a length is told, runtimes read no more than that: the body itself is not looked at,
 * since Node would make a stream of it, which costs several times what reading it does, and which keeps what is refused from being
 * read away: the connection would be closed under the client's next request.
 */
export function limitBody(maxSize: number, onError: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  const measure = bodyLimit({ maxSize, onError });
  return (c, next) => {
    const { peer } = c.get("place");
    const length = peer.readHeader(c, "content-length");
    if (length === undefined || peer.readHeader(c, "transfer-encoding") !== undefined) return measure(c, next);
    return Number(length) > maxSize ? Promise.resolve(onError(c)) : next();
  };
}
