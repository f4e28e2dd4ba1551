/**
 * What our English texts say that a client shows.
 * @module
 */
import { CLIENTS } from "../../content/catalogue.ts";
import { clientGuides } from "../../content/en/texts.ts";
import { words } from "../../content/en/words/words.ts";
import type { ClientId } from "../../model/guides/client-id.ts";

/** Members of a drawing that are no words of the program. */
const OTHER_MEMBERS: ReadonlySet<string> = new Set([
  "kind",
  "layout",
  "after",
  "style",
  "when",
  "unless",
  "only",
  "codes",
]);

/** Labels in texts and drawings, messages that are quoted, and what encryption and login are called; each once, sorted. */
export function listLabels(id: ClientId): readonly string[] {
  const { security, password, encryptedPassword, oauth2 } = CLIENTS[id];
  const named = [...Object.values(security), password, encryptedPassword, oauth2].filter(
    (label) => label !== undefined,
  );
  const labels = [...collect(clientGuides[id], false), ...named];
  // A value alone is nobody's label.
  const isWord = (label: string) =>
    /\p{L}/u.test(label.replace(/\{[^{}]*\}/g, "")) && !(label in words.guide.shownValues);
  return [...new Set(labels)].filter(isWord).sort();
}

function collect(value: unknown, isShown: boolean): string[] {
  if (typeof value === "string")
    return isShown ? [value] : Array.from(value.matchAll(/\[([^[\]]+)\]/g), ([, label = ""]) => label);
  if (typeof value !== "object" || value === null) return [];
  const isQuotation = "exact" in value && value.exact === true;
  return Object.entries(value).flatMap(([key, inner]) =>
    OTHER_MEMBERS.has(key) ? [] : collect(inner, isShown || key === "screen" || (isQuotation && key === "message")),
  );
}
