/** The yardstick: through the same router, an answer that takes no thought. */
import { env } from "cloudflare:workers";
import { Hono } from "hono";

// Given as text bindings by bench.ts.
const { BODY, STATUS, HEADERS } = env as unknown as Record<"BODY" | "STATUS" | "HEADERS", string>;
const status = Number(STATUS) as 200;
const headers: Record<string, string> = JSON.parse(HEADERS);

export default new Hono().all("*", (c) => c.body(BODY, status, headers));
