/**
 * The page of one guide, filled in for a domain and, where it is known, an address.
 * @module
 */

import guideStyle from "../../../templates/built/guide.min.css";
import pageWithCodes from "../../../templates/built/page-with-codes.min.js";
import guideTemplate from "../../../templates/guide-page.eta";
import accountCode from "../../../templates/parts/account-code.eta";
import type { Platform } from "../../content/catalogue.ts";
import { fillWords, type Language, toLeading } from "../../content/language.ts";
import { renderQrMarkup } from "../../formats/codes/qr-code.ts";
import { orderValues, type PersonalFormat } from "../../formats/document-template.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import { formatList } from "../../model/intl.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Article } from "../../telling/article/article.ts";
import { findPlatforms, isClientId, type SteppedGuideId, toArticle } from "../../telling/guides/guide.ts";
import { findTaskGuide } from "../../telling/guides/task-article.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { findProfileForm, type ProfileOffer, toProfileUrl } from "../../telling/values/profile-link.ts";
import { findPairs } from "../../telling/values/server-pair.ts";
import { type Setting, toReader } from "../../telling/values/setting.ts";
import { type AccountCode, type Code, toAccountCode, toPageCode } from "../frame/account-code.ts";
import { toAddressForm, toVisitor, toVisitorValues, toWhose } from "../frame/address-form.ts";
import { toClientMark } from "../frame/client-mark.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { toProfileForm } from "../frame/profile-form.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@guide-page": ReturnType<typeof toView>;
    "@account-code": { readonly code: AccountCode; readonly known: boolean; readonly address: string };
  }
}

templates.load("@guide-page", guideTemplate);
templates.load("@account-code", accountCode);

export interface GuidePageOptions {
  readonly id: SteppedGuideId;
  readonly language: Language;
  /** `?lang=…`, where the visitor asked for the language by name. */
  readonly query: string;
  /** Whether an address is known, and filled in. */
  readonly personal: boolean;
  /** The protocol to tell first where there is a choice. */
  readonly protocol: "imap" | "pop3" | undefined;
  /** Where people reach the service: the code takes a phone there. */
  readonly origin: string;
  readonly profileSigned: boolean;
}

export const guidePage: PersonalFormat<GuidePageOptions> = {
  async renderTemplate(settings, options) {
    const { toDrawingStyles } = await import("../frame/drawing-style.ts");
    const { language, query, personal } = options;
    const setting: Setting = { settings, language, reader: personal ? "hole" : "unknown", origin: "", query };
    const view = toView(setting, options);
    return renderPage({
      title: `${view.article.title} · ${toUnicode(settings.domain)}`,
      language,
      query,
      path: toGuidePath(settings.domain, options.id),
      brand: toBrand(settings),
      body: templates.render("@guide-page", view),
      styles: [guideStyle, ...toDrawingStyles(view.article)],
      script: pageWithCodes,
    });
  },
  toValues: (account, _, names) => orderValues(toVisitorValues(toReader(account)), names),
};

function toView(setting: Setting, options: GuidePageOptions) {
  const { id, protocol, origin } = options;
  const { settings, language } = setting;
  const { guide: words, address, platforms } = language.words;
  const client = isClientId(id) ? id : undefined;
  const article = toArticle(setting, id, protocol);
  const shownDomain = toUnicode(settings.domain);
  const visitor = toVisitor(setting);
  const find = (name: string) => article.sections.find((section) => section.id === name);
  const runsOn = findPlatforms(id);
  const isWhole = id === "email-guide";
  // What does not apply here tells why not, and who helps.
  const applies = article.sections.some((section) => section.id !== "support");
  const page = toPageCode(settings, id, origin, language);
  const told = client && findPairs(settings, client, protocol)[0]?.incoming?.protocol;
  const profile = findProfileForm(settings, client, told);
  const hand = applies ? toHand(setting, profile, runsOn, page, origin) : undefined;
  const sections = article.sections.filter(
    ({ id: name, isRare }) => !applies || (!SET_APART.has(name) && (isRare !== true || name === "before" || isWhole)),
  );
  const shown = find("settings");
  const more = article.sections.filter(
    ({ id: name, isRare }) => isRare === true && name !== "before" && !NEXT.has(name) && !isWhole,
  );
  const toEntry = (name: string, text: string) => ({ id: name, text });
  return {
    domain: settings.domain,
    ...visitor,
    home: { url: toPageUrl(setting), text: shownDomain },
    platforms: formatList(
      language.tag,
      runsOn.map((name) => platforms[name]),
      { type: "unit" },
    ),
    mark: client && toClientMark(client),
    runsOn: runsOn.join(" "),
    isForPhones: runsOn.every(isPhone),
    hand,
    page,
    contents: [
      ...sections.map(({ id: name, title }) => toEntry(name, title)),
      ...(shown === undefined ? [] : [toEntry(shown.id, shown.title)]),
      ...(isWhole || !applies ? [] : [toEntry("check", words.check), toEntry("failures", words.failures)]),
      ...(more.length === 0 ? [] : [toEntry("more", words.more)]),
    ],
    article,
    facts: article.facts.filter(({ isFirst }) => isFirst),
    about: article.facts.filter(({ isFirst }) => !isFirst),
    notices: find("notice")?.blocks ?? [],
    isWhole,
    settings: shown,
    sections,
    outcome: isWhole || !applies ? undefined : toOutcome(setting, id, article),
    more,
    code: client && toAccountCode(setting, client),
    profile: profile && toProfile(setting, profile, options.profileSigned),
    // Where a large one leads to this guide, a small one has nothing to add.
    phone: isWhole || (applies && runsOn.some(isPhone) && hand?.from === undefined) ? page : undefined,
    form: toAddressForm({
      words: address,
      action: toPageUrl(setting, id),
      value: visitor.shownAddress,
      example: fillWords(address.example, { domain: shownDomain }),
      problem: undefined,
      whose: toWhose(setting),
    }),
    errors: { url: toPageUrl(setting, "errors") },
    asText: {
      text: toLeading(language.words, words.asText),
      markdown: toPageUrl(setting, id, "md"),
      plain: toPageUrl(setting, id, "txt"),
    },
    otherPrograms: fillWords(words.otherPrograms, { domain: shownDomain }),
    words,
  };
}

