import type { Context } from "hono";
import type { Bytes, RenderedDocument } from "../../formats/rendered-document.ts";
import type { Kept } from "../../store/document-cache.ts";

/** An answer that anybody may keep: it depends on the domain alone. */
export const SHARED = "public, max-age=300";
/** An answer that holds somebody's address, and is kept nowhere. */
export const PRIVATE = "no-store";

/** Scripts of any site may read what any client may fetch. */
export const ANY_ORIGIN = { "access-control-allow-origin": "*" } as const;

interface ResponseOptions {
  readonly status?: number;
  readonly cacheControl: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A rendered document as an answer: 200 unless told otherwise. */
export function documentResponse(
  { body, contentType, contentSecurityPolicy, fileName }: RenderedDocument<string | Bytes>,
  { status = 200, cacheControl, headers: more }: ResponseOptions,
): Response {
  const headers: Record<string, string> = {
    "content-type": contentType,
    "cache-control": cacheControl,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    ...more,
  };
  if (contentSecurityPolicy !== undefined) {
    headers["content-security-policy"] = contentSecurityPolicy;
    headers["cross-origin-opener-policy"] = "same-origin";
  }
  if (fileName !== undefined) headers["content-disposition"] = toDisposition(fileName);
  return new Response(body, { status, headers });
}

/** Tells the length to HEAD, whose answer has no body for the runtime to measure. */
export async function withLength(c: Context, response: Response): Promise<Response> {
  if (c.req.method !== "HEAD") return response;
  const headers = new Headers(response.headers);
  headers.set("content-length", String((await response.arrayBuffer()).byteLength));
  return new Response(null, { status: response.status, headers });
}

/** A name of any script (RFC 6266), and beside it one in ASCII for whoever reads nothing else. */
function toDisposition(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  if (ascii === fileName) return `attachment; filename="${ascii}"`;
  // RFC 8187 section 3.2.1 leaves fewer characters as they are than this function does.
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** A domain's kept document: 304 to whoever holds it already, and to nobody else. */
export function keptResponse(
  c: Context,
  { document, etag }: Kept<string | Bytes>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const tagged = { etag, ...headers };
  if (matches(c.req.header("if-none-match"), etag))
    return new Response(null, { status: 304, headers: { "cache-control": SHARED, ...tagged } });
  return documentResponse(document, { cacheControl: SHARED, headers: tagged });
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks: proxies weaken the tag when they compress. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
