/**
 * The page on which error texts are looked up.
 * @module
 */

import errorsStyle from "../../../templates/built/errors.min.css";
import errorsPage from "../../../templates/built/errors-page.min.js";
import errorsTemplate from "../../../templates/errors-page.eta";
import { fillCount, fillWords, type Language } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Inlines } from "../../telling/article/article.ts";
import { fillInlines } from "../../telling/article/fill-inlines.ts";
import type { IndexGroup } from "../../telling/failures/failure-index.ts";
import { LIST, MAX_CHARACTERS, OPEN_AT_MOST } from "../../telling/failures/failure-search.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { toVisitor } from "../frame/address-form.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@errors-page": ReturnType<typeof toView>;
  }
}

templates.load("@errors-page", errorsTemplate);

/** With `search`, the page is the answer to it, and what was found is the one group. */
export async function renderErrorsPage(
  setting: Setting,
  groups: readonly IndexGroup[],
  search: string | undefined,
): Promise<RenderedDocument> {
  const { settings, language, query } = setting;
  return renderPage({
    title: fillWords(language.words.errors.title, { domain: toUnicode(settings.domain) }),
    language,
    query,
    brand: toBrand(settings),
    body: templates.render("@errors-page", toView(setting, groups, search)),
    styles: [errorsStyle],
    script: errorsPage,
  });
}

function toView(setting: Setting, groups: readonly IndexGroup[], search: string | undefined) {
  const { settings, language } = setting;
  const { searchWords } = language;
  const { errors: words, guide } = language.words;
  const shownDomain = toUnicode(settings.domain);
  return {
    domain: settings.domain,
    ...toVisitor(setting),
    filled: language.words.frame.filled,
    home: { url: toPageUrl(setting), text: shownDomain },
    action: toPageUrl(setting, "errors"),
    search: search ?? "",
    maxLength: MAX_CHARACTERS,
    /** How the script of the page understands what is typed: in attributes, each a list. */
    searchWords: { ...searchWords, synonyms: searchWords.synonyms.join(LIST) },
    hits: search === undefined ? "" : toHits(groups, language),
    isAnswer: search !== undefined,
    groups: groups.map(({ entries, title, ...group }) => ({
      ...group,
      title,
      entries: entries.map(({ failure, words: codes, programs }, index) => ({
        ...failure,
        words: codes.join(LIST),
        ...(programs.length === 0 ? {} : { programs }),
        isOpen: search !== undefined && title !== words.nearest && (index === 0 || entries.length <= OPEN_AT_MOST),
      })),
    })),
    nothing: toNothing(setting),
    otherPrograms: fillWords(guide.otherPrograms, { domain: shownDomain }),
    asText: {
      text: words.asText,
      markdown: toPageUrl(setting, "errors", "md"),
      markdownText: guide.markdown,
      plain: toPageUrl(setting, "errors", "txt"),
      plainText: guide.plain,
    },
    words,
  };
}

function toHits(groups: readonly IndexGroup[], language: Language): string {
  const { nearest } = language.words.errors;
  if (groups.some(({ title }) => title === nearest)) return nearest;
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return fillCount(language, language.words.errors.hits, count);
}

/** What to do with an error that nobody has described. */
function toNothing(setting: Setting): Inlines[] {
  const { settings, language } = setting;
  const { nothing } = language.words.errors;
  const { support, displayName } = settings;
  const webmail = findWebmailUrl(settings);
  const toText = (text: string) => ({ kind: "text", text }) as const;
  const contact = support?.url ?? (support?.email === undefined ? undefined : `mailto:${support.email}`);
  const name = support?.name ?? displayName;
  return [
    [toText(nothing.shorter)],
    ...(webmail === undefined
      ? []
      : [
          [toText(`${nothing.webmail} `), { kind: "link", text: language.words.guide.webmail, href: webmail } as const],
        ]),
    [{ kind: "link", text: nothing.settings, href: toPageUrl(setting) }],
    fillInlines(nothing.support, {
      support: contact === undefined ? name : { kind: "link", text: name, href: contact },
    }),
  ];
}
