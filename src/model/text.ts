import * as z from "zod";

/**
 * Text that people read, at most `max` characters. Control characters and Unicode noncharacters are refused:
 * XML cannot carry them all, and `formats/document-template.ts` marks its holes with noncharacters.
 */
export function text(max: number) {
  return z.string().min(1).max(max).refine(isPrintable, { error: "expected text without control characters" });
}

/** Whether every character may stand in an XML document and on a page. */
export function isPrintable(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(value);
}

/** A BCP 47 language tag such as `en` or `pt-BR`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { error: 'expected a language tag such as "en"' });
