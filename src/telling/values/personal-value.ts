import { fillWords, type Words } from "../../content/language.ts";
import { hole, toHoles } from "../../formats/document-template.ts";
import { toShown } from "../../model/address/email-address.ts";
import { fillTemplates, findTemplateNames } from "../../model/settings/template.ts";
import type { PersonalValue } from "../article/inline.ts";
import type { Reader } from "./setting.ts";

/** The reader's address as people know it; nothing where nobody is known. */
export function toShownAddress(reader: Reader): string | undefined {
  if (reader === "unknown") return undefined;
  return reader === "hole" ? hole("shownAddress") : toShown(reader);
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
  const described = LOGIN.test(template) ? words.address.logIn : texts[template];
  return { template, text: toText(template, reader), words: described ?? fillTemplates(template, inside) };
}

/** Words for a value where the text around it is not ours. */
export function toInsideWords(described: string, { address }: Words): string {
  return fillWords(address.inside, { words: described });
}

function toText(template: string, reader: Reader): string | undefined {
  if (reader === "unknown") return findTemplateNames(template).length === 0 ? template : undefined;
  if (reader === "hole") return toHoles(template);
  const { canonical, localPart, logins } = reader;
  return fillTemplates(template, new Map(Object.entries({ address: canonical, localPart, ...logins })));
}

/** What stands for a login name that the domain's table may have (`model/address/login-names.ts`). */
export const LOGIN = /^\{login\d+\}$/;
