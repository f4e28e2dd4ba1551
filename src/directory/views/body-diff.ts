import { createTwoFilesPatch } from "diff";

/** What operators wrote, before and after, as a unified diff; empty where it is the same. */
export function diffBodies(before: unknown, after: unknown): string {
  const [old, now] = [toText(before), toText(after)];
  return old === now ? "" : createTwoFilesPatch("entry", "entry", old, now, "before", "after");
}

function toText(body: unknown): string {
  return body === undefined ? "" : `${JSON.stringify(body, undefined, 2)}\n`;
}
