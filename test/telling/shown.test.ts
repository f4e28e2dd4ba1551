import { expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import { clientGuides, webmailGuides } from "../../src/content/en/texts.ts";
import type { Language } from "../../src/content/language.ts";
import { toTeller } from "../../src/telling/article/teller.ts";
import { toFailure } from "../../src/telling/failures/failure-article.ts";
import { findPair } from "../../src/telling/values/server-pair.ts";
import { toServerTable } from "../../src/telling/values/server-tables.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const language: Language = {
  ...ENGLISH,
  tag: "de",
  labels: {
    kmail: {
      Next: "Weiter",
      "Server {in.host} is busy": "Server {in.host} ist beschäftigt",
      "SSL/TLS (recommended)": "SSL/TLS (empfohlen)",
    },
  },
};
const settings = settingsOf("plain.example");
const setting: Setting = { settings, language, reader: "unknown", origin: "", query: "" };
const pair = findPair(settings, "imap");
const kmail = toTeller(setting, "kmail", pair);

test("a label is told as the client shows it in the language, else in English and marked as that", () => {
  expect(kmail.tell("[Next] [Back]").filter(({ kind }) => kind === "label")).toEqual([
    { kind: "label", text: "Weiter", lang: "de" },
    { kind: "label", text: "Back", lang: "en" },
  ]);
});

test("another client may show the same label otherwise", () => {
  const geary = toTeller(setting, "geary", pair);
  expect(geary.tell("[Next]")).toEqual([{ kind: "label", text: "Next", lang: "en" }]);
});

test("what a drawing shows is the client's too, and values stand in it", () => {
  expect(kmail.tellShown("Next")).toEqual([{ kind: "text", text: "Weiter" }]);
  expect(kmail.tellShown("{in.port}")).toEqual([expect.objectContaining({ kind: "value" })]);
});

test("what only the reader knows is told in a drawing in the reader's language", () => {
  const { shownValues } = ENGLISH.words.guide;
  const phrases = listFieldValues([clientGuides, webmailGuides]).filter((value) => /^\p{Ll}+ /u.test(value));
  expect(phrases).toContain("your second address");
  expect(Object.keys(shownValues)).toEqual(expect.arrayContaining(phrases));
  const words = {
    ...ENGLISH.words,
    guide: { ...ENGLISH.words.guide, shownValues: { ...shownValues, Sales: "Verkauf" } },
  };
  const german = toTeller({ ...setting, language: { ...language, words } }, undefined, pair);
  expect(german.tellShown("Sales")).toEqual([{ kind: "text", text: "Verkauf" }]);
});

test("what is drawn for no program in particular is ours, and told in the reader's language", () => {
  const { guide } = ENGLISH.words;
  const paths = CLIENT_IDS.filter((id) => CLIENTS[id].isAny === true).flatMap((id) => clientGuides[id].manual ?? []);
  const drawn = JSON.stringify(paths.flatMap(({ steps }) => steps.map(({ screen }) => screen)));
  const labels = Array.from(drawn.matchAll(/"(?:title|label|text)":"([^"]+)"/g), ([, label]) => label);
  expect(labels).toContain("Login");
  expect(Object.keys(guide.shownLabels)).toEqual(expect.arrayContaining(labels));
  const words = { ...ENGLISH.words, guide: { ...guide, shownLabels: { ...guide.shownLabels, Encryption: "Schutz" } } };
  const german = { ...setting, language: { ...language, words } };
  expect(toTeller(german, "other", pair).tellShown("Encryption")).toEqual([{ kind: "text", text: "Schutz" }]);
  expect(toTeller(german, "kmail", pair).tellShown("Encryption")).toEqual([{ kind: "text", text: "Encryption" }]);
});

test.each([
  ["Server {in.host} is busy", "de"],
  ["Unknown to its translators", "en"],
])("the message %s is quoted in %s", (message, lang) => {
  const { quotedIn } = toFailure({ message, exact: true, cause: "c", cure: "d" }, kmail);
  expect(quotedIn).toBe(lang);
});

test("a table calls encryption and login as the client does, and what it has no word for as we do", () => {
  const [server] = settings.incomingServers;
  const rows = (id: "kmail" | "other") => toServerTable(setting, id, { ...server, socketType: "tls" }).rows;
  expect(rows("kmail")).toContainEqual({ label: "Security", text: "SSL/TLS (empfohlen)", lang: "de" });
  expect(rows("other")).toContainEqual({ label: "Authentication", text: "Normal password" });
});

/** What fields of drawings show, wherever they stand in texts. */
function listFieldValues(texts: unknown): string[] {
  if (typeof texts !== "object" || texts === null) return [];
  const own = "kind" in texts && texts.kind === "field" && "value" in texts ? [String(texts.value)] : [];
  return [...own, ...Object.values(texts).flatMap(listFieldValues)];
}
