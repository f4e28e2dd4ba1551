import * as z from "zod";

/**
 * Text that people read, at most `max` characters. Control characters and Unicode noncharacters are refused:
 * XML cannot carry them all, and `formats/document-template.ts` marks its holes with noncharacters. So are the characters
 * that turn the direction of writing, because what stands after them on a page would be read in another order.
 */
export function text(max: number) {
  return z.string().min(1).max(max).refine(isPrintable, { error: "expected text without control characters" });
}

/** Whether every character may stand in an XML document and on a page, and leaves what stands beside it as it is. */
export function isPrintable(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u.test(value);
}

/** Format characters that show nothing. Joiners after letters beyond ASCII are part of how Persian, say, is written. */
const INVISIBLE =
  /[[\p{Cf}&&\p{Default_Ignorable_Code_Point}]--[\u{200C}\u{200D}]]|(?<![\u{80}-\u{10FFFF}])[\u{200C}\u{200D}]/gv;

/** Without what comes along when people copy an address from a page: soft hyphens, zero-width spaces, marks of direction. */
export function withoutInvisible(value: string): string {
  return value.replace(INVISIBLE, "");
}

/** A BCP 47 language tag such as `en` or `pt-BR`. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { error: 'expected a language tag such as "en"' });
