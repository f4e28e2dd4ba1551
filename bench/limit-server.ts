/**
 * The limit on a machine of one's own: by Hono's server for Node, what no service can leave out that knows more than one domain, as
 * `limit-worker.ts` does on workerd.
 */
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";

// Given by runtimes.ts; the address is the one in the document, if there is any.
const { BODY = "", HEADERS = "{}", ADDRESS = "", DOMAINS = "[]" } = process.env;
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

const server = createServer(getRequestListener(app.fetch));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.stdout.write(`ready on http://127.0.0.1:${address?.port}\n`);
});
