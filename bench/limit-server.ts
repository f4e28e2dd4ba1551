/**
 * The limit on a machine of one's own: by Hono's server for Node, what no service can leave out that knows more than one domain, as
 * `limit-worker.ts` does on workerd. Where `KIND` is "own", by Bun's own server.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";

// Given by runtimes.ts; the address is the one in the document, if there is any.
const { KIND, BODY = "", HEADERS = "{}", ADDRESS = "", DOMAINS = "[]" } = process.env;
const parts = BODY.split(ADDRESS || "\n\n");
const documents = new Map((JSON.parse(DOMAINS) as string[]).map((domain) => [domain, parts]));
const init = { status: 200, headers: JSON.parse(HEADERS) };

const app = new Hono().all("*", (c) => (c.req.method === "POST" ? answerBody(c) : answer(findQuery(c.req.raw.url))));

async function answerBody(c: Context): Promise<Response> {
  const [, address = ""] = /<EMailAddress>([^<]*)/.exec(await c.req.text()) ?? [];
  return answer(address);
}

function findQuery(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf("=") + 1));
}

function answer(address: string): Response {
  const found = documents.get(address.slice(address.indexOf("@") + 1));
  return found === undefined ? new Response(null, { status: 404 }) : new Response(found.join(address), init);
}

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
