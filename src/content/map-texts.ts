/**
 * Goes through a table of texts: the one place that knows what in it is a text. What is translated, what translators are
 * given, and what the pseudo-locale accents is therefore the same.
 * @module
 */

/** Words with a number in them, by the forms that a language has for numbers; English has two. */
export type PluralForms = Readonly<Record<"one" | "other", string>> &
  Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** What becomes of each text; `path` is where in the table it stands, with dots. */
export interface TextMap {
  readonly text: (text: string, path: string) => string;
  readonly plural: (forms: PluralForms, path: string) => PluralForms;
}

/** Members that are no text of ours, or are drawn as the program shows them. */
const KEPT_MEMBERS: ReadonlySet<string> = new Set(["screen", "codes", "when", "unless", "only", "id", "product"]);

/** Numbers of versions and the like are the same in every language. */
const HAS_LETTERS = /\p{L}/u;

/** The table with every text in it, however deep, replaced. */
export function mapTexts<Content>(content: Content, map: TextMap, path = ""): Content {
  // The shape stays as it was: only texts are replaced by texts.
  return convert(content, map, path) as Content;
}

function convert(value: unknown, map: TextMap, path: string): unknown {
  if (typeof value === "string") return HAS_LETTERS.test(value) ? map.text(value, path) : value;
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((inner, index) => convert(inner, map, below(String(index))));
  if (typeof value !== "object" || value === null) return value;
  if (isPlural(value)) return map.plural(value, path);
  const isQuotation = "exact" in value && value.exact === true;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      KEPT_MEMBERS.has(key) || (isQuotation && key === "message") ? inner : convert(inner, map, below(key)),
    ]),
  );
}

function isPlural(value: object): value is PluralForms {
  return "one" in value && typeof value.one === "string" && "other" in value && typeof value.other === "string";
}
