import type { Context } from "hono";
import type { Revision } from "../../../store/records.ts";
import { matches } from "../../wire/document.ts";
import { API_HEADERS } from "../problem.ts";
import { toRecordTag } from "./condition.ts";

export const LINES_TYPE = "application/x-ndjson";

export function jsonResponse(
  body: unknown,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { "content-type": "application/json", ...API_HEADERS, ...headers },
  });
}

/** Done, and nothing to say about it. */
export function emptyResponse(status: 204, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...API_HEADERS, ...headers } });
}

/** One record, with its tag: 304 to whoever asks for it and has it. */
export async function recordResponse(
  c: Context,
  body: { readonly revision: Revision },
  { status = 200 }: { readonly status?: 200 | 201 } = {},
): Promise<Response> {
  const etag = await toRecordTag(body.revision, JSON.stringify(body));
  if ((c.req.method === "GET" || c.req.method === "HEAD") && matches(c.req.header("if-none-match"), etag))
    return new Response(null, { status: 304, headers: { ...API_HEADERS, etag } });
  return jsonResponse(body, { status, headers: { etag } });
}

/** Text that is made while it is sent. */
export function streamResponse(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { headers: { "content-type": contentType, ...API_HEADERS, ...headers } });
}

/** Text as it is read from: pages of it wait until they are wanted. */
export function streamText(texts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = texts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/**
 * Lines as they are made. They are made as they are asked for by what was read, not by whoever is to read them: many send
 * all before they look at the first answer, and would wait for ever.
 */
export function streamLines(lines: AsyncIterable<object>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isGone = false;
  return new ReadableStream({
    async start(controller) {
      void send(controller);
    },
    cancel() {
      isGone = true;
    },
  });

  async function send(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      for await (const line of lines) {
        if (isGone) return;
        controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      }
      controller.close();
    } catch (error) {
      // The body broke off: so does the answer.
      if (!isGone) controller.error(error);
    }
  }
}
