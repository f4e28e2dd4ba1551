import * as z from "zod";
import { isPrintable, UNPRINTABLE } from "./printable.ts";

/**
 * Text that people read, at most `max` characters. Control characters and Unicode noncharacters are refused:
 * XML cannot carry them all, and `formats/document-template.ts` marks its holes with noncharacters. So are the characters
 * that turn the direction of writing, because what stands after them on a page would be read in another order.
 */
export function text(max: number) {
  // Asked for at once: each check that is added makes a schema anew.
  return z.string().check(z.minLength(1), z.maxLength(max), z.refine(isPrintable, { error: UNPRINTABLE }));
}

/** What people who edit settings tell each other: it is shown to nobody else, and may have lines and tabs. */
export const Comment = z
  .string()
  .check(z.refine((comment) => isPrintable(comment.replace(/[\t\n\r]/g, "")), { error: UNPRINTABLE }));

/** A BCP 47 language tag such as `en` or `pt-BR`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { error: 'expected a language tag such as "en"' });
