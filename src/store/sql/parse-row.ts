import type * as z from "zod";
import { FaultyRecordError, type Page } from "../roles.ts";

/** What a row holds. The message names neither the record nor its values: it may end up in a log. */
export function parseRow<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join(".") || "all of it");
  throw new FaultyRecordError(`the database holds a record that is none: ${places.join(", ")}`);
}

/** Of `limit` items and one more, which tells that there are more. */
export function toPage<Item>(items: readonly Item[], limit: number, nameOf: (item: Item) => string): Page<Item> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: items.length > limit && last !== undefined ? nameOf(last) : undefined };
}
