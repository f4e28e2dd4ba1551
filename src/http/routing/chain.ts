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
    const answer = (index: number): Soon<Response | undefined> => {
      let behind: Soon<Response | undefined>;
      try {
        const handler = handlers[index] ?? otherwise;
        const response: unknown = handler(c, () => {
          behind = answer(index + 1);
          return behind as Promise<never>;
        });
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
    return answer(0);
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
