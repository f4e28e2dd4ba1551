/**
 * Whether a translation keeps what stands in a text for something else: it would be told to people as it is.
 * @module
 */
import type { Entry } from "./catalogue.ts";

/** What is wrong with a translated message, in words for its translator. */
export function findFaults({ text, plural, translations }: Pick<Entry, "text" | "plural" | "translations">): string[] {
  const known = new Set([text, ...(plural === undefined ? [] : [plural])].flatMap(marksOf));
  // A number may be in words where it can only be one; what is said of many has all of it.
  const needed = [...new Set(marksOf(plural ?? text))];
  return translations.flatMap((translation, index) => {
    const own = new Set(marksOf(translation));
    const isLast = index === translations.length - 1;
    return [
      ...needed.filter((mark) => isLast && !own.has(mark)).map((mark) => `lacks ${mark}`),
      ...[...own].filter((mark) => !known.has(mark)).map((mark) => `has ${mark}, which the English text has not`),
      ...(translation.trim() === translation || text.trim() !== text ? [] : ["begins or ends with a blank"]),
      ...(bare(translation).match(/[[\]{}`]|\*\*/g) ?? []).map((mark) => `has a mark that is not closed: ${mark}`),
    ];
  });
}

const MARKS = /\[[^[\]]*\]|\{[^{}]*\}|`[^`]*`|<[^|<>]*\||\*\*(?=[^*]+\*\*)|https?:\/\/[^\s)>|]+/g;

/** Labels, values, literals, targets of links, and that there are words of weight. */
function marksOf(text: string): string[] {
  return (text.match(MARKS) ?? []).map((mark) => (mark === "**" ? "**weight**" : mark));
}

/** Without the marks that are whole. */
function bare(text: string): string {
  return text.replace(/\[[^[\]]*\]|\{[^{}]*\}|`[^`]*`|\*\*[^*]+\*\*/g, "");
}
