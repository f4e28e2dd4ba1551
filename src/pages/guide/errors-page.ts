/**
 * The page on which error texts are looked up.
 * @module
 */

import errorsStyle from "../../../templates/built/errors.min.css";
import errorsPage from "../../../templates/built/errors-page.min.js";
import errorsTemplate from "../../../templates/errors-page.eta";
import { fillCount, fillWords, type Language, toLeading } from "../../content/language.ts";
import { orderValues, type PersonalFormat } from "../../formats/document-template.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Inlines } from "../../telling/article/article.ts";
import { fillInlines } from "../../telling/article/fill-inlines.ts";
import { type IndexGroup, partOf, toFailureIndex } from "../../telling/failures/failure-index.ts";
import { LIST, MAX_CHARACTERS, OPEN_AT_MOST } from "../../telling/failures/failure-search.ts";
import { toNotices } from "../../telling/guides/notices.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { type Setting, toReader } from "../../telling/values/setting.ts";
import { toVisitor, toVisitorValues, toWhose } from "../frame/address-form.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@errors-page": ReturnType<typeof toView>;
  }
}

templates.load("@errors-page", errorsTemplate);

/** Reads the parts of the index when somebody asks; they come from where the page comes from. */
const READS_PARTS = "connect-src 'self'";

/**
 * The index, by what one sees; the answer to a search, where what was found is the one group; or a part of the index in
 * full, with causes and cures, for those who open an entry.
 */
export type ErrorsView =
  | { readonly kind: "index" }
  | { readonly kind: "answer"; readonly search: string }
  | { readonly kind: "part" };

export async function renderErrorsPage(
  setting: Setting,
  groups: readonly IndexGroup[],
  view: ErrorsView,
): Promise<RenderedDocument> {
  const { settings, language, query } = setting;
  return renderPage({
    title: fillWords(language.words.errors.title, { domain: toUnicode(settings.domain) }),
    language,
    query,
    ...(view.kind === "index" ? { path: toGuidePath(settings.domain, "errors") } : {}),
    brand: toBrand(settings),
    body: templates.render("@errors-page", toView(setting, groups, view)),
    styles: [errorsStyle],
    ...(view.kind === "index" ? { script: errorsPage, policy: [READS_PARTS] } : {}),
  });
}

/** The index for one person. */
export const errorsIndexPage: PersonalFormat<Pick<Setting, "language" | "query" | "origin">> = {
  renderTemplate(settings, options) {
    const setting: Setting = { ...options, settings, reader: "hole" };
    return renderErrorsPage(setting, toFailureIndex(setting), { kind: "index" });
  },
  toValues: (account, _, names) => orderValues(toVisitorValues(toReader(account)), names),
};

function toView(setting: Setting, groups: readonly IndexGroup[], view: ErrorsView) {
  const { kind } = view;
  const { settings, language } = setting;
  const { searchWords } = language;
  const { errors: words, guide } = language.words;
  const shownDomain = toUnicode(settings.domain);
  return {
    domain: settings.domain,
    ...toVisitor(setting),
    // The form for the address is on the page of the domain.
    whose: { ...toWhose(setting), url: toPageUrl(setting) },
    home: { url: toPageUrl(setting), text: shownDomain },
    action: toPageUrl(setting, "errors"),
    kind,
    search: view.kind === "answer" ? view.search : "",
    maxLength: MAX_CHARACTERS,
    /** How the script of the page understands what is typed: in attributes, each a list. */
    searchWords: { ...searchWords, synonyms: searchWords.synonyms.join(LIST) },
    hits: kind === "answer" ? toHits(groups, language) : "",
    // What is missed by whoever was let in nowhere, before any error; whoever looks one up finds the answer first.
    notices: kind === "index" ? toNotices(setting, "other") : [],
    groups: groups.map((group) => toGroup(setting, group, view)),
    nothing: toNothing(setting),
    otherPrograms: fillWords(guide.otherPrograms, { domain: shownDomain }),
    asText: {
      text: toLeading(setting.language.words, words.asText),
      markdown: toPageUrl(setting, "errors", "md"),
      markdownText: guide.markdown,
      plain: toPageUrl(setting, "errors", "txt"),
      plainText: guide.plain,
    },
    words,
  };
}

function toGroup(setting: Setting, group: IndexGroup, { kind }: ErrorsView) {
  const { guide, errors } = setting.language.words;
  const { entries, title } = group;
  const isClosed = kind === "index" || title === errors.nearest;
  const part = toPageUrl(setting, partOf(group));
  return {
    ...group,
    entries: entries.map(({ failure, words, programs }, index) => ({
      ...failure,
      ...(kind === "part" ? { words: words.join(LIST) } : {}),
      ...(kind === "index" ? { whole: { url: `${part}#${failure.id}`, text: guide.cure } } : {}),
      ...(programs.length === 0 ? {} : { programs }),
      isOpen: !isClosed && (kind === "part" || index === 0 || entries.length <= OPEN_AT_MOST),
    })),
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
