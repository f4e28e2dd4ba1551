import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadLanguage, PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { toVisitorValues } from "../../src/pages/frame/address-form.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { toFailureIndex } from "../../src/telling/failures/failure-index.ts";
import {
  LIST,
  MAX_CHARACTERS,
  type Searched,
  toSearch,
  toSearchWords,
} from "../../src/telling/failures/failure-search.ts";
import { fillGroups, findFailures, toSearched, toSearchIndex } from "../../src/telling/failures/search-index.ts";
import {
  BRAZILIAN_QUESTIONS,
  DUTCH_QUESTIONS,
  FRENCH_QUESTIONS,
  GERMAN_QUESTIONS,
  MORE_QUESTIONS,
  PLAIN_QUESTIONS,
  QUESTIONS,
  SPANISH_QUESTIONS,
} from "../fixtures/error-questions.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { anyCharacter } from "../support/drawn/arbitrary-character.ts";

const english = await loadLanguage("en");
const options = { language: english, origin: "", query: "" };

const entry = (phrases: readonly string[], { cause = "", program = "" } = {}): Searched => ({
  phrases,
  cause,
  program,
});

const ENTRIES = {
  outlook: entry(["Outlook kann keine Verbindung herstellen: Überprüfen Sie die Éinstellungen", "0x800CCC0E"], {
    program: "Outlook (classic) for Windows",
  }),
  thunderbird: entry(["The connection timed out", "time-out"], { program: "Thunderbird" }),
  login: entry(["535 5.7.8", "535", "authentication failed"]),
  alias: entry(["Sending as an alias is refused", "550 5.7.1"], { cause: "Webmail may have it switched off." }),
  certificate: entry(["The certificate does not fit", "name mismatch"]),
  full: entry(["The mailbox is full", "over quota"]),
};
const search = toSearch(Object.values(ENTRIES), english.searchWords);
const find = (asked: string) => {
  const { found, areNearest } = search(asked);
  return { found: found.map((place) => Object.keys(ENTRIES)[place]), areNearest };
};

describe("the first that is found", () => {
  test.each([
    ["0x800CCC0E", "outlook"],
    ["0X800ccc0e", "outlook"],
    ["800ccc0e", "outlook"],
    ["800CCC", "outlook"],
    ["what does 0x800CCC0E mean here", "outlook"],
    ["5.7.8", "login"],
    ["The server answered: 535 5.7.8 Error: authentication failed for alice@shop.example, please try again", "login"],
    ["Verbindung Outlook", "outlook"],
    ["uberprufen", "outlook"],
    ["ÜBERPRÜFEN einstellungen", "outlook"],
    // What is typed is searched before it is whole.
    ["certif", "certificate"],
    // Words change at their end, and have others that mean the same.
    ["certificates not fitting", "certificate"],
    ["storage exceeded", "full"],
    ["sign in failed", "login"],
    ["cannot send from aliases", "alias"],
    // Slips.
    ["certifcate", "certificate"],
    ["thunderbrid", "thunderbird"],
    // Of an entry's cause too, where nothing says more.
    ["webmail", "alias"],
  ])("%s", (asked, first) => expect(find(asked)).toMatchObject({ found: [first], areNearest: false }));
});

describe("only the nearest", () => {
  test.each([
    ["0x800CCC0F"],
    ["deadbeef"],
    ["oil painting, mountains, watercolour, canvas, easel: and a certificate"],
    ["xyzzy"],
    ["   "],
    ["alice@shop.example"],
  ])("%s", (asked) => {
    const { found, areNearest } = find(asked);
    expect(areNearest).toBe(true);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
  });
});

test("who names a program gets that program's entries, and those of any", () => {
  const same = {
    a: entry(["Cannot connect"], { program: "KMail" }),
    b: entry(["Cannot connect"], { program: "Geary" }),
  };
  const both = toSearch([same.a, same.b], english.searchWords);
  expect(both("geary cannot connect").found[0]).toBe(1);
  expect(both("kmail cannot connect").found[0]).toBe(0);
});

describe("what several words say together", () => {
  const words = {
    ignored: "please, by the way",
    weak: "mail",
    topics: "new",
    synonyms: ["full, used up, out of space, no room left at all"],
  };
  const said = toSearch([entry(["The mailbox is full"]), entry(["The way leads out"])], words);
  test.each(["used up", "out of space", "no room left at all", "no room left at all, by the way"])(
    "%s is one thing",
    (asked) => expect(said(asked)).toEqual({ found: [0], areNearest: false }),
  );
  test("or nothing, where it is ignored", () => {
    expect(said("by the way, full").found).toEqual([0]);
    expect(said("the way").found).toEqual([1]);
  });
});

test("what a language says itself has its meaning there, whatever English means by it", async () => {
  const { searchWords } = await loadLanguage("pt-BR");
  const members = (list: string) => list.split(", ");
  const [nots] = searchWords.synonyms.filter((group) => members(group).includes("nao"));
  expect(members(nots ?? "")).toContain("without");
  expect(members(nots ?? "")).not.toContain("no");
  expect(members(searchWords.ignored)).toContain("no");
});

describe("of a long text, what stands together counts", () => {
  const noise = "Received from by with header of the Microsoft Outlook thunderbird connection server name ".repeat(20);
  test.each([
    [`${noise} 550 5.7.1 ${noise}`, "alias"],
    [`${noise} error: The mailbox bob@shop.example is full ${noise}`, "full"],
  ])("…%#", (asked, first) => expect(find(asked).found[0]).toBe(first));
});

