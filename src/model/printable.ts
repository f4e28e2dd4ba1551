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

/** Characters that show nothing, as many as stand beside each other, and what is before them; marks of annotations and objects, too. */
const INVISIBLE = /(^|.)([\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFC}]+)/gsu;
/** Those of them that no letter needs. Without the flag `v`, which iOS 16 does not know. */
const FORMAT = /(?![\u{200C}\u{200D}])[\p{Cf}\u{FFFC}]/gu;

/**
 * Without what comes along when people copy an address from a page: soft hyphens, zero-width spaces, marks of direction. After
 * letters beyond ASCII, joiners, variation selectors and the like are part of how Persian, say, is written.
 */
export function withoutInvisible(value: string): string {
  if (PLAIN.test(value)) return value;
  return value.replace(
    INVISIBLE,
    (_, before: string, invisible: string) => before + (before >= "\u{80}" ? invisible.replace(FORMAT, "") : ""),
  );
}

/** What most of it is; to look for the others takes many times as long. */
const PLAIN = /^[\x20-\x7e]*$/;
