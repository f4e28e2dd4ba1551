/**
 * A list that is had in pages, as one.
 * @module
 */
import type { Page } from "./roles.ts";

/** All items, each page read when its turn comes; `list` is given what the page before said to go on from. */
export async function* readPages<Item>(list: (after: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const { items, next } = await list(after);
    yield* items;
    after = next;
  } while (after !== undefined);
}
