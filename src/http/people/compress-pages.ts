import { createMiddleware } from "hono/factory";
import type { Bytes } from "../../formats/rendered-document.ts";
import { BoundedMap } from "../../model/bounded-map.ts";
import type { Gzip } from "../wire/site.ts";
import { UNBUFFERED } from "../wire/streamed.ts";

/** Of the 128 MB that an isolate has: pages are some 15 KB when they are compressed. */
const KEPT_BYTES = 4_000_000;

/**
 * Compresses pages, and their texts, for whoever takes gzip. Networks in between must leave them as they are (`no-transform`), and some
 * then do not compress either: a guide would be four times as large on a phone. What can be kept is compressed once.
 */
export function compressPages(gzip: Gzip = gzipByStream) {
  const kept = new BoundedMap<string, Bytes>(KEPT_BYTES, ({ byteLength }) => byteLength);
  return createMiddleware(async (c, next) => {
    await next();
    const { status, headers: original } = c.res;
    // What is told as it comes is not gathered first.
    if (original.get(UNBUFFERED) === "no") return;
    const isText = status === 200 && original.get("content-type")?.startsWith("text/") === true;
    if (!isText && status !== 304) return;
    original.append("vary", "accept-encoding");
    if (!isText || !takesGzip(c.req.header("accept-encoding"))) return;
    const body = await compress(c.res, c.get("place").base);
    const headers = new Headers(original);
    headers.set("content-encoding", "gzip");
    // Not the same bytes: the tag says no more than that they mean the same (RFC 9110 section 8.8.3.3).
    const etag = headers.get("etag");
    if (etag !== null) headers.set("etag", `W/${etag}`);
    c.res = undefined;
    c.res = new Response(body, { status, headers, encodeBody: "manual" });
  });

  async function compress(response: Response, base: string): Promise<Bytes> {
    // A digest of the page, before a base was put into its links: the same tag at the same base is the same page.
    const etag = response.headers.get("etag");
    const key = etag === null ? undefined : `${etag} ${base}`;
    const known = key === undefined ? undefined : kept.get(key);
    if (known !== undefined) return known;
    const compressed = await gzip(new Uint8Array(await response.arrayBuffer()), key !== undefined);
    if (key !== undefined) kept.set(key, compressed);
    return compressed;
  }
}

/** Named, and not with a weight of nothing (RFC 9110 section 12.5.3). */
function takesGzip(acceptEncoding = ""): boolean {
  return acceptEncoding.split(",").some((coding) => {
    const [name = "", weight = ""] = coding.toLowerCase().split(";");
    return ["gzip", "x-gzip"].includes(name.trim()) && !/^\s*q\s*=\s*0(?:\.0{0,3})?\s*$/.test(weight);
  });
}

async function gzipByStream(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
