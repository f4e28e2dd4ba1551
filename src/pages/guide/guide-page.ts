/**
 * The page of one guide, filled in for a domain and, where it is known, an address.
 * @module
 */
import accountCode from "../../../templates/account-code.eta";
import guideStyle from "../../../templates/built/guide.min.css";
import pageWithCodes from "../../../templates/built/page-with-codes.min.js";
import guideTemplate from "../../../templates/guide-page.eta";
import profileForm from "../../../templates/profile-form.eta";
import type { Platform } from "../../content/catalogue.ts";
import { fillWords, type Language } from "../../content/language.ts";
import type { PersonalFormat } from "../../formats/document-template.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import { formatList } from "../../model/intl.ts";
import { findPlatforms, isClientId, type SteppedGuideId, toArticle } from "../../telling/guides/guide.ts";
import { findTaskGuide } from "../../telling/guides/task-article.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { findProfileForm, PROFILE_FORM } from "../../telling/values/profile-link.ts";
import { type Setting, toReader } from "../../telling/values/setting.ts";
import { type AccountCode, toAccountCode, toPageCode } from "../frame/account-code.ts";
import { toAddressForm, toVisitor, toVisitorValues, toWhose } from "../frame/address-form.ts";
import { toDrawingStyles } from "../frame/drawing-style.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@guide-page": ReturnType<typeof toView>;
    "@profile-form": {
      readonly profile: NonNullable<ReturnType<typeof toProfile>>;
      readonly known: boolean;
      readonly address: string;
    };
    "@account-code": { readonly code: AccountCode; readonly known: boolean; readonly address: string };
  }
}

templates.load("@guide-page", guideTemplate);
templates.load("@account-code", accountCode);
templates.load("@profile-form", profileForm);

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
  renderTemplate(settings, options) {
    const { language, query, personal } = options;
    const setting: Setting = { settings, language, reader: personal ? "hole" : "unknown", origin: "", query };
    const view = toView(setting, options);
    const hasCode = view.phone !== undefined || view.code !== undefined;
    return renderPage({
      title: `${view.article.title} · ${toUnicode(settings.domain)}`,
      language,
      query,
      brand: toBrand(settings),
      body: templates.render("@guide-page", view),
      styles: [guideStyle, ...toDrawingStyles(view.article)],
      ...(hasCode ? { script: pageWithCodes } : {}),
    });
  },
  toValues: (account) => toVisitorValues(toReader(account)),
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
  const phone = isWhole || runsOn.some(isPhone) ? toPageCode(settings, id, origin, language) : undefined;
  const shown = find("settings");
  return {
    domain: settings.domain,
    ...visitor,
    home: { url: toPageUrl(setting), text: shownDomain },
    platforms: formatList(
      language.tag,
      runsOn.map((name) => platforms[name]),
      { type: "unit" },
    ),
    article,
    notices: find("notice")?.blocks ?? [],
    recognise: find("recognise"),
    aside: isWhole
      ? words.phone
      : client === undefined
        ? words.moreTasks
        : (shown ?? phone) === undefined
          ? undefined
          : words.settings,
    isWhole,
    related: isClientId(id) || id === "email-guide" ? [] : toRelated(setting, id),
    settings: shown,
    sections: article.sections.filter((section) => !SET_APART.has(section.id)),
    codeAfter: find("automatic") === undefined ? "before" : "automatic",
    code: client && toAccountCode(setting, client),
    profile: client && toProfile(setting, client, options.profileSigned),
    phone,
    form: toAddressForm({
      words: address,
      action: toPageUrl(setting, id),
      value: visitor.shownAddress,
      example: `name@${shownDomain}`,
      problem: undefined,
      whose: toWhose(setting),
    }),
    errors: { url: toPageUrl(setting, "errors") },
    asText: { markdown: toPageUrl(setting, id, "md"), plain: toPageUrl(setting, id, "txt") },
    otherPrograms: fillWords(words.otherPrograms, { domain: shownDomain }),
    words,
  };
}

/** The other guides about the provider's own side. */
function toRelated(setting: Setting, id: TaskId) {
  return TaskId.options.flatMap((other) => {
    const guide = other === id ? undefined : findTaskGuide(setting, other);
    return guide === undefined ? [] : [{ url: toPageUrl(setting, other), text: guide.title }];
  });
}

/** What stands elsewhere on the page than in the column of sections. */
const SET_APART: ReadonlySet<string> = new Set(["notice", "recognise", "settings"]);

function isPhone(platform: Platform): boolean {
  return platform === "ios" || platform === "android";
}

/** The form that sends for the profile, with or without an address. */
function toProfile({ settings, language, query }: Setting, id: ClientId, isSigned: boolean) {
  const offer = findProfileForm(settings, id);
  if (offer === undefined) return undefined;
  const { guide, profile } = language.words;
  return {
    id: PROFILE_FORM,
    action: offer.path,
    domain: settings.domain,
    lang: query === "" ? undefined : language.tag,
    text: guide.profile.download,
    signed: isSigned ? guide.profile.signed : guide.profile.unsigned,
    choose: guide.profile.choose,
    name: guide.profile.name,
    legend: guide.profile.parts,
    parts: offer.parts.map(({ part, isWanted }) => ({ part, isWanted, text: profile.names[part] })),
  };
}
