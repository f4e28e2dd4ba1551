/**
 * The page on which support makes links, codes and whole answers.
 * @module
 */
import guideStyle from "../../../templates/built/guide.min.css";
import pageWithCodes from "../../../templates/built/page-with-codes.min.js";
import supportStyle from "../../../templates/built/support.min.css";
import supportTemplate from "../../../templates/support-page.eta";
import { fillWords, type Language, loadLanguage, PUBLIC_LANGUAGES } from "../../content/language.ts";
import { renderQrMarkup } from "../../formats/codes/qr-code.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { GuideId } from "../../model/guides/guide-id.ts";
import { isClientId } from "../../telling/guides/guide.ts";
import { findTaskGuide } from "../../telling/guides/task-article.ts";
import { toReaderHash } from "../../telling/guides/welcome-article.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { toAddressForm, toVisitor, toWhose } from "../frame/address-form.ts";
import { toFillableText } from "../frame/fillable-text.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import {
  findFormat,
  hasProtocols,
  LINK_FORMATS,
  type LinkChoice,
  toLinkable,
  toReply,
  toShortReply,
  toSupportLink,
} from "./support-link.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@support-page": ReturnType<typeof toView>;
  }
}

templates.load("@support-page", supportTemplate);

/** `origin` is where the links begin. */
export async function renderSupportPage(setting: Setting, choice: LinkChoice): Promise<RenderedDocument> {
  const { settings, language, query } = setting;
  const replied = choice.language === undefined ? language : await loadLanguage(choice.language);
  return renderPage({
    title: fillWords(language.words.links.title, { domain: toUnicode(settings.domain) }),
    language,
    query,
    brand: toBrand(settings),
    body: templates.render("@support-page", toView(setting, replied, choice)),
    styles: [guideStyle, supportStyle],
    script: pageWithCodes,
    // What is chosen is made by where the page is from.
    policy: ["connect-src 'self'"],
  });
}

function toView(setting: Setting, replied: Language, choice: LinkChoice) {
  const { settings, language, reader, query } = setting;
  const { links: words, errors, address: addressWords } = language.words;
  const domain = toUnicode(settings.domain);
  const here = { ...setting, origin: "" };
  const visitor = toVisitor(setting);
  const plainLink = toSupportLink(setting, choice);
  // Text is the same for everybody: what stands after "#" would do nothing there.
  const isPage = findFormat(choice) === "html";
  const link = isPage ? `${plainLink}${toReaderHash(reader)}` : plainLink;
  return {
    domain: settings.domain,
    ...visitor,
    home: { url: toPageUrl(here), text: domain },
    lead: fillWords(words.lead, { domain }),
    form: toAddressForm({
      words: { ...addressWords, label: words.label, submit: words.submit, hint: words.hint },
      action: toPageUrl({ ...here, query: toQuery(choice, query) }, "support"),
      value: visitor.shownAddress,
      example: fillWords(addressWords.example, { domain }),
      problem: undefined,
      whose: toWhose(setting),
    }),
    action: toPageUrl({ ...here, query: "" }, "support"),
    lang: query === "" ? undefined : language.tag,
    fields: toFields(setting, choice),
    link,
    chosen: toName(setting, choice.guide),
    code: {
      from: isPage ? plainLink : undefined,
      svg: renderQrMarkup({ payload: link, errorCorrection: "M" }, fillWords(words.code, { link: plainLink })),
    },
    short: toFillableText(setting, (told) => toShortReply({ ...told, language: replied }, choice)),
    ...toFillableText(setting, (told) => toReply({ ...told, language: replied }, choice)),
    emailGuide: { url: toPageUrl(here, "email-guide"), text: language.words.emailGuide.link },
    welcome: { url: toPageUrl(here, "welcome"), text: words.welcome },
    errors: { url: toPageUrl(here, "errors"), text: errors.heading },
    words,
  };
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly groups: readonly { readonly label?: string; readonly options: readonly Option[] }[];
}

interface Option {
  readonly value: string;
  readonly text: string;
  readonly lang?: string;
}

function toFields(setting: Setting, choice: LinkChoice): Field[] {
  const { links: words } = setting.language.words;
  const { programs, webmail, more } = toLinkable(setting);
  const toOptions = (ids: readonly GuideId[]) => ids.map((id) => ({ value: id, text: toName(setting, id) }));
  const toGroup = (label: string, ids: readonly GuideId[]) =>
    ids.length === 0 ? [] : [{ label, options: toOptions(ids) }];
  const protocols: Field = {
    name: "protocol",
    label: words.protocol,
    value: choice.protocol ?? "",
    groups: [
      {
        options: [
          { value: "", text: words.protocols.imap },
          { value: "pop3", text: words.protocols.pop3 },
        ],
      },
    ],
  };
  return [
    {
      name: "guide",
      label: words.guide,
      value: choice.guide ?? "",
      groups: [
        { options: [{ value: "", text: words.domainPage }] },
        ...toGroup(words.programs, programs),
        ...toGroup(words.webmail, webmail),
        ...toGroup(words.more, more),
      ],
    },
    ...(hasProtocols(setting) ? [protocols] : []),
    {
      name: "format",
      label: words.format,
      value: choice.format,
      groups: [{ options: LINK_FORMATS.map((value) => ({ value, text: words.formats[value] })) }],
    },
    {
      name: "language",
      label: words.language,
      value: choice.language ?? "",
      groups: [
        {
          options: [
            { value: "", text: words.anyLanguage },
            ...PUBLIC_LANGUAGES.map(({ tag }) => ({ value: tag, text: toLanguageName(tag), lang: tag })),
          ],
        },
      ],
    },
  ];
}

/** As those call it who speak it. */
function toLanguageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

/** What a page is called in lists. */
function toName(setting: Setting, guide: GuideId | undefined): string {
  const { clientNames, words } = setting.language;
  if (guide === undefined) return words.links.domainPage;
  if (guide === "email-guide") return words.emailGuide.link;
  if (guide === "errors") return words.links.errors;
  if (guide === "welcome") return words.welcome.page.heading;
  if (isClientId(guide)) return clientNames[guide].name;
  return findTaskGuide(setting, guide)?.title ?? words.task.titles[guide];
}

/** Keeps what was chosen where the address is sent by a form. */
function toQuery({ guide, language, protocol, format }: LinkChoice, query: string): string {
  const kept = new URLSearchParams(query);
  for (const [name, value] of Object.entries({ guide, language, protocol, format }))
    if (value !== undefined && value !== "html") kept.set(name, value);
  return kept.size === 0 ? "" : `?${kept}`;
}
