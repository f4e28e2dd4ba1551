import type { Inlines } from "./article.ts";
import type { Inline } from "./inline.ts";

/** A text of the table with something other than text where `{name}` stands. */
export function fillInlines(text: string, values: Readonly<Record<string, Inline | string>>): Inlines {
  return text.split(/\{(\w+)\}/).flatMap((part, index): Inline[] => {
    const value = index % 2 === 0 ? part : (values[part] ?? `{${part}}`);
    if (value === "") return [];
    return [typeof value === "string" ? { kind: "text", text: value } : value];
  });
}
