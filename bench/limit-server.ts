/** The limit on a machine of one's own, by Hono's server for Node; where `KIND` is "own", by Bun's own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createLimit } from "./limit.ts";

// Given by runtimes.ts.
const { KIND, BODY = "", HEADERS = "{}", ADDRESS = "", DOMAINS = "[]" } = process.env;
const init = { status: 200, headers: JSON.parse(HEADERS) };

const app = createLimit(
  { body: BODY, address: ADDRESS, domains: DOMAINS },
  (filled) => new Response(filled ?? BODY, init),
);

interface BunServer {
  readonly port: number;
}
declare const Bun: { serve(options: object): BunServer };

if (KIND === "own") tellReady(Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: app.fetch }).port);
else {
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, "127.0.0.1", () => tellReady((server.address() as AddressInfo).port));
}

function tellReady(port: number): void {
  process.stdout.write(`ready on http://127.0.0.1:${port}\n`);
}
