import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/content/guide.ts";
import { type Language, loadLanguage, PUBLIC_LANGUAGES } from "../../src/content/language.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { ERROR_PARTS, type ErrorPart } from "../../src/model/guides/guide-path.ts";
import { toVisitorValues } from "../../src/pages/frame/address-form.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { errorsIndexPage, renderErrorsPage } from "../../src/pages/guide/errors-page.ts";
import { partOf, toErrorsArticle, toFailureIndex } from "../../src/telling/failures/failure-index.ts";
import { fillGroups, findFailures, toSearchIndex } from "../../src/telling/failures/search-index.ts";
import { type Reader, type Setting, toReader } from "../../src/telling/values/setting.ts";
import { ENGLISH, PSEUDO } from "../support/browser/languages.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { chooseCover, listKinds } from "../support/drawn/cover.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";

const AWKWARD = ["fish.example", "xn--bcher-kva.example", "modern.example", "upgraded.example", "pop.example"];
/** Of two of one name the awkward one. */
const domains = new Map(
  [...exampleSettings, ...AWKWARD.map(settingsOf)].map((settings) => [settings.domain, settings]),
);

const settingOf = (domain: string, reader: Reader = "unknown", language: Language = ENGLISH): Setting => ({
  settings: settingsOf(domain),
  language,
  reader,
  origin: "",
  query: "",
});

/** As much as a guide. */
const MOST_BYTES = 40 * 1024;

/** The page as it is for everybody, or the answer to a search. */
const render = (setting: Setting, search?: string) =>
  renderErrorsPage(
    setting,
    find(setting, search),
    search === undefined ? { kind: "index" } : { kind: "answer", search },
  );

/** The page as it is for everybody, and its parts. */
async function renderWhole(setting: Setting): Promise<{ index: string; parts: Map<ErrorPart, string> }> {
  const groups = find(setting);
  const { body: index } = await renderErrorsPage(setting, groups, { kind: "index" });
  const parts = new Map<ErrorPart, string>();
  for (const part of ERROR_PARTS) {
    const its = groups.filter((group) => partOf(group) === part);
    parts.set(part, (await renderErrorsPage(setting, its, { kind: "part" })).body);
  }
  return { index, parts };
}

function find({ settings, reader, ...options }: Setting, search?: string) {
  const isKnown = reader !== "unknown" && reader !== "hole";
  const index = toSearchIndex(settings, { ...options, personal: isKnown });
  const values = isKnown ? toVisitorValues(reader) : {};
  const words = options.language.words.errors;
  return search === undefined ? fillGroups(index, values) : [findFailures(index, search, { words, values })];
}

const visible = (html: string) =>
  html
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');

const packedSize = async (body: string) =>
  (await new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer()).byteLength;

/** Domains differ in values, and this one in the most: markup is looked at in its. */
const CHECKED_HTML = "fish.example";

