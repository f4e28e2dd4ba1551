/**
 * Programs of the operator that work beside the service: proxies in front of it, and what watches it.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { auth } from "hono/utils/basic-auth";
import { limitRefusals } from "../limits/refusals.ts";
import { createProblem, type Problem, plainProblem } from "../wire/problem.ts";

/** Whether somebody holds this text who may read everything. */
export type VerifyToken = (text: string) => Promise<boolean>;

/** Lets programs on this machine through, and whoever shows a token; a proxy that hands a stranger's request on is neither. */
export function forPrograms(verify: VerifyToken, now: () => Date): MiddlewareHandler {
  const refusals = limitRefusals(now);
  return async (c, next) => {
    const { isDiscovery, isOwn, peer } = c.get("place");
    // A customer's names are for mail clients.
    if (isDiscovery && !isOwn) return plainProblem(NOT_FOUND);
    if (peer.isLocal(c)) return next();
    const token = findToken(c);
    if (token !== undefined) {
      const toWait = refusals.wait(c, token);
      if (toWait > 0) return plainProblem({ ...TOO_MANY, retryAfter: toWait });
      if (await verify(token)) return next();
      refusals.count(c, token);
    }
    return plainProblem(NOT_FOR_STRANGERS, { "www-authenticate": 'Bearer, Basic realm="Waypost"' });
  };
}

/** A bearer token, or the password of a URL with a user name in it: some programs can be given nothing but a URL. */
function findToken(c: Context): string | undefined {
  return /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? auth(c.req.raw)?.password;
}

const NOT_FOUND = createProblem(404, "notFound");
const TOO_MANY: Problem = {
  title: "Too many wrong tokens",
  detail: "Too many requests came from here with what is nobody's token. Please wait a minute.",
  status: 429,
};
const NOT_FOR_STRANGERS: Problem = {
  title: "Not for strangers",
  detail: "This is for programs on the service's own machine, and for those with a token that may read everything.",
  status: 401,
};
