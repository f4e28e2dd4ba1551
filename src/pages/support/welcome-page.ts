/**
 * The page on which support takes the welcome mail.
 * @module
 */
import guideStyle from "../../../templates/built/guide.min.css";
import supportStyle from "../../../templates/built/support.min.css";
import welcomeTemplate from "../../../templates/mail/welcome-page.eta";
import { fillWords } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { toWelcomeSubject } from "../../telling/guides/welcome-article.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { toAddressForm, toVisitor, toWhose } from "../frame/address-form.ts";
import { toFillableText } from "../frame/fillable-text.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import { renderWelcomeText } from "./welcome-mail.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@welcome-page": ReturnType<typeof toView>;
  }
}

templates.load("@welcome-page", welcomeTemplate);

/** `origin` is where links in the mail begin. */
export async function renderWelcomePage(setting: Setting): Promise<RenderedDocument> {
  const { settings, language, query } = setting;
  return renderPage({
    title: fillWords(language.words.welcome.title, { domain: toUnicode(settings.domain) }),
    language,
    query,
    brand: toBrand(settings),
    body: templates.render("@welcome-page", toView(setting)),
    styles: [guideStyle, supportStyle],
  });
}

function toView(setting: Setting) {
  const { settings, language } = setting;
  const { welcome, links } = language.words;
  const words = welcome.page;
  const domain = toUnicode(settings.domain);
  const here = { ...setting, origin: "" };
  const visitor = toVisitor(setting);
  const text = toFillableText(setting, (told) => renderWelcomeText(told).body);
  const subject = toFillableText(setting, toWelcomeSubject);
  return {
    domain: settings.domain,
    ...visitor,
    home: { url: toPageUrl(here), text: domain },
    lead: fillWords(words.lead, { domain }),
    form: toAddressForm({
      words: { ...language.words.address, label: words.label, submit: words.submit, hint: words.hint },
      action: toPageUrl(here, "welcome"),
      value: visitor.shownAddress,
      example: fillWords(language.words.address.example, { domain }),
      problem: undefined,
      whose: toWhose(setting),
    }),
    ways: [
      { url: toPageUrl(here, "welcome", "eml"), text: words.message, isBest: true },
      { url: toPageUrl(here, "welcome", "html"), text: words.html, isBest: false },
      { url: toPageUrl(here, "welcome", "txt"), text: words.text, isBest: false },
    ],
    subject: {
      template: subject.template,
      known: visitor.known ? subject.text : "",
      unknown: toWelcomeSubject({ ...setting, reader: "unknown" }),
    },
    ...text,
    links: { url: toPageUrl(here, "support"), text: links.heading },
    words,
  };
}
