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

/** Text made safe for element content and quoted attributes, in XML and in HTML alike. */
export function escapeMarkup(value: unknown): string {
  const text = String(value);
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) : text;
}
