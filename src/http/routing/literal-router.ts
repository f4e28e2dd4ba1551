import type { ErrorHandler, Handler } from "hono";
import type { Result } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";
import type { RouterRoute } from "hono/types";
import { chain } from "./chain.ts";

/** How Hono registers a handler: with the route that it stands for. */
type Registered = [Handler, RouterRoute];

/**
 * Finds paths that were registered without parameters at once, with all that answers them as one handler. Hono's router for
 * all kinds of paths takes each apart anew, and its faster one takes none where a parameter and a fixed name may stand in the same place.
 */
export class LiteralRouter extends TrieRouter<Registered> {
  override name = "LiteralRouter";
  readonly #found = new Map<string, Map<string, Result<Registered>>>();
  readonly #onError: ErrorHandler;

  /** @param onError what the app has for errors: an error must not keep those before from what they do after an answer */
  constructor(onError: ErrorHandler) {
    super();
    this.#onError = onError;
  }

  override add(method: string, path: string, handler: Registered): void {
    super.add(method, path, handler);
    // What is added later may answer what was found before.
    if (!/[:*]/.test(path)) this.#found.set(path, new Map());
    for (const found of this.#found.values()) found.clear();
  }

  override match(method: string, path: string): Result<Registered> {
    const found = this.#found.get(path);
    if (found === undefined) return super.match(method, path);
    const known = found.get(method);
    if (known !== undefined) return known;
    const result = this.#toOne(super.match(method, path));
    found.set(method, result);
    return result;
  }

  /** Hono calls a single handler at once. Where one has parameters, they belong to it alone. */
  #toOne(result: Result<Registered>): Result<Registered> {
    const [first, ...more] = result[0];
    if (first === undefined || more.length === 0 || result[0].some(([, params]) => Object.keys(params).length > 0))
      return result;
    const [[, route], params] = first;
    const handlers = result[0].map(([[handler]]) => handler);
    return [[[[chain(handlers, this.#onError), route], params]]] as Result<Registered>;
  }
}
