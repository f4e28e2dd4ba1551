/**
 * Text within markup: templates, and what makes a value safe in them.
 * @module
 */

/** A template as a function, which `src/build/text-modules.ts` makes of it: a view in, markup out. */
export type Template = (
  it: unknown,
  /** Prints another template with a view of its own. */
  show: (name: never, view: never) => string,
  toSafe: (value: unknown) => string,
) => string;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text made safe for XML, whose attributes all stand in double quotes here. Some readers of autoconfig take of a text with an
 * entity in it what follows the last one (Delta Chat, Thunderbird for iOS): what needs none has none.
 */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character) : text;
}

/** Text made safe for element content and quoted attributes, in XML and in HTML alike. */
export function escapeMarkup(value: unknown): string {
  const text = String(value);
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) : text;
}
