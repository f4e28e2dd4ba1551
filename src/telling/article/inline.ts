/**
 * The marks of a guide's texts (`content/guide.ts`), taken apart: what is a label, a value, a link.
 * @module
 */

import { VALUE_NAMES, type ValueName } from "../../content/guide.ts";
import type { ShownText } from "../../content/language.ts";

/** A stretch of text with one meaning. Nobody but the renderers decides how it looks. */
export type Inline =
  | { readonly kind: "text"; readonly text: string; readonly lang?: string | undefined }
  | { readonly kind: "strong"; readonly text: string }
  /** What a word means that the sentence before has. */
  | { readonly kind: "gloss"; readonly text: string }
  /** What the program shows. */
  | { readonly kind: "label"; readonly text: string; readonly lang: string }
  /** Literal text to type or to recognise. */
  | { readonly kind: "code"; readonly text: string }
  /** A value of the domain. */
  | { readonly kind: "value"; readonly text: string }
  /** A value of one person. */
  | ({ readonly kind: "person" } & PersonalValue)
  | ({ readonly text: string } & Target);

/** Where a link leads, or the form on the page that it sends: what holds an address is sent, as a URL would tell it. */
type Target = { readonly kind: "link"; readonly href: string } | { readonly kind: "submit"; readonly form: string };

/** A value that differs from person to person. */
export interface PersonalValue {
  /** As the settings write it, such as `{address}`. */
  readonly template: string;
  /** The value, or a hole for it; `undefined` as long as nobody is known. */
  readonly text: string | undefined;
  /** What it is, in words. */
  readonly words: string;
}

/** What a value's name stands for at one domain; `undefined` where the domain has nothing of the kind. */
export type FindValue = (name: ValueName) =>
  | { readonly kind: "value"; readonly text: string }
  /** A name or an amount, which belongs to the sentence: nobody types it. */
  | { readonly kind: "text"; readonly text: string }
  | ({ readonly kind: "person" } & PersonalValue)
  | undefined;

/** Where a link's target leads; `undefined` where it leads nowhere at this domain, and the text alone is printed. */
export type FindLink = (target: string) => Target | undefined;

/** What the program shows in the reader's language where it shows a label in English. */
export type FindShown = (label: string) => ShownText;

/** A value by its name. */
const VALUE = /\{([a-zA-Z0-9.]+)\}/g;
const MARKS = /\[([^[\]]+)\]|\{([a-zA-Z0-9.]+)\}|`([^`]+)`|\*\*([^*]+)\*\*|<([^|<>]+)\|([^<>]+)>/g;

/** Throws on a value that does not exist: a text with a misspelt name must not reach anybody. */
export function parseInline(text: string, findValue: FindValue, findLink: FindLink, findShown: FindShown): Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  const plain = (part: string) => fillPlain(part, findValue);
  for (const match of text.matchAll(MARKS)) {
    const [whole, label, name, code, strong, target, words] = match;
    if (match.index > end) inlines.push({ kind: "text", text: text.slice(end, match.index) });
    end = match.index + whole.length;
    if (label !== undefined) {
      const shown = findShown(label);
      inlines.push({ kind: "label", text: plain(shown.text), lang: shown.lang });
    } else if (name !== undefined) inlines.push(toValue(name, findValue));
    else if (code !== undefined) inlines.push({ kind: "code", text: plain(code) });
    else if (strong !== undefined) inlines.push({ kind: "strong", text: plain(strong) });
    else if (target !== undefined && words !== undefined) {
      inlines.push({ ...(findLink(target) ?? { kind: "text" }), text: plain(words) });
    }
  }
  if (end < text.length) inlines.push({ kind: "text", text: text.slice(end) });
  return inlines;
}

function toValue(name: string, findValue: FindValue): Inline {
  if (!isValueName(name)) throw new Error(`a guide names the value {${name}}, which does not exist`);
  return findValue(name) ?? { kind: "text", text: "–" };
}

/** Values inside a label, a link or a code are part of it. */
function fillPlain(text: string, findValue: FindValue): string {
  return text.replace(VALUE, (_, name: string) => {
    const inline = toValue(name, findValue);
    return inline.kind === "person" ? (inline.text ?? inline.words) : inline.text;
  });
}

function isValueName(name: string): name is ValueName {
  return VALUE_NAMES.some((known) => known === name);
}

/** Whether the domain has every value that a text names. */
export function hasItsValues(text: string, findValue: FindValue): boolean {
  return Array.from(text.matchAll(VALUE), ([, name = ""]) => name).every(
    (name) => !isValueName(name) || findValue(name) !== undefined,
  );
}

/** What the inlines say, without any mark. */
export function toPlainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === "person" ? (inline.text ?? inline.words) : inline.text)).join("");
}
