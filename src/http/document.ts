import type { RenderedDocument } from "../formats/rendered-document.ts";

/** A rendered document as an answer: 200 unless told otherwise. */
export function documentResponse(
  { body, contentType, contentSecurityPolicy, fileName }: RenderedDocument,
  { status = 200, cacheControl }: { readonly status?: number; readonly cacheControl: string },
): Response {
  const headers: Record<string, string> = {
    "content-type": contentType,
    "cache-control": cacheControl,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  if (contentSecurityPolicy !== undefined) {
    headers["content-security-policy"] = contentSecurityPolicy;
    headers["cross-origin-opener-policy"] = "same-origin";
  }
  // File names are made by us of letters, digits, dots and hyphens.
  if (fileName !== undefined) headers["content-disposition"] = `attachment; filename="${fileName}"`;
  return new Response(body, { status, headers });
}

/** An answer that anybody may keep: it depends on the domain alone. */
export const SHARED = "public, max-age=300";
/** An answer that holds somebody's address, and is kept nowhere. */
export const PRIVATE = "no-store";
