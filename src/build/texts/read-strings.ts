/**
 * The strings of programs in the forms in which their sources keep them.
 * @module
 */
import { po } from "gettext-parser";

/** By id. */
export type Strings = ReadonlyMap<string, string>;

export type StringsFormat = "android" | "po" | "json" | "fluent";

/** `tag` is absent where the English ones are meant. */
type ReadStrings = (text: string, tag: string | undefined) => Strings;

export const STRING_FILES: Readonly<Record<StringsFormat, ReadStrings>> = {
  android: (text) =>
    new Map(
      Array.from(text.matchAll(/<string name="([^"]+)"[^>]*>([\s\S]*?)<\/string>/g), ([, id = "", said = ""]) => [
        id,
        fromAndroid(said),
      ]),
    ),
  // The English text is the id.
  po: (text, tag) =>
    new Map(
      Object.values(po.parse(text).translations)
        .flatMap((byText) => Object.values(byText))
        .flatMap(({ msgid, msgstr, comments }) => {
          const said = tag === undefined ? msgid : (msgstr[0] ?? "");
          return msgid === "" || said === "" || comments?.flag?.includes("fuzzy") ? [] : [[msgid, said] as const];
        }),
    ),
  json: (text) => new Map(Object.entries(JSON.parse(text) as Record<string, string>)),
  // Mozilla's three: Fluent, and what came before it. An attribute of a message has the message's id before its own.
  fluent: (text) => new Map([...readFluent(text), ...readDtd(text)]),
};

function fromAndroid(text: string): string {
  return text
    .replace(/<!\[CDATA\[|\]\]>|<\/?[a-z][^>]*>/g, "")
    .replace(/\\(['"@?])/g, "$1")
    .replace(/\\n/g, " ")
    .replace(/^"|"$/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

function readFluent(text: string): [string, string][] {
  const found: [string, string][] = [];
  let message = "";
  for (const line of text.split("\n")) {
    const [, id, said = ""] = /^([a-zA-Z][\w-]*) =(.*)$/.exec(line) ?? [];
    const [, attribute, value = ""] = /^\s+\.([a-zA-Z][\w-]*) =(.*)$/.exec(line) ?? [];
    if (id !== undefined) message = id;
    if (id !== undefined && said.trim() !== "") found.push([id, said.trim()]);
    if (attribute !== undefined && value.trim() !== "") found.push([`${message}.${attribute}`, value.trim()]);
  }
  return found;
}

function readDtd(text: string): [string, string][] {
  return Array.from(text.matchAll(/<!ENTITY\s+([\w.-]+)\s+"([^"]*)">/g), ([, id = "", said = ""]) => [id, said]);
}
