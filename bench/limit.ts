/**
 * The limit: through the same router, what no service can leave out that knows more than one domain. It reads whom a request is about,
 * looks the domain up, puts the address in where the document has one, and sends that with header fields that were made once.
 */
import { type Context, Hono } from "hono";

export interface Limit {
  readonly body: string;
  /** The one in the body, or none. */
  readonly address: string;
  /** A list in JSON. */
  readonly domains: string;
}

/** @param respond what is sent: `parts` of the body, with `address` between them */
export function createLimit(
  { body, address: written, domains }: Limit,
  respond: (parts: readonly string[], address: string) => Response,
): Hono {
  const parts = body.split(written || "\n\n");
  const documents = new Map((JSON.parse(domains) as string[]).map((domain) => [domain, parts]));

  return new Hono().all("*", (c) => (c.req.method === "POST" ? answerBody(c) : answer(findQuery(c.req.raw.url))));

  async function answerBody(c: Context): Promise<Response> {
    const [, address = ""] = /<EMailAddress>([^<]*)/.exec(await c.req.text()) ?? [];
    return answer(address);
  }

  function answer(address: string): Response {
    const found = documents.get(address.slice(address.indexOf("@") + 1));
    return found === undefined ? new Response(null, { status: 404 }) : respond(found, address);
  }
}

function findQuery(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf("=") + 1));
}
