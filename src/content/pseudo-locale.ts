/**
 * English with accents: a language in which every text that comes from the tables looks different from one that does
 * not, and is longer, as German would be.
 * @module
 */

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("aeiouycnszAEIOUYCNSZ", (letter, index) => [letter, Array.from("áéíóúýçñšžÁÉÍÓÚÝÇÑŠŽ")[index] ?? letter]),
);

/** What is not translated: labels of programs, values, literal text, targets of links. */
const KEPT = /(\[[^[\]]*\]|\{[^{}]*\}|`[^`]*`|<[^|<>]*\||https?:\S+)/;

/** Members that are no text of ours, or are drawn as the program shows them. */
const KEPT_MEMBERS: ReadonlySet<string> = new Set(["screen", "codes", "when", "unless", "only", "id", "product"]);

/** Every text in a table, however deep, with its marks left alone. */
export function toPseudoLocale<Content>(content: Content): Content {
  // The shape stays as it was: only texts are replaced by texts.
  return convert(content) as Content;
}

function convert(value: unknown): unknown {
  if (typeof value === "string") return toAccents(value);
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object" || value === null) return value;
  const isQuotation = "exact" in value && value.exact === true;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      KEPT_MEMBERS.has(key) || (isQuotation && key === "message") ? inner : convert(inner),
    ]),
  );
}

function toAccents(text: string): string {
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter)))
    .join("");
}
