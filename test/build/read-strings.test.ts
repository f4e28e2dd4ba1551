import { expect, test } from "vitest";
import { STRING_FILES } from "../../src/build/texts/read-strings.ts";

const PO = `msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: assistant.ui:68 other.c:1
msgid "_Next"
msgstr "_Weiter"

#: reader.c:5868
msgctxt "message"
msgid "_Next"
msgstr "_Nächste"

#, fuzzy
#: assistant.ui:88
msgid "_Back"
msgstr "_Rücken"
`;

test("a text that means two things is two strings, and what a translator has to look at again is none", () => {
  const strings = STRING_FILES.po(PO, "de", undefined);
  expect([...strings]).toEqual([
    ["_Next", "_Weiter"],
    ["message|_Next", "_Nächste"],
  ]);
});

test("only the strings of the places that are asked for are read, in English too", () => {
  expect([...STRING_FILES.po(PO, "de", /^reader/)]).toEqual([["message|_Next", "_Nächste"]]);
  expect([...STRING_FILES.kde(PO, undefined, /^other/)]).toEqual([["_Next", "_Next"]]);
});

test("KDE's name of a part of a program is read in a language that has one", () => {
  const plugin = JSON.stringify({ KPlugin: { Name: "Accounts", "Name[de]": "Zugänge", "Name[pt_BR]": "Contas" } });
  const read = (tag: string | undefined) => [...STRING_FILES.kde(plugin, tag, undefined).values()];
  expect([undefined, "de", "pt-BR", "nl"].map(read)).toEqual([["Accounts"], ["Zugänge"], ["Contas"], []]);
});
