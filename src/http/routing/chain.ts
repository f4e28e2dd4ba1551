/**
 * Middleware and handlers as one handler.
 * @module
 */
import type { Context, ErrorHandler, Handler, MiddlewareHandler } from "hono";
import { type Soon, whenKnown } from "../../model/soon.ts";

/**
 * What Hono's `compose` makes of them, but that it waits only where one of them does: each wait for what is known already costs a
 * mail client's request more than what was waited for.
 */
export function chain(handlers: readonly Handler[], onError: ErrorHandler): Handler {
  return (c, otherwise) => {
    // One function for all to go on by, and not one for each: whoever calls it is the last that was called.
    let index = 0;
    let behind: Soon<Response | undefined>;
    const next = () => {
      index += 1;
      behind = answer();
      return behind as Promise<never>;
    };
    const answer = (): Soon<Response | undefined> => {
      try {
        const response: unknown = (handlers[index] ?? otherwise)(c, next);
        // What is handed on as it came is finished.
        if (response !== undefined && response === behind) return behind;
        if (!(response instanceof Promise)) return finish(c, response);
        return response.then(
          (known) => finish(c, known),
          (error) => fail(c, error, onError),
        );
      } catch (error) {
        return fail(c, error, onError);
      }
    };
    return answer();
  };
}

function finish(c: Context, response: unknown): Response | undefined {
  if (response instanceof Response && !c.finalized) c.res = response;
  return c.finalized ? c.res : undefined;
}

function fail(c: Context, error: unknown, onError: ErrorHandler): Soon<Response | undefined> {
  if (!(error instanceof Error)) throw error;
  return whenKnown(onError(error, c), (response) => {
    c.res = response;
    // Not always the same: headers of one that it stands for stay.
    return c.res;
  });
}

/** Middleware that goes on at once where those behind it have answered. Hono's types know none; to wait for it does no harm. */
export function middleware(handle: (c: Context, next: () => unknown) => unknown): MiddlewareHandler {
  return handle as MiddlewareHandler;
}
