import { describe, expect, test } from "vitest";
import { loadLanguage, PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { toGlossText, withGlosses } from "../../src/telling/article/glosses.ts";
import { STEPPED_GUIDE_IDS, type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const text = (said: string) => ({ kind: "text", text: said }) as const;
const paragraph = (...said: readonly string[]) => ({ kind: "paragraph", inlines: said.map(text) }) as const;

function explain(...paragraphs: readonly string[]) {
  const sections = [{ id: "before", title: "", blocks: paragraphs.map((said) => paragraph(said)) }];
  const told = withGlosses({ title: "", lead: [], facts: [], sections }, ENGLISH.words, { profiles: true });
  return told.sections.flatMap(({ blocks }) =>
    blocks.map((block) => (block.kind === "paragraph" ? block.inlines.map((inline) => inline.text).join("") : "")),
  );
}

describe("a word of the trade", () => {
  test("is explained behind the first sentence that has it, and nowhere else", () => {
    expect(explain("Choose IMAP.", "IMAP again, and the Port.", "That port.")).toEqual([
      "Choose IMAP. (IMAP: for mail that stays on the server)",
      "IMAP again, and the Port. (port: a number that belongs to the server)",
      "That port.",
    ]);
  });

  test("is none within another word", () => {
    expect(explain("Ask support about transport and profiles.")).toEqual(["Ask support about transport and profiles."]);
  });

  test("is not explained where a sentence already says it at length", () => {
    const { imap } = ENGLISH.words.guide.protocols;
    expect(explain(imap, "Choose IMAP.")).toEqual([imap, "Choose IMAP."]);
  });
});

const LANGUAGES = await Promise.all(PUBLIC_LANGUAGES.map(({ tag }) => loadLanguage(tag)));

test("below its values what no sentence has is explained", () => {
  // What is to be switched on is in the provider's own words.
  const { enable: _, ...settings } = settingsOf("fish.example");
  const setting = {
    settings,
    language: ENGLISH,
    reader: "unknown",
    origin: "",
    query: "",
  } as const;
  const told = (id: SteppedGuideId) => renderArticleText(toArticle(setting, id, undefined), ENGLISH, "txt").body;
  for (const id of ["outlook-windows-classic", "kmail", "other"] as const)
    for (const gloss of ["IMAP: for mail that", "SMTP: for sending mail", "port: a number"])
      expect(told(id), id).toContain(gloss);
  // A printer only sends.
  expect(told("printer")).toContain("SMTP: for sending mail · port: a number");
  expect(told("printer")).not.toContain("IMAP");
  // Calendars have no port in their table.
  expect(told("davx5")).not.toContain("port: a number");
});

test("a word and its meaning stand as the language has them", async () => {
  const { words } = await loadLanguage("fr");
  expect(toGlossText(words.values, "smtp", "port")).toMatch(/^SMTP\u{A0}: \S.+ · port\u{A0}: \S/u);
});

test.each(LANGUAGES.map((language) => [language.tag, language] as const))(
  "in %s every guide explains each word at most once",
  (_, language) => {
    const { imap, smtp, port, profile } = language.words.values.glosses;
    for (const id of STEPPED_GUIDE_IDS) {
      const setting: Setting = {
        settings: settingsOf("fish.example"),
        language,
        reader: "unknown",
        origin: "https://setup.hosting.example",
        query: "",
      };
      const { body } = renderArticleText(toArticle(setting, id, undefined), language, "txt");
      for (const meaning of [imap, smtp, port.meaning, profile.meaning])
        expect(body.split(`: ${meaning}`).length, `${id}: ${meaning}`).toBeLessThanOrEqual(2);
      // Its profiles are no files.
      if (id === "deltachat") expect(body).not.toContain(profile.meaning);
    }
  },
);
