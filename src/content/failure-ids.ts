/**
 * By what a failure is linked to: support sends a link from one language's page, and its reader opens another's.
 * @module
 */
import type { Failure } from "./guide.ts";

/** The tables with an anchor at each failure, made of its English: what is translated afterwards keeps it. */
export function nameFailures<Content>(english: Content): Content {
  // The shape stays as it was, but for the anchors.
  return name(english) as Content;
}

function name(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(name);
  if (typeof value !== "object" || value === null) return value;
  const named = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, name(inner)]));
  return isFailure(value) ? { ...named, id: toFailureId(value) } : named;
}

function isFailure(value: object): value is Failure {
  return "message" in value && "cause" in value && "cure" in value;
}

/** A code or the first words of a message, and no value in it: it is the same for everybody. */
export function toFailureId({ id, codes = [], message }: Failure): string {
  if (id !== undefined) return id;
  const said = codes[0] ?? message.replace(/\{[^{}]*\}/g, "");
  const words = said.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `error-${words.slice(0, 4).join("-")}`;
}
