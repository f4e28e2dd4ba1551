/**
 * Links that support gives to others: to any page of a domain, in a form and a language of choice.
 * @module
 */
import { CLIENT_IDS } from "../../content/catalogue.ts";
import { fillWords, PUBLIC_LANGUAGES } from "../../content/language.ts";
import { toGuideLink } from "../../formats/codes/guide-link.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { type GuideId, TaskId } from "../../model/guides/guide-id.ts";
import { toDomainArticle } from "../../telling/guides/domain-article.ts";
import { STEPPED_GUIDE_IDS, toArticle } from "../../telling/guides/guide.ts";
import { findObstacle } from "../../telling/guides/guide-facts.ts";
import { findTaskGuide } from "../../telling/guides/task-article.ts";
import { toReaderHash } from "../../telling/guides/welcome-article.ts";
import { findPairs } from "../../telling/values/server-pair.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { renderArticleText } from "../frame/article-text.ts";
import { renderWelcomeText } from "./welcome-mail.ts";

export const LINK_FORMATS = ["html", "md", "txt"] as const;
export type LinkFormat = (typeof LINK_FORMATS)[number];

/** What is to be sent. */
export interface LinkChoice {
  /** Without one, the page of the domain. */
  readonly guide: GuideId | undefined;
  /** Without one, the reader's browser says. */
  readonly language: string | undefined;
  /** The protocol that is told first. */
  readonly protocol: "pop3" | undefined;
  readonly format: LinkFormat;
}

/** The pages that there are to link to at a domain, by kind. */
export function toLinkable(setting: Setting): Readonly<Record<"programs" | "webmail" | "more", readonly GuideId[]>> {
  const { settings } = setting;
  return {
    programs: CLIENT_IDS.filter((id) => findObstacle(settings, id) === undefined),
    webmail: TaskId.options.filter((id) => findTaskGuide(setting, id) !== undefined),
    more: ["email-guide", "errors", "welcome"],
  };
}

/** Whether it makes a difference which protocol is told first. */
export function hasProtocols({ settings }: Setting): boolean {
  return findPairs(settings, "other").length > 1;
}

/** As short as it can be, and good for as long as the domain is here; it never holds an address. */
export function toSupportLink({ settings, origin }: Setting, choice: LinkChoice): string {
  const { guide, language, protocol } = choice;
  const url = new URL(toGuideLink(origin, settings.domain, guide));
  const format = findFormat(choice);
  if (format !== "html") url.pathname += `.${format}`;
  if (language !== undefined) url.searchParams.set("lang", language);
  if (protocol !== undefined && isClient(guide)) url.searchParams.set("protocol", protocol);
  return url.href;
}

/** The page itself stands in for a form that it does not have. */
export function findFormat({ guide, format }: LinkChoice): LinkFormat {
  return guide === "welcome" && format === "md" ? "html" : format;
}

/** An answer that says what the page says, told in the language of choice; the index of error texts says too much, and is led to. */
export function toReply(setting: Setting, choice: LinkChoice): string {
  const { language: tag, guide, protocol, format } = choice;
  const { language } = setting;
  const told = { ...setting, query: tag === undefined ? "" : `?lang=${tag}` };
  if (guide === "welcome") return renderWelcomeText(told).body;
  if (guide === "errors") {
    const page = toSupportLink(setting, { ...choice, format: "html" });
    return fillWords(language.words.links.errorsReply, { link: `${page}${toReaderHash(setting.reader)}` });
  }
  const stepped = STEPPED_GUIDE_IDS.find((id) => id === guide);
  const article = stepped === undefined ? toDomainArticle(told) : toArticle(told, stepped, protocol);
  return renderArticleText(article, language, format === "md" ? "md" : "txt").body;
}

/** An answer of a paragraph, with the link; a page that is text itself is led to as a page. */
export function toShortReply(setting: Setting, choice: LinkChoice): string {
  const { links } = setting.language.words;
  const link = `${toSupportLink(setting, { ...choice, format: "html" })}${toReaderHash(setting.reader)}`;
  if (choice.guide === "errors") return fillWords(links.errorsReply, { link });
  const text = isClient(choice.guide) ? links.shortGuide : links.shortDomain;
  return fillWords(text, { link, domain: toUnicode(setting.settings.domain) });
}

/** What of a request means something at this domain. */
export function toLinkChoice(setting: Setting, findAsked: (name: string) => string | undefined): LinkChoice {
  const asked = findAsked("guide");
  const guide = Object.values(toLinkable(setting))
    .flat()
    .find((id) => id === asked);
  const language = PUBLIC_LANGUAGES.find(({ tag }) => tag === findAsked("language"))?.tag;
  const protocol = findAsked("protocol") === "pop3" && hasProtocols(setting) ? "pop3" : undefined;
  const format = LINK_FORMATS.find((known) => known === findAsked("format")) ?? "html";
  return { guide, language, protocol, format };
}

function isClient(guide: GuideId | undefined): boolean {
  return CLIENT_IDS.some((id) => id === guide);
}
