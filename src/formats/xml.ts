import { create } from "xmlbuilder2";

/**
 * An XML document of plain objects: `@name` is an attribute, `#` is text, a list repeats its element.
 *
 * xmlbuilder2 takes text for markup in part: its reader decodes `&amp;` once, its writer leaves `&name;` alone. So each
 * ampersand goes in escaped twice, and comes out as it should: `&amp;`.
 */
export function toXml(encoding: "UTF-8" | "utf-8", document: object): string {
  const written = create({ version: "1.0", encoding }, escapeAmpersands(document) as object).end({ prettyPrint: true });
  return `${written}\n`;
}

function escapeAmpersands(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("&", "&amp;amp;");
  if (Array.isArray(value)) return value.map(escapeAmpersands);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, escapeAmpersands(member)]));
}
