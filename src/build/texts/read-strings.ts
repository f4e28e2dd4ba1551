/**
 * The strings of programs in the forms in which their sources keep them.
 * @module
 */
import { po } from "gettext-parser";

/** By id. */
export type Strings = ReadonlyMap<string, string>;

export type StringsFormat = "android" | "po" | "kde" | "json" | "fluent";

/** `tag` is absent where the English ones are meant, `place` where it does not matter in which file of the source they stand. */
type ReadStrings = (text: string, tag: string | undefined, place: RegExp | undefined) => Strings;

export const STRING_FILES: Readonly<Record<StringsFormat, ReadStrings>> = {
  android: (text) =>
    new Map(
      Array.from(text.matchAll(/<string name="([^"]+)"[^>]*>([\s\S]*?)<\/string>/g), ([, id = "", said = ""]) => [
        id,
        fromAndroid(said),
      ]),
    ),
  po: readPo,
  kde: (text, tag, place) => (text.startsWith("{") ? readPlugin(text, tag) : readPo(text, tag, place)),
  json: (text) => new Map(Object.entries(JSON.parse(text) as Record<string, string>)),
  // Mozilla's three: Fluent, and what came before it. An attribute of a message has the message's id before its own.
  fluent: (text) => new Map([...readFluent(text), ...readDtd(text)]),
};

/** The English text is the id, after the context that tells it from others. */
function readPo(text: string, tag: string | undefined, place: RegExp | undefined): Strings {
  const entries = Object.values(po.parse(text).translations).flatMap((byText) => Object.values(byText));
  return new Map(
    entries.flatMap(({ msgctxt, msgid, msgstr, comments }) => {
      const said = tag === undefined ? msgid : (msgstr[0] ?? "");
      const isThere = place === undefined || comments?.reference?.split(/\s+/).some((one) => place.test(one)) === true;
      if (msgid === "" || said === "" || !isThere || comments?.flag?.includes("fuzzy") === true) return [];
      return [[msgctxt === undefined ? msgid : `${msgctxt}|${msgid}`, said] as const];
    }),
  );
}

/** What KDE calls a part of a program: in its description, in all languages. */
function readPlugin(text: string, tag: string | undefined): Strings {
  const { KPlugin: names } = JSON.parse(text) as { readonly KPlugin: Readonly<Record<string, string>> };
  const name = names[tag === undefined ? "Name" : `Name[${tag.replace("-", "_")}]`];
  return new Map(name === undefined ? [] : [["Name", name]]);
}

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
