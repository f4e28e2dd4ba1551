/** The yardstick: through the same router, an answer that takes no thought. */
import { env } from "cloudflare:workers";
import { Hono } from "hono";

// Given as text bindings by bench.ts.
const { BODY, STATUS, TYPE } = env as unknown as Record<"BODY" | "STATUS" | "TYPE", string>;
const status = Number(STATUS) as 200;

export default new Hono().all("*", (c) => c.body(BODY, status, { "content-type": TYPE, "cache-control": "no-store" }));
