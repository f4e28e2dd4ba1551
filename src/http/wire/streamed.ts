import type { Context } from "hono";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { documentResponse, PRIVATE, withBase } from "./document.ts";

/** Tells proxies such as nginx, and our own compression, to hand on what there is: `X-Accel-Buffering: no`. */
export const UNBUFFERED = "x-accel-buffering";

/**
 * A page whose parts are sent as they come. It is private, since it says something of this moment, and is not compressed.
 * Whoever leaves ends what makes the parts.
 */
export function streamedResponse(
  c: Context,
  page: Omit<RenderedDocument, "body">,
  parts: AsyncGenerator<string>,
  headers: Readonly<Record<string, string>>,
): Response {
  const { headers: all } = documentResponse(
    c,
    { ...page, body: "" },
    { cacheControl: PRIVATE, headers: { ...headers, [UNBUFFERED]: "no" } },
  );
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(withBase(c, value)));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers: all });
}
