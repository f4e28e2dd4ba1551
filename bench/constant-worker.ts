/** The yardstick: through the same router, an answer that takes no thought, to a request that is read. */
import { env } from "cloudflare:workers";
import { Hono } from "hono";

// Given as text bindings by bench.ts.
const { BODY, STATUS, HEADERS } = env as unknown as Record<"BODY" | "STATUS" | "HEADERS", string>;
const status = Number(STATUS) as 200;
const headers: Record<string, string> = JSON.parse(HEADERS);

export default new Hono().all("*", async (c) => {
  if (c.req.method === "POST") await c.req.arrayBuffer();
  return c.body(BODY, status, headers);
});
