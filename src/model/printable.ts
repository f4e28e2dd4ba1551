/**
 * Which characters texts may hold. It builds on nothing, because the scripts of pages have the same rules.
 * @module
 */

/** Whether every character may stand in an XML document and on a page, and leaves what stands beside it as it is. */
export function isPrintable(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u.test(value);
}

/** What is wrong with the others. */
export const UNPRINTABLE = "expected text without control characters";

/**
 * Format characters that show nothing. After letters beyond ASCII, joiners, variation selectors and the like are part of how
 * Persian, say, is written. Without the flag `v`, which iOS 16 does not know.
 */
const INVISIBLE =
  /(?![\u{200C}\u{200D}])(?=\p{Default_Ignorable_Code_Point})\p{Cf}|(?<![\u{80}-\u{10FFFF}])\p{Default_Ignorable_Code_Point}/gu;

/** Without what comes along when people copy an address from a page: soft hyphens, zero-width spaces, marks of direction. */
export function withoutInvisible(value: string): string {
  return PLAIN.test(value) ? value : value.replace(INVISIBLE, "");
}

/** What most of it is; to look for the others takes many times as long. */
const PLAIN = /^[\x20-\x7e]*$/;
