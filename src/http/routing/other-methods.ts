import type { Context } from "hono";
import { ANY_ORIGIN } from "../wire/document.ts";
import type { Problem } from "../wire/problem.ts";
import { refuse } from "../wire/served.ts";

/**
 * What an endpoint says to methods that it has no other answer for: OPTIONS gets the list (and, where scripts of other
 * sites may ask, their preflight's answer), anything else gets 405 with it (RFC 9110 section 15.5.6).
 */
export function otherMethods(allowed: string, { anyOrigin = false }: { readonly anyOrigin?: boolean } = {}) {
  const allow = `${allowed}, OPTIONS`;
  const wrongMethod: Problem = { title: "Wrong method", detail: `This address answers ${allow}.`, status: 405 };
  return (c: Context): Response => {
    if (c.req.method === "OPTIONS")
      return new Response(null, {
        status: 204,
        headers: { allow, ...(anyOrigin ? preflightHeaders(c, allowed) : {}) },
      });
    // Where nothing is served, no method is better than another.
    const list = c.get("unserved") === undefined ? { allow } : {};
    return refuse(c, wrongMethod, { ...list, ...(anyOrigin ? ANY_ORIGIN : {}) });
  };
}

/** What a browser asks before it lets a script of another site ask (Fetch standard, "CORS-preflight request"). */
export function preflightHeaders(c: Context, allowed: string): Record<string, string> {
  const asked = c.req.header("access-control-request-headers");
  return {
    ...ANY_ORIGIN,
    "access-control-allow-methods": allowed,
    // Named one by one: "*" would not allow `Authorization`.
    ...(asked === undefined ? {} : { "access-control-allow-headers": asked }),
    "access-control-max-age": "86400",
  };
}