test.each([...domains])(
  "%s: every failure once, with nothing but the domain's own values, in valid HTML",
  async (_, settings) => {
    const setting = { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" } as const;
    const groups = toFailureIndex(setting);
    const { index, parts } = await renderWhole(setting);
    const bodies = [index, ...parts.values()];
    const ids = groups.flatMap(({ entries }) => entries.map(({ failure }) => failure.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const group of groups)
      for (const { failure } of group.entries) {
        expect(index).toContain(`<details class="failure" id="${failure.id}"`);
        expect(index).toContain(`"/guides/${settings.domain}/${partOf(group)}#${failure.id}"`);
        for (const [part, body] of parts)
          expect(body.includes(`<details class="failure" id="${failure.id}"`)).toBe(part === partOf(group));
      }
    const ports = new Set([...settings.incomingServers, ...settings.outgoingServers].map(({ port }) => String(port)));
    for (const body of bodies) {
      const text = visible(body);
      expect(text).not.toMatch(/\{|\}|undefined|\[object|NaN/);
      const told = text.match(/(?<![\d.#&-])(?:110|143|465|587|993|995)(?![\d.])/g) ?? [];
      expect(told.filter((port) => !ports.has(port))).toEqual([]);
    }
    if (settings.domain !== CHECKED_HTML) return;
    for (const body of chooseCover(new Map(bodies.map((body) => [body, listKinds(body)]))))
      expect(await findHtmlFaults(body)).toEqual([]);
  },
);

test.each(PUBLIC_LANGUAGES.map(({ tag }) => tag))("in %s the index and its parts stay small", async (tag) => {
  const setting = settingOf("fish.example", "unknown", await loadLanguage(tag));
  const { index, parts } = await renderWhole(setting);
  for (const body of [index, ...parts.values()]) expect(await packedSize(body)).toBeLessThanOrEqual(MOST_BYTES);
});

test("the page stays small with many more failures than there are", async () => {
  const many: Failure[] = Array.from({ length: 120 }, (_, index) => ({
    message: `Error ${index} of ${(index * 7919).toString(36)}, while the ${(index * 104729).toString(36)} was asked`,
    exact: true,
    codes: [`0x${(index * 2654435761).toString(16).padStart(8, "0")}`],
    cause: `The ${(index * 15485863).toString(36)} is not where ${(index * 32452843).toString(36)} expects it.`,
    cure: "Compare {in.host} and {smtp.host} with their ports, {in.port} and {smtp.port}.",
  }));
  const language = { ...ENGLISH, sharedFailures: [...ENGLISH.sharedFailures, { title: "Many", failures: many }] };
  const { body } = await render(settingOf("fish.example", "unknown", language));
  expect(body.match(/<details class="failure"/g)?.length).toBeGreaterThan(300);
  expect(await packedSize(body)).toBeLessThanOrEqual(MOST_BYTES);
});

test("what several programs show is told once and names them", () => {
  const groups = toFailureIndex(settingOf("fish.example"));
  const several = groups.find(({ id }) => id === "group-several");
  expect(several?.entries.length).toBeGreaterThan(0);
  for (const { programs } of several?.entries ?? []) {
    expect(programs.length).toBeGreaterThan(1);
    for (const { href } of programs) expect(href).toMatch(/^\/guides\/fish\.example\/[a-z-]+$/);
  }
  const told = groups.flatMap(({ entries }) =>
    entries.map(({ failure: { message, cause, cure } }) => JSON.stringify([message, cause, cure])),
  );
  const twice = told.filter((text, index) => told.indexOf(text) !== index);
  // Webmail's guides may repeat what holds for any program.
  expect(twice).toEqual([]);
});

test("programs that cannot be used at a domain have no place there", () => {
  const idsOf = (domain: string) => toFailureIndex(settingOf(domain)).map(({ id }) => id);
  expect(idsOf("fish.example")).toContain("group-apple-calendar-contacts");
  expect(idsOf("plain.example")).not.toContain("group-apple-calendar-contacts");
  expect(idsOf("pop.example")).not.toContain("group-outlook-ios");
});

describe("an answer to a search", () => {
  test("holds what fits, the best open, and says how many", async () => {
    const { body } = await render(settingOf("fish.example"), "0x800ccc0e");
    const [hits] = body.match(/\d+ answers?(?=<)/) ?? [];
    const entries = body.match(/<details class="failure"[^>]*>/g) ?? [];
    expect(entries[0]).toContain(" open>");
    expect(entries.length).toBeLessThanOrEqual(10);
    expect(body).toContain(">Best matches</h2>");
    expect(hits).toBe(entries.length === 1 ? "1 answer" : `${entries.length} answers`);
    expect(await findHtmlFaults(body)).toEqual([]);
  });

  test("says which program an entry is of, and leads to its guide", async () => {
    const { body } = await render(settingOf("fish.example"), "outlook need password");
    expect(body).toContain('<a href="/guides/fish.example/outlook-windows-classic">Outlook (classic) for Windows</a>');
  });

  test("to what nobody has described holds the nearest, closed, and says what to do", async () => {
    const { body } = await render(settingOf("fish.example"), `"><b>zzzz</b>`);
    expect(body.match(/<details class="failure"/g)).toHaveLength(3);
    expect(body).not.toMatch(/<details class="failure"[^>]* open>/);
    expect(body).toContain(">No exact match. These come closest</h2>");
    expect(body).toMatch(/<section id="nothing"[^>]*(?<!hidden)>/);
    expect(visible(body)).toContain("Check whether you can log in to webmail");
    expect(body).toContain('href="mailto:help@fish.example"');
    expect(body).toMatch(/<textarea[^>]*>\n(?:"|&quot;)&gt;&lt;b&gt;zzzz&lt;\/b&gt;<\/textarea>/);
    expect(await findHtmlFaults(body)).toEqual([]);
  });

  test("has the reader's values where the reader is known", async () => {
    const { address, settings } = accountOf("R&D+x'@fish.example");
    const setting = { settings, language: ENGLISH, reader: address, origin: "", query: "" } as const;
    const { body } = await render(setting, "535 5.7.8");
    expect(body).toContain("R&amp;D+x&#39;@fish.example</code>");
    expect(body).not.toContain("R&D");
  });
});

test.each(["md", "txt"] as const)("as %s, programs are named with what they share", (format) => {
  const setting = { ...settingOf("fish.example"), origin: "https://setup.hosting.example" };
  const groups = toFailureIndex(setting);
  const { body } = renderArticleText(toErrorsArticle(setting, groups), ENGLISH, format);
  expect(body).toMatch(/: .*Outlook.* and .+: \S/);
  expect(body).toContain("https://setup.hosting.example/guides/fish.example/outlook-windows-classic");
  expect(body).not.toMatch(/\{|\}|undefined|\[object|NaN|\n{3}/);
  const found = find(setting, "0x800CCC0E");
  const answer = renderArticleText(toErrorsArticle(setting, found), ENGLISH, format).body;
  expect(answer.length).toBeLessThan(body.length / 5);
  expect(answer).toContain("0x800CCC0E");
});

test("the pseudo-locale leaves no text of ours as it was", async () => {
  const { body } = await render(settingOf("plain.example", "unknown", PSEUDO));
  const own = visible(body.replace(/<(kbd|code|q|title)\b[\s\S]*?<\/\1>/g, " "));
  expect(own.match(/\b(?:the|and|your|with|password|server|settings|program)\b/gi) ?? []).toEqual([]);
});

test("one person's index is the same, kept for the domain or made for the person", async () => {
  const account = accountOf("o'brien@plain.example");
  const { body } = await renderPersonal(errorsIndexPage, account, { language: ENGLISH, query: "", origin: "" });
  const setting = { ...settingOf(account.settings.domain, toReader(account)), settings: account.settings };
  expect(body).toBe((await render(setting)).body);
});
