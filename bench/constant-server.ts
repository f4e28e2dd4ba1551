/** The yardsticks of a machine of one's own: a constant, by `node:http` alone or by Hono on it, as `KIND` says. */
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";

// Given by runtimes.ts.
const { KIND, BODY = "", HEADERS = "{}" } = process.env;
const headers: Record<string, string> = JSON.parse(HEADERS);
/** Told with the headers: Node would else send the body in chunks. */
const withLength = { ...headers, "content-length": Buffer.byteLength(BODY) };

const app = new Hono().all("*", async (c) => {
  if (c.req.method === "POST") await c.req.arrayBuffer();
  return c.body(BODY, 200, headers);
});

const server =
  KIND === "hono"
    ? createServer(getRequestListener(app.fetch))
    : createServer((request, response) => {
        request.resume().once("end", () => response.writeHead(200, withLength).end(BODY));
      });
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.stdout.write(`ready on http://127.0.0.1:${address?.port}\n`);
});
