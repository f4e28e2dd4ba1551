import type { ImportItem } from "../../directory/import/imported.ts";
import { isWrittenTogether } from "../../directory/operations/bulk-parts.ts";

/**
 * Parts of a call that a service looks up and writes by themselves, with up to seven questions each: a Worker asks D1 a thousand at most
 * for one request (https://developers.cloudflare.com/d1/platform/limits/).
 */
const PARTS = 125;

/** The first lines that make no more parts. */
export function takeCall(items: readonly ImportItem[]): readonly ImportItem[] {
  let parts = 0;
  const end = items.findIndex((item, index) => {
    const before = items[index - 1];
    if (before === undefined || !isWrittenTogether(before, item)) parts += 1;
    return parts > PARTS;
  });
  return end < 0 ? items : items.slice(0, end);
}
