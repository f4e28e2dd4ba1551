import { fillWords, type Words } from "../../content/language.ts";
import { hole } from "../../formats/document-template.ts";
import { toUnicode } from "../../model/domain.ts";
import { fillTemplates, findTemplateNames } from "../../model/settings/template.ts";
import type { PersonalValue } from "../article/inline.ts";
import type { Reader } from "./setting.ts";

/** An address as people know it: its domain is in Unicode, while log-in names and documents hold A-labels. */
export function toShownAddress(reader: Reader): string | undefined {
  if (reader === "unknown") return undefined;
  return reader === "hole" ? hole("shownAddress") : `${reader.localPart}@${toUnicode(reader.domain)}`;
}

/** The reader's address, to be read. */
export function toAddressValue(reader: Reader, words: Words): PersonalValue {
  return { template: "{shownAddress}", text: toShownAddress(reader), words: words.address.full };
}

/** A user name, as settings write it, for a reader: to be typed. */
export function toPersonalValue(template: string, reader: Reader, words: Words): PersonalValue {
  const texts: Readonly<Record<string, string>> = {
    "{address}": words.address.full,
    "{localPart}": words.address.localPart,
  };
  const inside = new Map([
    ["address", toInsideWords(words.address.full, words)],
    ["localPart", toInsideWords(words.address.localPart, words)],
  ]);
  return { template, text: toText(template, reader), words: texts[template] ?? fillTemplates(template, inside) };
}

/** Words for a value where the text around it is not ours. */
export function toInsideWords(described: string, { address }: Words): string {
  return fillWords(address.inside, { words: described });
}

function toText(template: string, reader: Reader): string | undefined {
  if (reader === "unknown") return findTemplateNames(template).length === 0 ? template : undefined;
  const values =
    reader === "hole"
      ? [["address", hole("address")] as const, ["localPart", hole("localPart")] as const]
      : [["address", reader.canonical] as const, ["localPart", reader.localPart] as const];
  return fillTemplates(template, new Map(values));
}
