import type { Result } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";

/**
 * Finds paths that were registered without parameters at once. Hono's router for all kinds of paths takes each apart anew, and its
 * faster one takes none where a parameter and a fixed name may stand in the same place.
 */
export class LiteralRouter<Handler> extends TrieRouter<Handler> {
  override name = "LiteralRouter";
  readonly #found = new Map<string, Map<string, Result<Handler>>>();

  override add(method: string, path: string, handler: Handler): void {
    super.add(method, path, handler);
    // What is added later may answer what was found before.
    if (!/[:*]/.test(path)) this.#found.set(path, new Map());
    for (const found of this.#found.values()) found.clear();
  }

  override match(method: string, path: string): Result<Handler> {
    const found = this.#found.get(path);
    if (found === undefined) return super.match(method, path);
    const known = found.get(method) ?? super.match(method, path);
    found.set(method, known);
    return known;
  }
}
