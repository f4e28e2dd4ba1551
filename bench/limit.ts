/**
 * The limit: through the same router, what no service can leave out that knows more than one domain. It reads whom a request is about,
 * looks the domain up, puts the address in where the document has one, and a digest of it for each UUID, and sends that with header
 * fields that were made once.
 */
import { type Context, Hono } from "hono";
import { toUrlUuids } from "../src/formats/profile/url-uuids.ts";

export interface Limit {
  readonly body: string;
  /** The one in the body, or none. */
  readonly address: string;
  /** A list in JSON. */
  readonly domains: string;
}

const UUID = "[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}";

/** @param respond sends the body as it was filled; nothing where there is nothing to fill in */
export function createLimit(
  { body, address: written, domains }: Limit,
  respond: (filled: string | undefined) => Response,
): Hono {
  const pieces = written === "" ? [body] : body.split(new RegExp(`(${written.replaceAll(".", "\\.")}|${UUID})`));
  const uuids = [...new Set(pieces.filter((piece) => new RegExp(`^${UUID}$`).test(piece)).map(toLower))];
  const endings = uuids.map((_, index) => `#${index}`);
  // What comes next of the body, and the place of the UUID before that; an address has none.
  const parts = pieces.flatMap((piece, index) =>
    index % 2 === 0 ? [{ text: piece, uuid: uuids.indexOf(toLower(pieces[index - 1] ?? "")) }] : [],
  );
  const documents = new Map((JSON.parse(domains) as string[]).map((domain) => [domain, parts]));

  return new Hono().all("*", (c) => (c.req.method === "POST" ? answerBody(c) : answer(findQuery(c.req.raw.url))));

  async function answerBody(c: Context): Promise<Response> {
    const [, address = ""] = /<EMailAddress>([^<]*)/.exec(await c.req.text()) ?? [];
    return answer(address);
  }

  function answer(address: string): Response {
    const [first, ...others] = documents.get(address.slice(address.indexOf("@") + 1)) ?? [];
    if (first === undefined) return new Response(null, { status: 404 });
    if (others.length === 0) return respond(undefined);
    const made = toUrlUuids([address, ""], endings);
    let filled = first.text;
    for (const { text, uuid } of others) filled += (made[uuid] ?? address) + text;
    return respond(filled);
  }
}

function toLower(text: string): string {
  return text.toLowerCase();
}

function findQuery(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf("=") + 1));
}