describe.each([
  ["en", [...QUESTIONS, ...MORE_QUESTIONS, ...PLAIN_QUESTIONS]],
  ["de", GERMAN_QUESTIONS],
  ["es", SPANISH_QUESTIONS],
  ["fr", FRENCH_QUESTIONS],
  ["pt-BR", BRAZILIAN_QUESTIONS],
  ["nl", DUTCH_QUESTIONS],
])("questions as people ask them, in %s", async (tag, questions) => {
  const [settings] = exampleSettings;
  if (settings === undefined) throw new Error("there are no settings");
  const language = await loadLanguage(tag);
  const index = toSearchIndex(settings, { ...options, language, personal: false });
  test.each(questions.map(({ asked, answers }) => [asked.slice(0, 80).replace(/\s+/g, " "), asked, answers] as const))(
    "%s",
    (_, asked, answers) => {
      const found = findFailures(index, asked, { words: language.words.errors }).entries.map(
        ({ failure }) => failure.id,
      );
      expect(
        answers.filter((id) => found.slice(0, 3).includes(id)),
        found.join(),
      ).not.toEqual([]);
    },
  );
});

const groupsOf = (domain: string) => toFailureIndex({ ...options, settings: settingsOf(domain), reader: "unknown" });

test("every entry is found by its own message and by each of its codes, where its program is named", () => {
  const index = toSearchIndex(settingsOf("fish.example"), { ...options, personal: false });
  const all = index.groups.flatMap((group) => group.entries.map((each) => toSearched(each, group)));
  for (const { program, phrases } of all)
    for (const phrase of phrases.filter((text) => text.trim() !== "")) {
      const found = index.search(`${program} ${phrase}`).found.flatMap((place) => all[place]?.phrases ?? []);
      // Others may have the same phrase, and be told first.
      expect(found, `${program} ${phrase}`).toContain(phrase);
    }
});

test.each(PUBLIC_LANGUAGES.map(({ tag }) => tag))("a link to an entry leads there in %s too", async (tag) => {
  const language = await loadLanguage(tag);
  for (const settings of exampleSettings) {
    const toIds = (options: { readonly language: typeof language }) =>
      toFailureIndex({ ...options, origin: "", query: "", settings, reader: "unknown" }).flatMap(({ entries }) =>
        entries.map(({ failure }) => failure.id),
      );
    expect(toIds({ language })).toEqual(toIds({ language: english }));
  }
});

describe("what is asked without an error is answered by what the domain has", () => {
  const causeOf = (id: string, domain: string) =>
    groupsOf(domain)
      .flatMap(({ entries }) => entries)
      .flatMap(({ failure }) => (failure.id === id ? toPlainText(failure.cause) : []));

  test.each([
    ["IMAP or POP3", "error-imap-or-pop", "bücher.example", "more than one device"],
    ["IMAP alone", "error-imap-or-pop", "plain.example", "plain.example only has IMAP"],
    ["POP3 alone", "error-imap-or-pop", "pop.example", "pop.example only has POP3"],
  ])("%s", (_, id, domain, said) => expect(causeOf(id, domain)).toEqual([expect.stringContaining(said)]));
});

test("a list of the page has its separator in no item", () => {
  const texts = groupsOf("fish.example").flatMap(({ entries }) => entries.flatMap(({ words }) => words));
  const { ignored, weak, topics, synonyms } = english.searchWords;
  expect([...texts, ignored, weak, topics, ...synonyms].filter((text) => text.includes(LIST.trim()))).toEqual([]);
});

describe.each(["R&D+x'@fish.example", "alice@xn--bcher-kva.example", "007@upgraded.example"])("for %s", (text) => {
  const { address, settings } = accountOf(text);
  const values = toVisitorValues(address);

  test("the kept index, filled in, is what would be told", () => {
    const index = toSearchIndex(settings, { ...options, personal: true });
    expect(fillGroups(index, values)).toEqual(toFailureIndex({ ...options, settings, reader: address }));
  });

  test("finds the same for everybody: values are not searched", () => {
    const words = english.words.errors;
    const own = toSearchIndex(settings, { ...options, personal: true });
    const anybody = toSearchIndex(settings, { ...options, personal: false });
    for (const asked of ["connection", address.localPart, "0x800CCC0E", "mail server password"])
      expect(own.search(asked), asked).toEqual(anybody.search(asked));
    const { entries } = findFailures(own, "535 5.7.8", { words, values });
    expect(JSON.stringify(entries)).not.toMatch(/[\u{FDD0}\u{FDD1}]/u);
  });
});

describe("no text costs more than a long error text does", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["characters that decompose into eighteen", "\u{FDFA}".repeat(MAX_CHARACTERS)],
    ["a parenthesised letter, as one word with no end", "㈝".repeat(32_000)],
    ["words that are all different", Array.from({ length: 8000 }, (_, index) => index.toString(36)).join(" ")],
    ["one word", "a".repeat(32_000)],
    ["a version that goes on", "1.".repeat(16_000)],
    ["at signs", "a@".repeat(16_000)],
    ["apostrophes", "a'".repeat(16_000)],
    ["words that nearly are some of ours", "certificote passwird sarver ".repeat(2000)],
  ];

  test.each(hostile)("%s", (_, text) => {
    const words = toSearchWords(text);
    expect(words.length).toBeLessThanOrEqual(400);
    expect(words.join("").length).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(find(text).found.length).toBeGreaterThan(0);
  });

  test("and any text is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(find(text).found.length).toBeGreaterThan(0);
      }),
    );
  });
});
