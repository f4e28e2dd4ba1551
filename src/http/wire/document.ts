import type { Context } from "hono";
import type { Bytes, RenderedDocument } from "../../formats/rendered-document.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";
import { type HeaderFields, NO_FIELDS } from "./answer-headers.ts";
import type { Kept, Render } from "./document-cache.ts";
import type { Site } from "./site.ts";

const KEPT_SECONDS = 300;

// `no-transform`, wherever a document or a page goes: a network in between that hides addresses from robots would
// write others' text into user names.
/** An answer that anybody may keep: it depends on the URL alone. */
export const SHARED = toCacheControl("public", KEPT_SECONDS);
/** An answer that holds somebody's address, and is kept nowhere. */
export const PRIVATE = "no-store, no-transform";

/** An answer that anybody may keep, but no longer than the settings hold that it was made of. */
export function toShared(settings: ServerSettings, now: () => Date): string {
  return settings.validUntil === undefined ? SHARED : toCacheControl("public", secondsToKeep(settings, now));
}

function secondsToKeep({ validUntil }: ServerSettings, now: () => Date): number {
  if (validUntil === undefined) return KEPT_SECONDS;
  const left = Math.floor((Date.parse(validUntil) - now().getTime()) / 1000);
  return Math.max(0, Math.min(KEPT_SECONDS, left));
}

function toCacheControl(keeper: "public" | "private", seconds: number): string {
  return `${keeper}, max-age=${seconds}, no-transform`;
}

/** Scripts of any site may read what any client may fetch. */
export const ANY_ORIGIN = { "access-control-allow-origin": "*" } as const;

interface ResponseOptions {
  readonly status?: number;
  readonly cacheControl: string;
  readonly headers?: HeaderFields;
}

/** A rendered document as an answer: 200 unless told otherwise. */
export function documentResponse(
  c: Context,
  document: RenderedDocument<string | Bytes>,
  { status = 200, cacheControl, headers: more = NO_FIELDS }: ResponseOptions,
): Response {
  return respond(c, document, document.body, status, cacheControl, more);
}

function respond(
  c: Context,
  document: RenderedDocument<string | Bytes>,
  body: string | Bytes,
  status: number,
  cacheControl: string,
  more: HeaderFields,
): Response {
  const { contentType, fileName, contentSecurityPolicy } = document;
  const { headers: kept, vary, isOwn, base } = c.get("place");
  const given = [contentType, fileName, contentSecurityPolicy, cacheControl, vary, isOwn] as const;
  const init = kept.keep(more.etag ?? fileName ?? contentType, status, given, more, toFields);
  const linksToUs = base !== "" && contentType.startsWith("text/html");
  return new Response(linksToUs ? withBase(c, toText(body)) : body, init);
}

function toText(body: string | Bytes): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

type Answered = readonly [
  contentType: string,
  fileName: string | undefined,
  contentSecurityPolicy: string | undefined,
  cacheControl: string,
  vary: string,
  isOwn: boolean,
];

/** By nothing but what it is given: the fields are kept by that. */
function toFields(
  [contentType, fileName, contentSecurityPolicy, cacheControl, vary, isOwn]: Answered,
  more: HeaderFields,
): HeaderFields {
  const headers: Record<string, string> = {
    "content-type": contentType,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    ...more,
    ...toCacheHeaders(vary, cacheControl, more),
  };
  if (contentSecurityPolicy !== undefined) {
    headers["content-security-policy"] = contentSecurityPolicy;
    headers["cross-origin-opener-policy"] = "same-origin";
    headers["permissions-policy"] = NO_PERMISSIONS;
  }
  if (fileName !== undefined) headers["content-disposition"] = toDisposition(fileName);
  // It binds a host as a whole: only the service's own is ours to bind, and no customer's site or discovery name.
  if (isOwn) headers["strict-transport-security"] = "max-age=15552000";
  return headers;
}

/**
 * Pages are kept as one for every host, and link to `/…`. Where the service has a part of a host alone, that is put before as they
 * leave. Only attributes have a quotation mark: in texts it is escaped.
 */
export function withBase(c: Context, page: string): string {
  const { base } = c.get("place");
  if (base === "") return page;
  return page.replace(/(?<= (?:href|src|srcset|action|formaction|data-[a-z-]+)=")\/(?!\/)/g, `${base}/`);
}

/** Pages ask a browser for nothing. */
const NO_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/** How long an answer may be kept, and what it depends on besides its URL's path and query. */
export function cacheHeaders(c: Context, cacheControl: string, more: HeaderFields = {}): Record<string, string> {
  return toCacheHeaders(c.get("place").vary, cacheControl, more);
}

function toCacheHeaders(place: string, cacheControl: string, { vary }: HeaderFields): Record<string, string> {
  // Caches whose key leaves out the host would answer for one domain with another's.
  const all = [vary, ...(cacheControl === PRIVATE ? [] : [place])].filter(Boolean).join(", ");
  return { "cache-control": cacheControl, ...(all === "" ? {} : { vary: all }) };
}

/** Tells the length to HEAD, whose answer has no body for the runtime to measure. */
export function withLength(c: Context, response: Soon<Response>): Soon<Response> {
  return c.req.method === "HEAD" ? whenKnown(response, toHead) : response;
}

async function toHead(response: Response): Promise<Response> {
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

/** A domain's document as the cache has it, or makes it. */
export function answerKept<Options extends object>(
  c: Context,
  site: Site,
  settings: ServerSettings,
  render: Render<Options>,
  options: Options,
  headers: HeaderFields = {},
): Soon<Response> {
  return whenKnown(site.cache.keep(settings, render, options), (kept) =>
    keptResponse(c, site, settings, kept, options, headers),
  );
}

/** The same for a document that is no text. */
export function answerKeptBytes<Options extends object>(
  c: Context,
  site: Site,
  settings: ServerSettings,
  render: Render<Options, Bytes>,
  options: Options,
  headers: HeaderFields = {},
): Soon<Response> {
  return whenKnown(site.cache.keepBytes(settings, render, options), (kept) =>
    keptResponse(c, site, settings, kept, options, headers),
  );
}

/** 304 to whoever holds it already, and to nobody else. */
function keptResponse(
  c: Context,
  { serviceOrigin, now }: Site,
  settings: ServerSettings,
  { document, body: made, etag }: Kept<string | Bytes>,
  options: { readonly origin?: unknown },
  more: HeaderFields,
): Response {
  const namesHost = serviceOrigin === undefined && options.origin !== undefined && options.origin !== "";
  // Links that begin with the host that was asked are kept by whoever asked for them.
  const cacheControl = namesHost ? toCacheControl("private", secondsToKeep(settings, now)) : toShared(settings, now);
  const headers = { etag, ...more };
  const { headers: kept, vary, base, peer } = c.get("place");
  if (matches(peer.readHeader(c, "if-none-match"), etag))
    return new Response(null, kept.keep(etag, 304, [cacheControl, vary], headers, toUnchangedFields));
  // Where links get a path of ours before them, the page is made anew.
  const body = base === "" ? made : document.body;
  return respond(c, document, body, 200, cacheControl, headers);
}

function toUnchangedFields([cacheControl, vary]: readonly [string, string], more: HeaderFields) {
  return { ...more, ...toCacheHeaders(vary, cacheControl, more) };
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks: proxies weaken the tag when they compress. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
