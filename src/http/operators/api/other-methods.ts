import type { Context } from "hono";
import { apiProblem } from "../problem.ts";
import { emptyResponse } from "./answer.ts";
import { toApiProblem } from "./problems.ts";

/** What an address says to methods that it has no other answer for. */
export function otherMethods(allowed: string) {
  const allow = `${allowed}, OPTIONS`;
  return (c: Context): Response =>
    c.req.method === "OPTIONS" ? emptyResponse(204, { allow }) : apiProblem(toApiProblem("wrong-method"), { allow });
}
