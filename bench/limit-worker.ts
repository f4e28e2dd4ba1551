/**
 * The limit: through the same router, what no service can leave out that knows more than one domain. It reads whom a request is about,
 * looks the domain up, puts the address in where the document has one, and sends that with header fields that were made once.
 */
import { env } from "cloudflare:workers";
import { type Context, Hono } from "hono";

// Given as text bindings by bench.ts; the address is the one in the document, if there is any.
const { TEXT, HEADERS, ADDRESS, DOMAINS } = env as unknown as Readonly<
  Record<"TEXT" | "HEADERS" | "ADDRESS" | "DOMAINS", string>
>;
const parts = TEXT.split(ADDRESS || "\n\n");
const document = { parts, bytes: new TextEncoder().encode(TEXT) };
const documents = new Map((JSON.parse(DOMAINS) as string[]).map((domain) => [domain, document]));
let init: Response | undefined;

export default new Hono().all("*", (c) => (c.req.method === "POST" ? answerBody(c) : answer(findQuery(c.req.raw.url))));

async function answerBody(c: Context): Promise<Response> {
  const [, address = ""] = /<EMailAddress>([^<]*)/.exec(await c.req.text()) ?? [];
  return answer(address);
}

function findQuery(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf("=") + 1));
}

function answer(address: string): Response {
  const found = documents.get(address.slice(address.indexOf("@") + 1));
  if (found === undefined) return new Response(null, { status: 404 });
  // workerd makes none before a request, and takes the fields of an answer that is there at the least cost.
  init ??= new Response(null, { headers: JSON.parse(HEADERS) });
  return new Response(found.parts.length === 1 ? found.bytes : found.parts.join(address), init);
}