/**
 * What stands in the way's place on a computer, where a guide is a phone's: a code that goes on there. Whoever has an iPhone in
 * hand needs no more than the profile.
 */
function toHand(
  setting: Setting,
  offer: ProfileOffer | undefined,
  runsOn: readonly Platform[],
  page: Code,
  origin: string,
) {
  if (!runsOn.some(isPhone) || runsOn.includes("windows")) return undefined;
  const { guide, qrCodes } = setting.language.words;
  if (offer === undefined) {
    const { heading, text, link: linkText } = guide.hand.guide;
    return { heading, text, linkText, link: page.from, from: page.from, svg: page.svg };
  }
  const { heading, text, link: linkText } = guide.hand.profile;
  const link = toProfileUrl(offer, origin);
  const title = fillWords(qrCodes.profile, { domain: toUnicode(setting.settings.domain) });
  const svg = renderQrMarkup({ payload: link, errorCorrection: "M" }, title);
  return { heading, text, linkText, link, from: undefined, svg };
}

/** The end of a guide: how to see that it works, and the two ways on. */
function toOutcome(setting: Setting, id: ClientId | TaskId, { sections }: Article) {
  const find = (name: string) => sections.find((section) => section.id === name);
  return {
    check: find("check")?.blocks ?? [],
    next: sections.filter(({ id: name }) => NEXT.has(name)),
    others: toOthers(setting, id),
    webmail: isClientId(id) ? findWebmailUrl(setting.settings) : undefined,
    failures: find("failures")?.blocks ?? [],
    support: find("support"),
  };
}

/** Where whoever has finished goes on. */
function toOthers(setting: Setting, id: ClientId | TaskId) {
  const { guide: words } = setting.language.words;
  if (!isClientId(id)) return { title: words.moreTasks, text: undefined, links: toRelated(setting, id) };
  const text = fillWords(words.otherPrograms, { domain: toUnicode(setting.settings.domain) });
  return { title: words.outcome.devices, text: words.outcome.devicesText, links: [{ url: toPageUrl(setting), text }] };
}

/** The other guides about the provider's own side. */
function toRelated(setting: Setting, id: TaskId) {
  return TaskId.options.flatMap((other) => {
    const guide = other === id ? undefined : findTaskGuide(setting, other);
    return guide === undefined ? [] : [{ url: toPageUrl(setting, other), text: guide.title }];
  });
}

/** What stands elsewhere on the page than in the column of sections. */
const SET_APART: ReadonlySet<string> = new Set(["notice", "settings", "check", "failures", "support"]);

/** What may come next for whoever has finished. */
const NEXT: ReadonlySet<string> = new Set(["sync", "aliases"]);

function isPhone(platform: Platform): boolean {
  return platform === "ios" || platform === "android";
}

/** The form that sends for the profile, with or without an address. */
function toProfile(setting: Setting, offer: ProfileOffer, isSigned: boolean) {
  const { profile } = setting.language.words.guide;
  return toProfileForm(setting, offer, { text: profile.download, note: isSigned ? profile.signed : profile.unsigned });
}
