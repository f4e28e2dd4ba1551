import { describe, expect, test } from "vitest";
import { createDomainWorld, toWorldOptions } from "../../src/check/domain-world.ts";
import { PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { domainPage } from "../../src/pages/domain/domain-page.ts";
import { OWN_BRAND, renderPage } from "../../src/pages/frame/page.ts";
import { renderProblemPage } from "../../src/pages/frame/problem-page.ts";
import { renderStartPage } from "../../src/pages/frame/start-page.ts";
import { renderAllPage, renderOnePage } from "../../src/pages/simulation/simulation-page.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { ENGLISH, PSEUDO } from "../support/browser/languages.ts";
import { exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";

const PLACE = "https://setup.hosting.example/guides/";

const PSEUDO_PAGE = { language: PSEUDO, query: "?lang=en-XA" };

/** What people see or hear: texts between tags, and attributes that are texts. Labels and values stay as they are. */
function textsOf(body: string): string[] {
  const shown = body
    .replace(/<(style|script|kbd|code)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<svg class="(?:icon|client|outlook)[\s\S]*?<\/svg>/g, " ");
  const attributes = shown.matchAll(
    / (?:aria-label|alt|placeholder|data-copy|data-copied|data-selected|data-filled)="([^"]*)"/g,
  );
  return [...shown.replace(/<[^>]*>/g, "\n").split("\n"), ...Array.from(attributes, ([, text = ""]) => text)];
}

const toWords = (text: string) => text.match(/[\p{L}\d]+/gu) ?? [];

/** Names that are the same in every language, and the word of Intl's lists, which know no pseudo-locale. */
const NAMES = [
  ...PUBLIC_LANGUAGES.map(({ name }) => name),
  "and IMAP POP3 SMTP CalDAV CardDAV ManageSieve JMAP Exchange ActiveSync davx5 Waypost URL alice@shop.example",
].join(" ");

/** Words with a letter that the pseudo-locale would have accented, and that are neither names nor among what is `known`. */
function findPlainWords(body: string, known: string): string[] {
  const allowed = new Set(toWords(`${NAMES} ${known}`));
  return textsOf(body)
    .flatMap((text) => toWords(text.replace(/&(?:\w+|#\d+);/g, " ")))
    .filter((word) => /^[\x21-\x7e]*[aeiouycnsz][\x21-\x7e]*$/i.test(word) && !allowed.has(word));
}

describe("the pseudo-locale leaves no text of ours as it was", () => {
  const domains: [string, ServerSettings][] = [
    ...exampleSettings.map((settings): [string, ServerSettings] => [settings.domain, settings]),
    ...["fish.example", "pop.example", "modern.example", "sync.example"].map((domain): [string, ServerSettings] => [
      `${domain}, awkward`,
      settingsOf(domain),
    ]),
  ];
  test.each(domains)("at %s", async (_, settings) => {
    for (const profileSigned of [false, true]) {
      const options = { ...PSEUDO_PAGE, personal: false, origin: "https://setup.hosting.example", profileSigned };
      const { body } = await domainPage.renderTemplate(settings, options);
      expect(body).toContain('<html lang="en-XA" dir="ltr">');
      expect(findPlainWords(body, `${JSON.stringify(settings)} ${PLACE}`)).toEqual([]);
    }
  });

  test("where mail programs are played, but for what they say themselves", async () => {
    const settings = settingsOf("fish.example");
    const world = await createDomainWorld(settings, toWorldOptions(settings, PLACE));
    const all = await Promise.all(CLIENTS.map((client) => simulate(client, "alice@fish.example", world)));
    const setting = { ...PSEUDO_PAGE, settings, reader: "unknown", origin: "" } as const;
    const { programs } = ENGLISH.words.simulation;
    const names = CLIENTS.map(({ name, source }) => (name in programs ? source : `${name} ${source}`)).join(" ");
    for (const world of ["settings", "live"] as const) {
      const page = { setting, origin: PLACE, world, hasLive: true };
      for (const { body } of [
        await renderAllPage({ ...page, client: undefined }, all),
        ...(await Promise.all(all.map((played) => renderOnePage({ ...page, client: played.client }, played)))),
      ]) {
        expect(await findHtmlFaults(body)).toEqual([]);
        const ours = body.replace(/<(\w+)[^>]* lang="en"[^>]*>[\s\S]*?<\/\1>/g, " ");
        expect(findPlainWords(ours, `${JSON.stringify(settings)} ${names} ${PLACE} someone`)).toEqual([]);
      }
    }
  });

  test("on the start page, with a problem and without, and on the page of a problem", async () => {
    const { title, detail } = PSEUDO.words.problems.addressMissing;
    for (const page of [
      await renderStartPage(PSEUDO_PAGE),
      await renderStartPage({ ...PSEUDO_PAGE, problem: detail, emailaddress: "" }),
      await renderProblemPage({ ...PSEUDO_PAGE, title, detail, status: 404 }),
    ])
      expect(findPlainWords(page.body, "")).toEqual([]);
  });

  test("and a text that came past the tables would be seen", () => {
    expect(findPlainWords("<p>Not ours</p><b aria-label='x' aria-label=\"Open\">éñ</b>", "")).toEqual([
      "Not",
      "ours",
      "Open",
    ]);
  });
});

describe("the choice of languages", () => {
  const render = (languages?: readonly { tag: string; name: string }[]) =>
    renderPage({
      title: "t",
      language: ENGLISH,
      brand: OWN_BRAND,
      body: "<main></main>",
      ...(languages === undefined ? {} : { languages }),
    });

  test("is of languages that are whole, and no pseudo-locale; where there is one there is no choice", async () => {
    expect(PUBLIC_LANGUAGES.map(({ tag }) => tag)).toEqual(["en", "de", "es", "fr", "it", "nl", "pt-BR"]);
    expect((await render()).body).toContain('<a href="?lang=de" lang="de" hreflang="de">Deutsch</a>');
    expect((await render([ENGLISH])).body).not.toContain("?lang=");
  });

  test("leads to the same page in each, by the language's own name", async () => {
    const { body } = await render([ENGLISH, { tag: "he", name: "עברית" }]);
    expect(body).toContain('<nav class="languages" aria-label="Language">');
    expect(body).toContain('<a href="?lang=en" lang="en" hreflang="en" aria-current="true">English</a>');
    expect(body).toContain('<a href="?lang=he" lang="he" hreflang="he">עברית</a>');
  });
});
