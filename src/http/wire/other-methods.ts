import type { Context } from "hono";
import { ANY_ORIGIN } from "./document.ts";
import { plainProblem } from "./problem.ts";

/**
 * What an endpoint says to methods that it has no other answer for: OPTIONS gets the list (and, where scripts of other
 * sites may ask, their preflight's answer), anything else gets 405 with it (RFC 9110 section 15.5.6).
 */
export function otherMethods(allowed: string, { anyOrigin = false }: { readonly anyOrigin?: boolean } = {}) {
  const cors = anyOrigin
    ? { ...ANY_ORIGIN, "access-control-allow-methods": allowed, "access-control-max-age": "86400" }
    : {};
  return (c: Context): Response => {
    const allow = `${allowed}, OPTIONS`;
    if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow, ...cors } });
    return plainProblem(
      { title: "Wrong method", detail: `This address answers ${allow}.`, status: 405 },
      { allow, ...(anyOrigin ? ANY_ORIGIN : {}) },
    );
  };
}
