import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { type Entry, isTranslated, parseCatalogue, printCatalogue } from "../../src/build/texts/catalogue.ts";
import { findFaults } from "../../src/build/texts/check-entry.ts";
import { extractMessages, type Message } from "../../src/build/texts/extract-messages.ts";
import { mergeCatalogue } from "../../src/build/texts/merge-catalogue.ts";
import { categoriesOf, toTranslation } from "../../src/build/translation-module.ts";
import { translate } from "../../src/content/translation.ts";

const FOLDER = `${import.meta.dirname}/../../src/content/languages`;

const message = (text: string, more: Partial<Message> = {}): Message => ({
  text,
  plural: undefined,
  context: undefined,
  places: ["text"],
  references: ["src/content/en/clients/computers/kmail.ts"],
  ...more,
});

const entry = (text: string, said: string | readonly string[], more: Partial<Entry> = {}): Entry => ({
  text,
  plural: undefined,
  context: undefined,
  translations: [said].flat(),
  ...more,
});

/** As it is after it was written to a file. */
const merge = (entries: readonly Entry[], messages: readonly Message[], tag = "de", former: readonly Entry[] = []) =>
  parseCatalogue(printCatalogue(mergeCatalogue({ headers: {}, entries, former }, messages, tag)));

describe("messages are taken from the tables of texts", async () => {
  const messages = await extractMessages();

  test("each once, with the file that says it", () => {
    const keys = messages.map(({ text, context }) => `${context} ${text}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(messages.filter(({ references }) => references.length === 0)).toEqual([]);
  });

  test("with both forms where a number is in it, and without what a program shows", () => {
    expect(messages).toContainEqual(
      expect.objectContaining({
        text: "About a minute",
        plural: "About {count} minutes",
        places: ["words.guide.minutes"],
      }),
    );
    expect(messages.some(({ text }) => text === "0x800CCC0E, 0x800CCC0F")).toBe(false);
  });
});

describe("a catalogue follows the English texts", () => {
  test("a translation stays, and with it what its translator noted", () => {
    const noted = entry("Open the menu.", "Öffnen Sie das Menü.", { notes: "seen" });
    const { entries, former } = merge([noted], [message("Open the menu.")]);
    expect(entries).toEqual([expect.objectContaining({ translations: ["Öffnen Sie das Menü."], notes: "seen" })]);
    expect(former).toEqual([]);
  });

  test("of a text that was changed a little, the old translation is a proposal that nobody is shown", () => {
    const old = entry("Open the menu of KMail.", "Öffnen Sie das Menü von KMail.");
    const catalogue = merge([old], [message("Open the menu in KMail.")]);
    expect(catalogue.entries).toMatchObject([
      { text: "Open the menu in KMail.", translations: old.translations, former: old.text },
    ]);
    expect(catalogue.former).toMatchObject([{ text: old.text }]);
    expect(toTranslation(printCatalogue(catalogue), "de").messages).toEqual({});
    // And stays one when all is brought up to date again.
    expect(merge(catalogue.entries, [message("Open the menu in KMail.")]).entries).toEqual(catalogue.entries);
  });

  test("what is no longer said goes to the end, and comes back when it is said again", () => {
    const gone = merge([entry("Open the menu.", "Öffnen Sie das Menü.")], [message("Quite another thing.")]);
    expect(gone.entries.map(({ text }) => text)).toEqual(["Quite another thing."]);
    expect(gone.former.map(({ text }) => text)).toEqual(["Open the menu."]);
    const back = merge(gone.entries, [message("Open the menu.")], "de", gone.former);
    expect(back.entries).toMatchObject([{ translations: ["Öffnen Sie das Menü."] }]);
    expect(back.former).toEqual([]);
  });

  test("a message with a number has as many forms as the language", () => {
    const { entries } = merge([], [message("{count} program", { plural: "{count} programs" })], "es");
    expect(entries[0]?.translations).toEqual(["", "", ""]);
  });
});

test.each([
  ["a label that is missing", "Press [Next].", "Klicken Sie auf Weiter.", ["lacks [Next]"]],
  [
    "a label that was translated",
    "Press [Next].",
    "Klicken Sie auf [Weiter].",
    ["lacks [Next]", "has [Weiter], which the English text has not"],
  ],
  [
    "a value that was misspelt",
    "At {domain}",
    "Bei {domian}",
    ["lacks {domain}", "has {domian}, which the English text has not"],
  ],
  ["a literal", "Run `OLCFG.EXE`", "Starten Sie OLCFG", ["lacks `OLCFG.EXE`"]],
  [
    "a link that leads elsewhere",
    "See <guide:kmail|KMail>",
    "Siehe <guide:geary|KMail>",
    ["lacks <guide:kmail|", "has <guide:geary|, which the English text has not"],
  ],
  ["weight that was lost", "It is **never** so", "Es ist nie so", ["lacks **weight**"]],
  [
    "a mark that is not closed",
    "Press [Next].",
    "Klicken Sie auf [Next], dann [",
    ["has a mark that is not closed: ["],
  ],
  [
    "nothing, where all is there in another order",
    "In {domain} press [Next].",
    "Klicken Sie auf [Next] bei {domain}.",
    [],
  ],
])("a translation is checked for %s", (_, english, text, faults) => {
  expect(findFaults(entry(english, text))).toEqual(faults);
});

test("in a message with a number, the form for one may say it in words", () => {
  const plural = { plural: "{count} minutes" };
  expect(findFaults(entry("A minute", ["Eine Minute", "{count} Minuten"], plural))).toEqual([]);
  expect(findFaults(entry("A minute", ["Eine Minute", "Minuten"], plural))).toEqual(["lacks {count}"]);
});

describe("what is translated", () => {
  const entries = [
    entry("Change", "Ändern"),
    entry("None", "Ninguna", { context: "authentication" }),
    entry("None", "Ninguno"),
    entry("{count} program", ["{count} Programm", "{count} Programme"], { plural: "{count} programs" }),
    entry("Empty", ""),
  ];
  const translation = toTranslation(printCatalogue({ headers: {}, entries, former: [] }), "de");

  test("is told in the language, the rest in English", () =>
    expect(translate(translation, { a: "Change", b: ["Empty", "Unknown"] }, "texts")).toEqual({
      a: "Ändern",
      b: ["Empty", "Unknown"],
    }));

  test("has no line that ends within the word E-Mail", () => {
    const email = [entry("Email", "E-Mail-Adresse"), entry("Ease", "Linke-Maillinge")];
    const told = toTranslation(printCatalogue({ headers: {}, entries: email, former: [] }), "de");
    expect(translate(told, ["Email", "Ease"], "texts")).toEqual(["E\u2011Mail-Adresse", "Linke-Maillinge"]);
  });

  test("may differ by the place where it stands", () => {
    const values = { none: "None", authentications: { none: "None" } };
    expect(translate(translation, { values }, "words").values).toEqual({
      none: "Ninguno",
      authentications: { none: "Ninguna" },
    });
  });

  test("cannot be told apart where two messages have one digest, as these have: a word has to change", () => {
    const colliding = [entry("costarring", "mitspielend"), entry("liquid", "")];
    expect(() => toTranslation(printCatalogue({ headers: {}, entries: colliding, former: [] }), "de")).toThrow(
      "liquid",
    );
  });

  test("has the forms of the language", () =>
    expect(translate(translation, { one: "{count} program", other: "{count} programs" }, "words")).toEqual({
      one: "{count} Programm",
      other: "{count} Programme",
    }));

  test("is neither a drawing, a condition, nor what a program says", () => {
    const failure = {
      message: "Change",
      exact: true,
      codes: ["Change"],
      when: ["Change"],
      screen: { title: "Change" },
    };
    expect(translate(translation, failure, "texts")).toEqual(failure);
  });
});

describe.each(globSync("*.po", { cwd: FOLDER }).map((name) => basename(name, ".po")))("the catalogue %s", (tag) => {
  const catalogue = parseCatalogue(readFileSync(`${FOLDER}/${tag}.po`, "utf8"));

  test("names its forms for numbers as the language has them", () => {
    const { "Plural-Forms": header = "" } = catalogue.headers;
    const [, count, rule] = /nplurals=(\d); plural=(.*);/.exec(header) ?? [];
    const categories = categoriesOf(tag);
    expect(Number(count)).toBe(categories.length);
    // C and JavaScript write such a rule in the same way.
    const select = new Function("n", `return Number(${rule})`);
    const plural = new Intl.PluralRules(tag);
    for (const n of [...Array(200).keys(), 1000, 1_000_000, 2_000_000])
      expect(categories[select(n)], String(n)).toBe(plural.select(n));
  });

  test.runIf(tag === "fr")("parts no line before a colon, a question mark, or inside quotation marks", () => {
    const said = catalogue.entries.flatMap(({ translations }) => translations);
    expect(said.filter((text) => /« | (?:[;?!»]|:(?= |$))/.test(text))).toEqual([]);
  });

  test("keeps every mark of the English texts", () => {
    const faults = catalogue.entries.flatMap((said) =>
      isTranslated(said) ? findFaults(said).map((fault) => `${said.text}: ${fault}`) : [],
    );
    expect(faults).toEqual([]);
  });
});
